import { raconter } from '#memoire/chronologie.ts'
import type { CampagneMemoire } from '#memoire/memoire.ts'
import { ecrireQuand } from '#memoire/pages/memoire-mots.ts'

/** All that happened in a campaign, oldest first. */
export function Histoire({ campagne }: { readonly campagne: CampagneMemoire }) {
  const faits = raconter(campagne)
  if (faits.length === 0) return null
  return (
    <details>
      <summary>
        Histoire ({faits.length})<span className="hors-ecran"> de {campagne.libelle}</span>
      </summary>
      <ol className="memoire-fil">
        {faits.map(({ le, quoi, detail, par, sur }) => (
          <li key={`${le} ${quoi} ${detail}`}>
            <p>{quoi}</p>
            {detail && <p className="memoire-prose">{detail}</p>}
            <p className="discret">
              {ecrireQuand(le)}, {sur}
              {par && `, ${par}`}
            </p>
          </li>
        ))}
      </ol>
    </details>
  )
}
