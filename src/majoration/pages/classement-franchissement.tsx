import type { Formation } from '#campagnes/formation.ts'
import { direEcarts, type Mesure } from '#majoration/pages/classement-mesure.ts'
import { INSECABLE } from '#socle/francais.ts'
import { Etiquette } from '#ui/etiquette.tsx'

/** Names shown before « et 12 autres »: beyond, the table itself is the better list. */
const NOMMES = 40

/** Who crosses the règlement's line when it moves: how many, then their names. */
export function Franchissements({
  mesure,
  modifiee,
}: {
  readonly mesure: Mesure
  readonly modifiee: boolean
}) {
  if (!modifiee) {
    return (
      <p className="franchissement-repos secondaire">
        La ligne est celle du règlement{INSECABLE}: personne ne la franchit.
      </p>
    )
  }
  const { formationsEntrantes, formationsSortantes, organismesEntrants, organismesSortants } =
    mesure.franchissement
  const ecarts = direEcarts(mesure)
  const entrent = formationsEntrantes.length > 0
  const organismes = entrent ? organismesEntrants : organismesSortants
  return (
    <details className="franchissement">
      <summary>
        Par rapport au règlement{INSECABLE}: <strong className="insecable">{ecarts.formations}</strong>,{' '}
        <strong className="insecable">{ecarts.organismes}</strong>
      </summary>
      {organismes.length > 0 && (
        <p>
          <Etiquette ton={entrent ? 'retenu' : 'flamme'}>{entrent ? 'entrent' : 'sortent'}</Etiquette>{' '}
          {organismes.slice(0, NOMMES).join(' ; ')}
          {organismes.length > NOMMES && ` ; et ${organismes.length - NOMMES} autres`}
        </p>
      )}
      <Noms formations={entrent ? formationsEntrantes : formationsSortantes} />
    </details>
  )
}

function Noms({ formations }: { formations: readonly Formation[] }) {
  const autres = formations.length - NOMMES
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <ul tabIndex={0} aria-label="Formations qui franchissent la ligne">
      {formations.slice(0, NOMMES).map((f) => (
        <li key={f.identifiant}>
          {f.intitule} <span className="discret">· {f.organisme}</span>
        </li>
      ))}
      {autres > 0 && <li className="discret">et {autres} autres, dans le tableau</li>}
    </ul>
  )
}
