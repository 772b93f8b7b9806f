import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { DEBIT_MAXIMUM, porteesPossibles } from '#annuaire/cle.ts'
import { ChoixOrganisme, type Organisme } from '#annuaire/pages/choix-organisme.tsx'
import { rolesDe } from '#annuaire/pages/invitation-nouvelle.tsx'
import type { CleCreee } from '#annuaire/schema-cle.ts'
import { ACTIONS, type Action, ROLES, type Role } from '#socle/acces.ts'
import { ecrireNombre } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { TexteACopier } from '#ui/copier.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Message } from '#ui/message.tsx'
import { Refus } from '#ui/refus.tsx'
import { requete } from '#ui/requete.ts'

export const CLES = 'cles'
const DEBIT_USUEL = '60'

/** A key for a program of a partner: for whom, in which role, with which of its rights, how often. */
export function NouvelleCle({
  onFermer,
  onCreee,
}: {
  readonly onFermer: () => void
  readonly onCreee: (creee: CleCreee) => void
}) {
  const [nom, setNom] = useState('')
  const [organisme, setOrganisme] = useState<Organisme>()
  const [role, setRole] = useState<Role>()
  const [portees, setPortees] = useState<readonly Action[]>([])
  const [debit, setDebit] = useState(DEBIT_USUEL)
  const requetes = useQueryClient()
  const creer = useMutation({
    mutationFn: () =>
      requete<CleCreee>('/cles', 'POST', {
        ...{ nom, organisation: organisme!.id, role, portees, debit: Number(debit) },
      }),
    onSuccess: async (creee) => {
      await requetes.invalidateQueries({ queryKey: [CLES] })
      onCreee(creee)
    },
  })
  const prendre = (choisi: Role | undefined) => {
    setRole(choisi)
    setPortees([])
  }
  const choisir = (choisi: Organisme | undefined) => {
    setOrganisme(choisi)
    const possibles = choisi ? rolesDe(choisi.nature) : []
    prendre(possibles.length === 1 ? possibles[0] : undefined)
  }
  const debitFaux = !/^\d{1,4}$/.test(debit) || Number(debit) < 1 || Number(debit) > DEBIT_MAXIMUM
  const complete = nom.trim() !== '' && organisme && role && portees.length > 0 && !debitFaux
  return (
    <Dialogue
      titre="Créer une clé"
      ouvert
      onFermer={onFermer}
      pied={
        <>
          <Bouton onPress={onFermer}>Annuler</Bouton>
          <Bouton
            variante="principal"
            isDisabled={!complete || creer.isPending}
            onPress={() => creer.mutate()}
          >
            Créer la clé
          </Bouton>
        </>
      }
    >
      <ChampTexte
        libelle="Nom du programme"
        valeur={nom}
        onChange={setNom}
        maximum={120}
        indication="Entrepôt de données"
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
          onChange={(choisi) => prendre(choisi || undefined)}
          aide="Le programme voit ce que verrait une personne de cet organisme, dans ce rôle."
        />
      )}
      {role && <Portees role={role} valeurs={portees} onChange={setPortees} />}
      <ChampTexte
        libelle="Débit, en demandes par minute"
        valeur={debit}
        onChange={setDebit}
        maximum={4}
        aide={`Au-delà, le programme attend. De 1 à ${ecrireNombre(DEBIT_MAXIMUM)}.`}
        erreur={debitFaux ? `Indiquez un nombre entier de 1 à ${ecrireNombre(DEBIT_MAXIMUM)}.` : undefined}
      />
      <Refus erreur={creer.error} />
    </Dialogue>
  )
}

/** What this key may do: only what its role gives, and what a program may do at all. */
const Portees = ({
  role,
  valeurs,
  onChange,
}: {
  readonly role: Role
  readonly valeurs: readonly Action[]
  readonly onChange: (valeurs: readonly Action[]) => void
}) => {
  const possibles = porteesPossibles(role)
  return (
    <fieldset className="portees">
      <legend className="champ-libelle">Droits de la clé</legend>
      {possibles.map((action) => (
        <label key={action} className="case">
          <input
            type="checkbox"
            checked={valeurs.includes(action)}
            onChange={({ target }) =>
              onChange(possibles.filter((une) => (une === action ? target.checked : valeurs.includes(une))))
            }
          />
          <span>{ACTIONS[action].libelle}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** The secret, this once: nothing here closes by accident. */
export const SecretDeCle = ({
  creee: { cle, secret },
  onFermer,
}: {
  readonly creee: CleCreee
  readonly onFermer: () => void
}) => (
  <Dialogue
    titre={`La clé « ${cle.nom} » est créée`}
    ouvert
    ferme
    onFermer={onFermer}
    pied={
      <Bouton variante="principal" onPress={onFermer}>
        J’ai gardé le secret
      </Bouton>
    }
  >
    <Message ton="avertissement" titre="Le secret n’est montré que maintenant">
      <p>
        Nous n’en gardons qu’une empreinte. Remettez-le au programme par une voie sûre, jamais par courriel ;
        perdu, il faut révoquer cette clé et en créer une autre.
      </p>
    </Message>
    <TexteACopier libelle="Identifiant (client_id)" texte={cle.id} />
    <TexteACopier libelle="Secret (client_secret)" texte={secret} />
    <p className="secondaire">
      Le programme les échange contre un jeton d’une heure à l’adresse{' '}
      <code>{location.origin}/api/oauth/jeton</code>.
    </p>
  </Dialogue>
)
