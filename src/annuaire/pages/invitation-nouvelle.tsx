import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { DUREE_INVITATION, lireCourriel } from '#annuaire/invitation.ts'
import { ChoixOrganisme, type Organisme } from '#annuaire/pages/choix-organisme.tsx'
import { INVITATIONS, MESSAGES } from '#annuaire/pages/courrier-donnees.ts'
import type { InvitationLue } from '#annuaire/schema-invitations.ts'
import { type Nature, ROLES, type Role } from '#socle/acces.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Refus } from '#ui/refus.tsx'
import { requete } from '#ui/requete.ts'

/** Roles held in an organisation of a nature. */
export const rolesDe = (nature: Nature): readonly Role[] =>
  (Object.keys(ROLES) as Role[]).filter((role) => ROLES[role].nature === nature)

/** Whom to invite, for which organisation, in which role. */
export function NouvelleInvitation({ onFermer }: { readonly onFermer: (envoyee?: InvitationLue) => void }) {
  const [courriel, setCourriel] = useState('')
  const [organisme, setOrganisme] = useState<Organisme>()
  const [role, setRole] = useState<Role>()
  const requetes = useQueryClient()
  const envoyer = useMutation({
    mutationFn: () =>
      requete<InvitationLue>('/invitations', 'POST', { courriel, role, organisation: organisme!.id }),
    onSuccess: async (envoyee) => {
      await Promise.all([INVITATIONS, MESSAGES].map((cle) => requetes.invalidateQueries({ queryKey: [cle] })))
      onFermer(envoyee)
    },
  })
  const choisir = (choisi: Organisme | undefined) => {
    setOrganisme(choisi)
    const possibles = choisi ? rolesDe(choisi.nature) : []
    setRole(possibles.length === 1 ? possibles[0] : undefined)
  }
  const complete = lireCourriel(courriel) !== undefined && organisme !== undefined && role !== undefined
  return (
    <Dialogue
      titre="Inviter une personne"
      ouvert
      onFermer={() => onFermer()}
      pied={
        <>
          <Bouton onPress={() => onFermer()}>Annuler</Bouton>
          <Bouton
            variante="principal"
            isDisabled={!complete || envoyer.isPending}
            onPress={() => envoyer.mutate()}
          >
            Inviter
          </Bouton>
        </>
      }
    >
      <p className="secondaire">
        L’invitation est ouverte {DUREE_INVITATION} jours. La personne entre aussitôt dans ce rôle, sans
        attendre d’accord, si son fournisseur d’identité la reconnaît sous cette adresse.
      </p>
      <ChampTexte
        libelle="Adresse de courriel"
        valeur={courriel}
        onChange={setCourriel}
        maximum={254}
        indication="prenom.nom@organisme.fr"
        requis
      />
      <ChoixOrganisme valeur={organisme} onChange={choisir} />
      {organisme && (
        <Choix<Role | ''>
          libelle="Rôle"
          valeur={role ?? ''}
          options={[
            ...(role ? [] : [{ valeur: '' as const, libelle: 'Choisir…' }]),
            ...rolesDe(organisme.nature).map((un) => ({ valeur: un, libelle: ROLES[un].libelle })),
          ]}
          onChange={(choisi) => setRole(choisi || undefined)}
        />
      )}
      <Refus erreur={envoyer.error} />
    </Dialogue>
  )
}
