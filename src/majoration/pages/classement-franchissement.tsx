import type { Organisme } from '#campagnes/formation.ts'
import { direEcarts, type Mesure } from '#majoration/pages/classement-mesure.ts'
import { INSECABLE } from '#socle/francais.ts'
import { Etiquette } from '#ui/etiquette.tsx'

/** Names shown before « et 12 autres »: beyond, the table itself is the better list. */
const NOMMES = 40

type Proprietes = {
  readonly organismes: readonly Organisme[]
  readonly mesure: Mesure
  readonly modifiee: boolean
}

/** Who crosses the règlement's line when it moves: how many, then their names. */
export function Franchissements({ organismes, mesure, modifiee }: Proprietes) {
  const { formationsEntrantes, formationsSortantes, organismesEntrants, organismesSortants } =
    mesure.franchissement
  const ecarts = direEcarts(mesure)
  const entrent = formationsEntrantes.length > 0
  const formations = entrent ? formationsEntrantes : formationsSortantes
  const passants = entrent ? organismesEntrants : organismesSortants
  const nomDe = (identifiant: string) =>
    organismes.find((o) => o.identifiant === identifiant)?.nom ?? identifiant
  return (
    <section className="passage" data-modifiee={modifiee || undefined}>
      <h3>Qui franchit la ligne</h3>
      {modifiee ? (
        <>
          <p>
            <strong className="insecable">{ecarts.formations}</strong>,{' '}
            <strong className="insecable">{ecarts.organismes}</strong>
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
          <ul tabIndex={0} aria-label="Organismes et formations qui franchissent la ligne">
            {passants.slice(0, NOMMES).map((organisme) => (
              <li key={organisme}>
                <Etiquette ton={entrent ? 'vert' : 'flamme'}>{entrent ? 'entre' : 'sort'}</Etiquette>{' '}
                {nomDe(organisme)}
              </li>
            ))}
            <Autres n={passants.length - NOMMES} />
            {formations.slice(0, NOMMES).map((f) => (
              <li key={f.identifiant}>
                {f.intitule} <span className="discret">· {nomDe(f.organisme)}</span>
              </li>
            ))}
            <Autres n={formations.length - NOMMES} />
          </ul>
        </>
      ) : (
        <p className="secondaire">
          Personne{INSECABLE}: glissez la ligne dans le tableau ou dans l’histogramme, déplacez-la par les
          flèches du clavier, ou donnez sa valeur.
        </p>
      )}
    </section>
  )
}

const Autres = ({ n }: { n: number }) => n > 0 && <li className="discret">et {n} autres, dans le tableau</li>
