import type { ReactNode } from 'react'
import type { EntreeLue } from '#journal/schema-journal.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import './journal.css'

/** Acts in order, each a sentence with its instant; what changed unfolds. */
export const Entrees = ({
  entrees,
  liens,
}: {
  readonly entrees: readonly EntreeLue[]
  /** Where to go from an entry, among its details. */
  readonly liens?: (entree: EntreeLue) => ReactNode
}) => (
  <ol className="entrees">
    {entrees.map((entree) => (
      <li key={entree.id}>
        <time dateTime={entree.instant}>{ecrireInstant(entree.instant)}</time>
        <div>
          <p>{entree.phrase}.</p>
          {entree.motif && (
            <p className="secondaire">
              Motif{INSECABLE}: {entree.motif}
            </p>
          )}
          <details>
            <summary>
              {entree.changements.length > 0
                ? compter(entree.changements.length + entree.reste, 'valeur')
                : 'Détail'}
              <span className="hors-ecran">, entrée {entree.id}</span>
            </summary>
            {entree.changements.length > 0 && <Changements entree={entree} />}
            <Origine entree={entree} />
            {liens?.(entree)}
          </details>
        </div>
      </li>
    ))}
  </ol>
)

const Changements = ({ entree: { changements, reste, id } }: { readonly entree: EntreeLue }) => {
  const [avant, apres] = [
    changements.some((changement) => changement.avant !== null),
    changements.some((changement) => changement.apres !== null),
  ]
  return (
    <section
      className="tableau-region"
      aria-label={`Valeurs de l’entrée ${id}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className="tableau">
        <thead>
          <tr>
            <th scope="col">Valeur</th>
            {avant && <th scope="col">Avant</th>}
            {apres && <th scope="col">Après</th>}
          </tr>
        </thead>
        <tbody>
          {changements.map((changement) => (
            <tr key={changement.libelle}>
              <th scope="row">{changement.libelle}</th>
              {avant && <td>{changement.avant ?? '—'}</td>}
              {apres && <td>{changement.apres ?? '—'}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {reste > 0 && <p className="discret">Et {compter(reste, 'autre valeur', 'autres valeurs')}.</p>}
    </section>
  )
}

/** From where, with which program, under which rules. */
const Origine = ({ entree }: { readonly entree: EntreeLue }) => {
  const faits = [
    ['Entrée', String(entree.id)],
    ['Objet', entree.objet],
    ['Adresse réseau', entree.adresse],
    ['Règlement', entree.reglement],
    ['Version du logiciel', entree.logiciel],
  ].filter((fait): fait is [string, string] => Boolean(fait[1]))
  return (
    <dl className="entrees-origine">
      {faits.map(([libelle, valeur]) => (
        <div key={libelle}>
          <dt>{libelle}</dt>
          <dd>{valeur}</dd>
        </div>
      ))}
    </dl>
  )
}

const format = new Intl.DateTimeFormat('fr-FR', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/Paris',
})
const ecrireInstant = (instant: string): string => format.format(new Date(instant))
