import { Icone } from '#ui/icone.tsx'

const ETAPES = [
  { code: 'fichier', libelle: 'Fichier' },
  { code: 'lecture', libelle: 'Lecture' },
  { code: 'verification', libelle: 'Vérification' },
  { code: 'campagne', libelle: 'Campagne' },
] as const

export type Etape = (typeof ETAPES)[number]['code']

/** Where the agent is, and what is left to do. */
export function Etapes({ courante }: { readonly courante: Etape }) {
  const rang = ETAPES.findIndex(({ code }) => code === courante)
  return (
    <ol className="import-etapes ecran-seulement" aria-label="Étapes">
      {ETAPES.map(({ code, libelle }, i) => (
        <li key={code} aria-current={i === rang ? 'step' : undefined} data-faite={i < rang || undefined}>
          <span className="import-etape-rang" aria-hidden="true">
            {i < rang ? <Icone nom="valide" /> : i + 1}
          </span>
          {libelle}
          {i < rang && <span className="hors-ecran"> (faite)</span>}
        </li>
      ))}
    </ol>
  )
}
