import type { AppelLu } from '#campagnes/demandes/espace.ts'
import { ecrireDate } from '#socle/francais.ts'
import { Etiquette } from '#ui/etiquette.tsx'
import { ecrireInstant } from '#ui/horloge.ts'

/** What a call says: its dates, the documents that it asks, whom to write to, the usual questions. */
export const InformationsAppel = ({ appel }: { readonly appel: AppelLu }) => (
  <div className="espace-appel">
    <section>
      <h3>Dates (heure de Paris)</h3>
      <dl className="espace-dates">
        <UneDate libelle="Ouverture" texte={appel.ouvreLe && ecrireInstant(appel.ouvreLe)} />
        <UneDate libelle="Clôture" texte={appel.fermeLe && ecrireInstant(appel.fermeLe)} />
        <UneDate libelle="Vote de l’assemblée" texte={appel.voteLe && ecrireDate(appel.voteLe)} />
      </dl>
    </section>
    <section>
      <h3>Documents demandés</h3>
      {appel.pieces.length === 0 ? (
        <p className="secondaire">Aucun document n’est demandé.</p>
      ) : (
        <ul className="espace-liste">
          {appel.pieces.map(({ code, libelle, aide, obligatoire }) => (
            <li key={code}>
              {libelle}{' '}
              <Etiquette ton={obligatoire ? 'or' : 'neutre'}>
                {obligatoire ? 'obligatoire' : 'facultatif'}
              </Etiquette>
              {aide && <p className="discret">{aide}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
    {appel.contacts.length > 0 && (
      <section>
        <h3>Contacts</h3>
        <ul className="espace-liste">
          {appel.contacts.map(({ nom, courriel, telephone }) => (
            <li key={nom + courriel}>
              {nom}
              {courriel && (
                <p>
                  <a href={`mailto:${courriel}`}>{courriel}</a>
                </p>
              )}
              {telephone && (
                <p>
                  <a href={`tel:${telephone.replace(/\s/g, '')}`}>{telephone}</a>
                </p>
              )}
            </li>
          ))}
        </ul>
      </section>
    )}
    {appel.questions.length > 0 && (
      <section className="espace-questions">
        <h3>Questions fréquentes</h3>
        {appel.questions.map(({ question, reponse }) => (
          <details key={question}>
            <summary>{question}</summary>
            <p>{reponse}</p>
          </details>
        ))}
      </section>
    )}
  </div>
)

const UneDate = ({ libelle, texte }: { readonly libelle: string; readonly texte: string | null }) => (
  <div>
    <dt>{libelle}</dt>
    <dd>{texte ?? 'à préciser'}</dd>
  </div>
)
