import { useLocation, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useMemo } from 'react'
import { mesurerCompletude } from '#campagnes/demandes/completude.ts'
import type { DemandeLue } from '#campagnes/demandes/espace.ts'
import { Complements } from '#campagnes/demandes/pages/demande-complements.tsx'
import { Completude } from '#campagnes/demandes/pages/demande-completude.tsx'
import { Croisements } from '#campagnes/demandes/pages/demande-croisements.tsx'
import { Deposer } from '#campagnes/demandes/pages/demande-depot.tsx'
import { Echanges } from '#campagnes/demandes/pages/demande-echanges.tsx'
import { Effectif } from '#campagnes/demandes/pages/demande-effectif.tsx'
import { type Enregistreur, useEnregistreur } from '#campagnes/demandes/pages/demande-enregistrement.ts'
import { EtatSaisie } from '#campagnes/demandes/pages/demande-etat-saisie.tsx'
import { DemandeExceptionnelle } from '#campagnes/demandes/pages/demande-exceptionnelle.tsx'
import { EditionFormation } from '#campagnes/demandes/pages/demande-formation.tsx'
import { ListeFormations } from '#campagnes/demandes/pages/demande-formations.tsx'
import { IdentifiantsOrganisme } from '#campagnes/demandes/pages/demande-identifiants.tsx'
import { Pieces } from '#campagnes/demandes/pages/demande-pieces.tsx'
import { Retirer } from '#campagnes/demandes/pages/demande-retrait.tsx'
import { InformationsAppel } from '#campagnes/demandes/pages/espace-appel.tsx'
import { TempsRestant } from '#campagnes/demandes/pages/espace-delai.tsx'
import { useDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { Carte } from '#ui/carte.tsx'

export type ProprietesSaisie = { readonly lue: DemandeLue; readonly enregistreur: Enregistreur }

/** An application that one types: what is asked on one side, how far one is on the other. */
export function SaisieDemande({ lue, personne }: { readonly lue: DemandeLue; readonly personne: string }) {
  const enregistreur = useEnregistreur(lue, personne)
  const { refetch } = useDemande(lue.demande.id)
  const { formation } = useSearch({ strict: false }) as { formation?: string }
  const une = enregistreur.vue.formations.find(({ identifiant }) => identifiant === formation)
  const completude = useCompletude(lue, enregistreur)
  useChampDemande()
  const { etat, deposeeLe } = lue.demande
  return (
    <>
      <EtatSaisie enregistreur={enregistreur} />
      <Croisements enregistreur={enregistreur} />
      <div className="demande-cadre">
        <aside className="pile" aria-label="Où en est la demande">
          {etat === 'brouillon' && <TempsRestant delai={lue.appel.delai} onPasse={refetch} />}
          <Completude demande={lue.demande.id} completude={completude} vue={enregistreur.vue} />
          {etat === 'brouillon' && (
            <Deposer lue={lue} enregistreur={enregistreur} complete={completude.manques.length === 0} />
          )}
        </aside>
        <div className="pile">
          {etat === 'a_completer' && (
            <Complements lue={lue} enregistreur={enregistreur} manques={completude.manques.length} />
          )}
          {une ? (
            <EditionFormation lue={lue} enregistreur={enregistreur} formation={une} />
          ) : (
            <>
              <Effectif enregistreur={enregistreur} />
              <IdentifiantsOrganisme lue={lue} enregistreur={enregistreur} />
              <ListeFormations lue={lue} enregistreur={enregistreur} />
              <Pieces lue={lue} modifiable />
              <DemandeExceptionnelle lue={lue} modifiable />
              {deposeeLe && <Echanges lue={lue} />}
              <Carte titre="L’appel">
                <InformationsAppel appel={lue.appel} />
              </Carte>
              <Retirer lue={lue} enregistreur={enregistreur} />
            </>
          )}
        </div>
      </div>
    </>
  )
}

/** Measured on what is on the screen, saved or not; a little behind the keys when there is much of it. */
function useCompletude({ pieces, appel }: DemandeLue, { vue }: Enregistreur) {
  const calme = useDeferredValue(vue)
  return useMemo(
    () => mesurerCompletude({ ...calme, pieces: pieces.map(({ code }) => code), demandees: appel.pieces }),
    [calme, pieces, appel.pieces],
  )
}

/** A link to something missing leads into its very field: each time it is followed, even from the same address. */
function useChampDemande() {
  const { hash, state } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state is new at each link followed
  useEffect(() => {
    const champ = hash ? document.getElementById(hash) : null
    champ?.scrollIntoView({ block: 'center' })
    champ?.focus({ preventScroll: true })
  }, [hash, state])
}
