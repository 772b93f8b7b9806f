import { ChampSaisie } from '#campagnes/demandes/pages/demande-champ.tsx'
import type { Enregistreur } from '#campagnes/demandes/pages/demande-enregistrement.ts'
import { COLONNE_EFFECTIF, lireEffectif } from '#campagnes/demandes/saisie.ts'
import { Carte } from '#ui/carte.tsx'

/** What is said once for the whole body. */
export function Effectif({ enregistreur: { vue, taper } }: { readonly enregistreur: Enregistreur }) {
  const constat = lireEffectif(vue.effectif)
  return (
    <Carte titre="Votre organisme">
      <div className="demande-champs">
        <ChampSaisie
          colonne={COLONNE_EFFECTIF}
          valeur={vue.effectif}
          constat={constat ?? undefined}
          formation={null}
          taper={taper}
        />
      </div>
    </Carte>
  )
}
