import { type FormEvent, useId, useState } from 'react'
import { finMaximale } from '#annuaire/delegation.ts'
import { usePersonnes, usePret } from '#annuaire/pages/delegations-donnees.ts'
import type { DelegationLue, PersonnesDelegation } from '#annuaire/schema-delegation.ts'
import { ROLES, type Role } from '#socle/acces.ts'
import { ecrireDate } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix, type Option } from '#ui/choix.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Indicatif } from '#ui/etiquette.tsx'
import { Refus } from '#ui/refus.tsx'

type Proprietes = {
  /** Who writes; an administrator chooses in whose name. */
  readonly moi: string
  readonly pourAutrui: boolean
  readonly onFermer: (donnee?: DelegationLue) => void
}

/** Whose role, to whom, which, from when to when, and why. */
export function FormulaireDelegation({ moi, pourAutrui, onFermer }: Proprietes) {
  const formulaire = useId()
  const [de, setDe] = useState(pourAutrui ? '' : moi)
  const { data, error, isError, refetch } = usePersonnes(de)
  const [saisie, setSaisie] = useState({ a: '', role: '', du: '', au: '', motif: '' })
  const saisir = (cle: keyof typeof saisie) => (valeur: string) => setSaisie({ ...saisie, [cle]: valeur })
  const preter = usePret(onFermer)
  const roles = data?.donneurs.find(({ id }) => id === de)?.roles ?? []
  // A single role needs no choice, and a delegation begins today unless one says otherwise.
  const role = saisie.role || (roles.length === 1 ? roles[0]! : '')
  const du = saisie.du || (data?.aujourdhui ?? '')
  const complete = de && saisie.a && role && du && saisie.au && saisie.motif.trim().length >= 3
  const envoyer = (evenement: FormEvent) => {
    evenement.preventDefault()
    if (complete) preter.mutate({ ...saisie, de, du, role: role as Role })
  }
  return (
    <Dialogue
      titre="Prêter un rôle"
      ouvert
      onFermer={() => onFermer()}
      pied={
        <>
          <Bouton onPress={() => onFermer()}>Annuler</Bouton>
          <Bouton
            type="submit"
            form={formulaire}
            variante="principal"
            isDisabled={!complete || preter.isPending}
          >
            Prêter ce rôle
          </Bouton>
        </>
      }
    >
      <p>
        La personne choisit elle-même d’agir avec ce rôle, ou avec le sien. Ce qu’elle fait ainsi porte les
        deux noms, et la délégation se retire à tout moment.
      </p>
      {!data ? (
        isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement des personnes" />
        )
      ) : (
        <form id={formulaire} className="delegation-formulaire" onSubmit={envoyer}>
          {pourAutrui && (
            <Choix
              libelle="Rôle de"
              options={optionsDonneurs(data)}
              valeur={de}
              onChange={(choisi) => {
                setDe(choisi)
                setSaisie({ ...saisie, a: '', role: '' })
              }}
            />
          )}
          <Choix
            libelle="Prêté à"
            options={[AUCUN, ...data.receveurs.map(({ id, nom }) => ({ valeur: id, libelle: nom }))]}
            valeur={saisie.a}
            onChange={saisir('a')}
          />
          <Choix
            libelle="Rôle"
            options={[...(roles.length === 1 ? [] : [AUCUN]), ...roles.map(optionRole)]}
            valeur={role}
            onChange={saisir('role')}
          />
          <ChampTexte libelle="Du" type="date" valeur={du} onChange={saisir('du')} requis />
          <ChampTexte
            libelle="Au, compris"
            type="date"
            valeur={saisie.au}
            onChange={saisir('au')}
            aide={
              du && (
                <>
                  Un an au plus{'\u00a0'}: {ecrireDate(finMaximale(du))} <Indicatif />
                </>
              )
            }
            requis
          />
          <ChampTexte
            libelle="Motif"
            valeur={saisie.motif}
            onChange={saisir('motif')}
            maximum={500}
            indication="Congés, mission…"
            aide="Gardé au journal. Rien de médical ni de personnel."
            requis
          />
        </form>
      )}
      <Refus erreur={preter.error} />
    </Dialogue>
  )
}

const AUCUN: Option = { valeur: '', libelle: 'Choisir…' }
const optionRole = (role: Role): Option => ({ valeur: role, libelle: ROLES[role].libelle })
const optionsDonneurs = ({ donneurs }: PersonnesDelegation): Option[] => [
  AUCUN,
  ...donneurs.map(({ id, nom, organisation }) => ({ valeur: id, libelle: `${nom}, ${organisation}` })),
]
