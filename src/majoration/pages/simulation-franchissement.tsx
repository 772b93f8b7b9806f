import { memo } from 'react'
import type { Formation } from '#campagnes/formation.ts'
import type { Franchissement } from '#majoration/franchissement.ts'
import { compter, ecrireNombre, FINE } from '#socle/francais.ts'
import { Icone } from '#ui/icone.tsx'

/** Beyond this the list is cut: it is there to name a few, the comparison page shows them all. */
const MAXIMUM_NOMMES = 60

type ProprietesFranchissement = {
  readonly franchissement: Franchissement
  readonly nomDe: (organisme: string) => string
  readonly nomReference: string
}

/** Who crosses the line between the reference and what is being tried, by name. */
export const QuiFranchit = memo(function QuiFranchit({
  franchissement,
  nomDe,
  nomReference,
}: ProprietesFranchissement) {
  const { formationsEntrantes, formationsSortantes, organismesEntrants, organismesSortants } = franchissement
  const total = formationsEntrantes.length + formationsSortantes.length
  if (total === 0) {
    return <p className="secondaire">Les mêmes formations sont retenues que dans {nomReference}.</p>
  }
  return (
    <div className="franchissement">
      <Cote sens="entrent" formations={formationsEntrantes} organismes={organismesEntrants} nomDe={nomDe} />
      <Cote sens="sortent" formations={formationsSortantes} organismes={organismesSortants} nomDe={nomDe} />
    </div>
  )
})

type ProprietesCote = {
  readonly sens: 'entrent' | 'sortent'
  readonly formations: readonly Formation[]
  readonly organismes: readonly string[]
  readonly nomDe: (organisme: string) => string
}

function Cote({ sens, formations, organismes, nomDe }: ProprietesCote) {
  const contrats = formations.reduce((somme, f) => somme + f.contrats, 0)
  const signe = sens === 'entrent' ? '+' : '−'
  return (
    <section className="franchissement-cote" data-sens={sens}>
      <h3>
        <Icone nom={sens === 'entrent' ? 'plus' : 'fermer'} />
        {sens === 'entrent' ? 'Entrent' : 'Sortent'}
        {FINE}: {signe}
        {compter(formations.length, 'formation')}, {signe}
        {compter(contrats, 'contrat')}, {signe}
        {compter(organismes.length, 'organisme')}
      </h3>
      {organismes.length > 0 && (
        <ul className="franchissement-organismes">
          {organismes.slice(0, MAXIMUM_NOMMES).map((organisme) => (
            <li key={organisme}>{nomDe(organisme)}</li>
          ))}
        </ul>
      )}
      {formations.length > 0 && (
        <details>
          <summary>Formations nommées</summary>
          <ul className="franchissement-formations">
            {formations.slice(0, MAXIMUM_NOMMES).map((formation) => (
              <li key={formation.identifiant}>
                {formation.intitule}
                <span className="discret">
                  {' '}
                  — {nomDe(formation.organisme)}, {formation.commune},{' '}
                  {compter(formation.contrats, 'contrat')}
                </span>
              </li>
            ))}
          </ul>
          {formations.length > MAXIMUM_NOMMES && (
            <p className="discret">… et {ecrireNombre(formations.length - MAXIMUM_NOMMES)} autres.</p>
          )}
        </details>
      )}
    </section>
  )
}
