import { type ReactNode, useState } from 'react'
import { cheminCompte, type Geste, useGeste, useOrganisations } from '#annuaire/pages/gestion-donnees.ts'
import type { CompteAdministre } from '#annuaire/schema-gestion.ts'
import { NATURES, ROLES, type Role } from '#socle/acces.ts'
import { ecrireSiret } from '#socle/siret.ts'
import { Bouton, type VarianteBouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Refus } from '#ui/refus.tsx'

type Proprietes = { readonly compte: CompteAdministre; readonly onFermer: () => void }

/** A question, its answer, and why the server refuses it when it does. */
export function DialogueGeste({
  titre,
  verbe,
  variante = 'principal',
  geste,
  onFermer,
  children,
}: {
  readonly titre: string
  readonly verbe: string
  readonly variante?: VarianteBouton
  /** What to ask the server; undefined while the answer is not complete. */
  readonly geste: Geste | undefined
  readonly onFermer: () => void
  readonly children: ReactNode
}) {
  const { mutate, isPending, error } = useGeste(onFermer)
  return (
    <Dialogue
      titre={titre}
      ouvert
      onFermer={onFermer}
      pied={
        <>
          <Bouton onPress={onFermer}>Annuler</Bouton>
          <Bouton variante={variante} isDisabled={!geste || isPending} onPress={() => geste && mutate(geste)}>
            {verbe}
          </Bouton>
        </>
      }
    >
      {children}
      <Refus erreur={error} />
    </Dialogue>
  )
}

/** The roles that the organisation of an account allows, those held left out. */
export const rolesPossibles = ({ organisation, roles }: CompteAdministre): Role[] =>
  (Object.keys(ROLES) as Role[]).filter(
    (role) => ROLES[role].nature === organisation?.nature && !roles.includes(role),
  )

const AUCUN = ''

export function Approbation({ compte, onFermer }: Proprietes) {
  const [role, setRole] = useState<Role | typeof AUCUN>(AUCUN)
  const options = rolesPossibles(compte).map((valeur) => ({ valeur, libelle: ROLES[valeur].libelle }))
  return (
    <DialogueGeste
      titre={`Approuver ${compte.nom} ?`}
      verbe="Approuver"
      geste={{
        ...{ chemin: `${cheminCompte(compte.id)}/approbation`, methode: 'POST', fait: 'Compte approuvé' },
        corps: { role: role || null },
      }}
      onFermer={onFermer}
    >
      <p>Sans rôle, une personne ne voit que ce qui est publié. Elle pourra en recevoir d’autres ensuite.</p>
      <Choix<Role | typeof AUCUN>
        libelle="Premier rôle"
        valeur={role}
        onChange={setRole}
        options={[{ valeur: AUCUN, libelle: 'Aucun pour l’instant' }, ...options]}
      />
    </DialogueGeste>
  )
}

export function Suspension({ compte, onFermer }: Proprietes) {
  const [motif, setMotif] = useState('')
  const attend = compte.etat === 'en_attente'
  return (
    <DialogueGeste
      titre={attend ? `Refuser ${compte.nom} ?` : `Suspendre ${compte.nom} ?`}
      verbe={attend ? 'Refuser' : 'Suspendre'}
      variante="danger"
      geste={
        motif.trim().length < 3
          ? undefined
          : {
              ...{ chemin: `${cheminCompte(compte.id)}/suspension`, methode: 'POST', corps: { motif } },
              fait: attend ? 'Compte refusé' : 'Compte suspendu, sessions fermées',
            }
      }
      onFermer={onFermer}
    >
      <p>
        Ses sessions se ferment aussitôt et cette personne n’entre plus. Ses rôles sont gardés : vous pourrez
        la rétablir.
      </p>
      <ChampTexte
        libelle="Motif"
        valeur={motif}
        onChange={setMotif}
        maximum={500}
        aide="Gardé au journal."
        requis
      />
    </DialogueGeste>
  )
}

export function Rattachement({ compte, onFermer }: Proprietes) {
  const [q, setQ] = useState('')
  const [choisie, setChoisie] = useState('')
  const { data, isFetching } = useOrganisations({ etat: 'active', ...(q.trim() && { q: q.trim() }) })
  const trouvees = (data?.organisations ?? []).filter(({ id }) => id !== compte.organisation?.id)
  const organisation = trouvees.some(({ id }) => id === choisie) ? choisie : ''
  return (
    <DialogueGeste
      titre={`Rattacher ${compte.nom}`}
      verbe="Rattacher"
      geste={
        organisation
          ? {
              ...{
                chemin: `${cheminCompte(compte.id)}/organisation`,
                methode: 'PUT',
                fait: 'Compte rattaché',
              },
              corps: { organisation, organisationVue: compte.organisation?.id ?? null },
            }
          : undefined
      }
      onFermer={onFermer}
    >
      <ChampTexte
        libelle="Chercher une organisation, nom ou SIRET"
        type="search"
        valeur={q}
        onChange={setQ}
        maximum={100}
      />
      <Choix
        libelle="Organisation"
        valeur={organisation}
        onChange={setChoisie}
        options={[
          { valeur: '', libelle: libelleVide(trouvees.length, isFetching) },
          ...trouvees.map(({ id, nom, nature, siret }) => ({
            valeur: id,
            libelle: `${nom} (${NATURES[nature]}, ${ecrireSiret(siret)})`,
          })),
        ]}
        aide={
          data && data.total > data.organisations.length
            ? 'Les cinquante premières : précisez la recherche.'
            : undefined
        }
      />
    </DialogueGeste>
  )
}

const libelleVide = (combien: number, enCours: boolean): string =>
  combien > 0 ? 'Choisir…' : enCours ? 'Recherche…' : 'Aucune organisation ne répond à cette recherche'
