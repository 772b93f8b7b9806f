import { memo, useState } from 'react'
import type { Formation } from '#campagnes/formation.ts'
import type { Franchissement } from '#majoration/franchissement.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { Icone } from '#ui/icone.tsx'

/** Bodies named at once; the others are one press away. */
const ORGANISMES_EN_VUE = 8

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
  return (
    <section className="franchissement-cote" data-sens={sens}>
      <h3>
        <Icone nom={sens === 'entrent' ? 'plus' : 'fermer'} />
        {sens === 'entrent' ? 'Entrent' : 'Sortent'}
        {INSECABLE}:{' '}
        {formations.length === 0
          ? 'aucune formation'
          : `${compter(formations.length, 'formation')}, ${compter(contrats, 'contrat')}, ${compter(organismes.length, 'organisme')}`}
      </h3>
      {organismes.length > 0 && (
        <ul className="franchissement-organismes">
          {organismes.slice(0, ORGANISMES_EN_VUE).map((organisme) => (
            <li key={organisme}>{nomDe(organisme)}</li>
          ))}
        </ul>
      )}
      {organismes.length > ORGANISMES_EN_VUE && (
        <details>
          <summary>
            Et {compter(organismes.length - ORGANISMES_EN_VUE, 'autre organisme', 'autres organismes')}
          </summary>
          <ul className="franchissement-organismes">
            {organismes.slice(ORGANISMES_EN_VUE).map((organisme) => (
              <li key={organisme}>{nomDe(organisme)}</li>
            ))}
          </ul>
        </details>
      )}
      {formations.length > 0 && <FormationsNommees formations={formations} nomDe={nomDe} />}
    </section>
  )
}

/** Every formation by name, written only once asked for: there may be a thousand. */
function FormationsNommees({ formations, nomDe }: Pick<ProprietesCote, 'formations' | 'nomDe'>) {
  const [ouvertes, setOuvertes] = useState(false)
  return (
    <details onToggle={(evenement) => setOuvertes(evenement.currentTarget.open)}>
      <summary>{compter(formations.length, 'formation nommée', 'formations nommées')}</summary>
      {ouvertes && (
        <ul className="franchissement-formations">
          {formations.map((formation) => (
            <li key={formation.identifiant}>
              {formation.intitule}
              <span className="discret">
                {' '}
                — {nomDe(formation.organisme)}, {formation.commune}, {compter(formation.contrats, 'contrat')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
