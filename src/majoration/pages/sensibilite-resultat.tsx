import type { Epreuve } from '#majoration/pages/sensibilite-epreuve.ts'
import { LIBELLES_FORMATION, SORTS } from '#majoration/pages/sensibilite-sorts.tsx'
import type { Sort } from '#majoration/sensibilite.ts'
import type { SortOrganisme } from '#majoration/sensibilite-organismes.ts'
import { compter, ecrireNombre, ecrirePart, INSECABLE } from '#socle/francais.ts'
import { ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Nombre } from '#ui/montant.tsx'

const SERIES = { toujours: 1, depend: 2, indetermine: 'neutre', jamais: 3 } as const

/** How many formations have each fate, with their contracts; then how many bodies are out of reach of the weights. */
export function ComptesSorts({
  epreuve,
  organismes,
}: {
  readonly epreuve: Epreuve
  readonly organismes: readonly SortOrganisme[]
}) {
  const { lignes, sensibilite } = epreuve
  const comptes = Object.fromEntries(
    SORTS.map((sort) => {
      const siennes = lignes.filter((_, f) => sensibilite.sorts[f] === sort)
      return [
        sort,
        { formations: siennes.length, contrats: siennes.reduce((s, l) => s + l.formation.contrats, 0) },
      ]
    }),
  ) as Record<Sort, { formations: number; contrats: number }>
  const parmi = (sort: Sort) => organismes.filter((organisme) => organisme.sort === sort).length
  const incertains = parmi('depend') + parmi('indetermine')
  return (
    <>
      <ChiffresCles>
        {SORTS.map((sort) => (
          <ChiffreCle
            key={sort}
            accent={sort === 'depend'}
            libelle={
              <span className="sensibilite-repere" data-serie={SERIES[sort]}>
                {LIBELLES_FORMATION[sort]}
              </span>
            }
            valeur={<Nombre valeur={comptes[sort].formations} />}
            precision={`${ecrirePart(comptes[sort].formations, lignes.length)}, ${compter(comptes[sort].contrats, 'contrat')}`}
          />
        ))}
      </ChiffresCles>
      <div className="sensibilite-barre" aria-hidden="true">
        {SORTS.map((sort) => (
          <span key={sort} data-serie={SERIES[sort]} style={{ flexGrow: comptes[sort].formations }} />
        ))}
      </div>
      <p>
        <strong>{compter(parmi('toujours'), 'organisme')}</strong>{' '}
        {parmi('toujours') < 2 ? 'garde' : 'gardent'} au moins une formation retenue quels que soient les
        poids, <strong>{ecrireNombre(parmi('jamais'))}</strong> n’en {parmi('jamais') < 2 ? 'a' : 'ont'}{' '}
        jamais, <strong>{ecrireNombre(incertains)}</strong>{' '}
        {incertains < 2 ? 'dépend ou peut dépendre' : 'dépendent ou peuvent dépendre'} des poids.
      </p>
    </>
  )
}

/** What each word claims, and on what ground. */
export const CeQuiEstProuve = ({ essais }: { readonly essais: number }) => (
  <dl className="sensibilite-preuves">
    <div>
      <dt>Prouvé{INSECABLE}: toujours, jamais</dt>
      <dd>
        Vrai pour toutes les combinaisons de poids dans les plages, au centième de point, chaque poids
        bougeant sans les autres. Ce n’est pas un sondage{INSECABLE}: l’avance de chaque formation sur chaque
        autre est minorée, arrondis compris, puis on compte qui peut passer devant, sur les plages entières et
        au besoin morceau par morceau.
      </dd>
    </div>
    <div>
      <dt>Montré par un exemple{INSECABLE}: dépend</dt>
      <dd>
        Au moins un jeu de poids des plages la fait changer de côté. Il est donné avec la formation, et
        s’essaie dans la simulation.
      </dd>
    </div>
    <div>
      <dt>Ni l’un ni l’autre{INSECABLE}: indéterminée</dt>
      <dd>
        La minoration ne suffit pas à conclure, et aucune des combinaisons essayées
        {essais > 0 && ` (${ecrireNombre(essais)})`} ne l’a fait changer de côté. À lire «{INSECABLE}pourrait
        dépendre{INSECABLE}».
      </dd>
    </div>
    <div>
      <dt>Hors de l’épreuve</dt>
      <dd>
        Les échelles de notation, le départage, la coupure et les déclarations restent ce qu’ils sont. Le
        total des poids n’est pas tenu constant.
      </dd>
    </div>
  </dl>
)
