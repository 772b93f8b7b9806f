import { Link } from '@tanstack/react-router'
import { ETATS_DEMANDE, type EtatDemande } from '#campagnes/demandes/cycle.ts'
import { compter, ecrireNombre } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'

/** How many applications stand in each state, each leading to their list. */
export function DemandesRecues({
  campagne,
  demandes,
}: {
  readonly campagne: string
  readonly demandes: Readonly<Partial<Record<EtatDemande, number>>>
}) {
  const etats = (Object.keys(ETATS_DEMANDE) as EtatDemande[]).filter((etat) => demandes[etat])
  const total = etats.reduce((somme, etat) => somme + demandes[etat]!, 0)
  return (
    <Carte titre="Demandes" chapeau={total > 0 ? compter(total, 'demande') : undefined}>
      {total === 0 ? (
        <p className="secondaire">Aucun organisme n’a commencé de demande dans cette campagne.</p>
      ) : (
        <ul className="appel-demandes">
          {etats.map((etat) => (
            <li key={etat}>
              <Link to="/campagnes/$id/demandes" params={{ id: campagne }} search={{ etat } as never}>
                {ETATS_DEMANDE[etat].libelle}
              </Link>
              <span className="nombre">{ecrireNombre(demandes[etat]!)}</span>
            </li>
          ))}
        </ul>
      )}
    </Carte>
  )
}
