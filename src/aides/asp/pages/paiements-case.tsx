import { Link } from '@tanstack/react-router'
import { CHAMPS, type ChampAsp } from '#aides/asp/correcteur.ts'
import type { PaiementVu } from '#aides/asp/pages/paiements-donnees.ts'
import { caseDe } from '#aides/dossiers/champs-corrigeables.ts'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'

/** The cell to put right: for whoever may, the way to its form, opened on it. */
export function CaseACorriger({
  paiement: { session, dossier, nom, remplacePar },
  champ,
}: {
  readonly paiement: PaiementVu
  readonly champ: ChampAsp
}) {
  const corrige = useDroits().has('aide.corriger')
  const cellule = caseDe(champ)
  if (!cellule || !corrige || remplacePar !== null) return <strong>{CHAMPS[champ]}</strong>
  return (
    <Link
      to="/campagnes-aides/$session/dossiers/$dossier"
      params={{ session, dossier } as never}
      search={{ corriger: cellule } as never}
      aria-label={`Corriger ${CHAMPS[champ]} de ${nom}`}
    >
      <strong>{CHAMPS[champ]}</strong>
    </Link>
  )
}
