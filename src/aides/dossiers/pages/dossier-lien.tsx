import { useState } from 'react'
import type { DossierLu } from '#aides/dossiers/dossier.ts'
import { cheminDossier } from '#aides/dossiers/pages/dossiers-donnees.ts'
import { useEnvoiAide } from '#aides/sessions/pages/session-donnees.ts'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { TexteACopier } from '#ui/copier.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Refus } from '#ui/refus.tsx'

/** What is sent to the person: the letter, and the link by which the dossier is followed without an account. */
export function EchangesDossier({ dossier: { id, etat } }: { readonly dossier: DossierLu }) {
  const instruit = useDroits().has('aide.instruire')
  const annoncer = useAnnonce()
  const [adresse, setAdresse] = useState<string>()
  const lien = useEnvoiAide<{ adresse: string }>((donne) => setAdresse(donne.adresse))
  const revocation = useEnvoiAide(() => annoncer('Le lien est révoqué.'))
  const lettre = etat === 'accorde' || etat === 'refuse' || etat === 'en_attente'
  if (!instruit && !lettre) return null
  return (
    <Carte
      titre="Lettre et suivi"
      className="ecran-seulement"
      chapeau={
        instruit
          ? 'Le lien mène à une page sans compte, où ne paraissent que le prénom et une initiale. Il vaut un an.'
          : undefined
      }
    >
      <Refus erreur={lien.error ?? revocation.error} />
      <div className="rangee">
        {lettre && (
          <LienTelechargement href={`/api${cheminDossier(id, '/lettre.pdf')}`} format="PDF">
            Lettre à l’apprenti
          </LienTelechargement>
        )}
        {instruit && (
          <>
            <Bouton
              isDisabled={lien.isPending}
              onPress={() => lien.mutate({ chemin: cheminDossier(id, '/lien') })}
            >
              Donner le lien de suivi
            </Bouton>
            <Bouton
              isDisabled={revocation.isPending}
              onPress={() => revocation.mutate({ chemin: cheminDossier(id, '/lien/revocation') })}
            >
              Révoquer le lien
            </Bouton>
          </>
        )}
      </div>
      {adresse && (
        <Dialogue titre="Lien de suivi" ouvert onFermer={() => setAdresse(undefined)}>
          <TexteACopier libelle="Adresse à donner à l’apprenti, et à lui seul" texte={adresse} />
        </Dialogue>
      )}
    </Carte>
  )
}
