import type { Campagne } from '#campagnes/campagne.ts'
import { ecrireDate } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'

/** The dated steps of the campaign, and the acts that it rests on. */
export function Calendrier({ campagne }: { readonly campagne: Campagne }) {
  const { calendrier, documents, reglement } = campagne
  const actes =
    documents.length > 0
      ? documents
      : reglement.sources.map(({ reference, date, objet }) => ({
          reference,
          date,
          titre: objet,
          nature: 'Source du règlement',
        }))
  return (
    <Carte titre="Calendrier et actes" className="campagne-calendrier">
      {calendrier.length > 0 ? (
        <ol className="campagne-echeances">
          {calendrier.map(({ date, libelle, source, repris }) => (
            <li key={date + libelle}>
              <time dateTime={date}>{ecrireDate(date)}</time>
              <div>
                <p>{libelle}</p>
                <p className="discret">{repris ? `repris de ${source}` : source}</p>
              </div>
            </li>
          ))}
        </ol>
      ) : (
        <p className="secondaire">Aucune échéance n’est enregistrée pour cette campagne.</p>
      )}
      {actes.length > 0 && (
        <>
          <h3>Actes</h3>
          <ul className="campagne-actes">
            {actes.map(({ reference, date, titre, nature }) => (
              <li key={reference}>
                <p>
                  <strong className="insecable">{reference}</strong> {titre}
                </p>
                <p className="discret">
                  {nature}, <time dateTime={date}>{ecrireDate(date)}</time>
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Carte>
  )
}
