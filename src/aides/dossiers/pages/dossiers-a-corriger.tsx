import { Link } from '@tanstack/react-router'
import { CORRECTEURS } from '#aides/asp/correcteur.ts'
import { caseDe, nommerChamp } from '#aides/dossiers/champs-corrigeables.ts'
import type { Blocage } from '#aides/dossiers/correction-permise.ts'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { INSECABLE, minuscule } from '#socle/francais.ts'

type Proprietes = {
  readonly session: string
  readonly dossier: string
  readonly blocage: Blocage
}

/** Why a dossier is not paid, in plain words, who corrects it, and for whoever may, the way to the cell. */
export function ACorriger({ session, dossier, blocage: { champ, libelle, correcteur } }: Proprietes) {
  const corrige = useDroits().has('aide.corriger')
  const cellule = caseDe(champ)
  return (
    <span>
      {cellule && corrige && (
        <>
          <Link
            to="/campagnes-aides/$session/dossiers/$dossier"
            params={{ session, dossier } as never}
            search={{ corriger: cellule } as never}
          >
            {nommerChamp(cellule)}
          </Link>
          {`${INSECABLE}: `}
        </>
      )}
      {libelle} <span className="discret">À corriger par {minuscule(CORRECTEURS[correcteur])}.</span>
    </span>
  )
}
