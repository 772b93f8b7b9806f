import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Administration } from '#annuaire/pages/administration.tsx'
import { CLES, NouvelleCle, SecretDeCle } from '#annuaire/pages/cle-nouvelle.tsx'
import { ecrireInstant } from '#annuaire/pages/courrier-donnees.ts'
import type { CleCreee, CleLue } from '#annuaire/schema-cle.ts'
import { ACTIONS, ROLES } from '#socle/acces.ts'
import { compter, deNom, ecrireNombre } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { requete } from '#ui/requete.ts'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
import './courrier.css'

/** /administration/cles : the programs of partners that come in by themselves. */
export function PageCles() {
  const [nouvelle, setNouvelle] = useState(false)
  const [creee, setCreee] = useState<CleCreee>()
  return (
    <Administration
      action="cle.gerer"
      titre="Clés"
      chapeau="Une clé laisse entrer le programme d’un partenaire, dans le périmètre de son organisme, avec les seuls droits cochés."
      actions={
        <Bouton variante="principal" icone="plus" onPress={() => setNouvelle(true)}>
          Créer une clé
        </Bouton>
      }
    >
      <Liste />
      {nouvelle && (
        <NouvelleCle
          onFermer={() => setNouvelle(false)}
          onCreee={(faite) => {
            setNouvelle(false)
            setCreee(faite)
          }}
        />
      )}
      {creee && <SecretDeCle creee={creee} onFermer={() => setCreee(undefined)} />}
    </Administration>
  )
}

function Liste() {
  const [aRevoquer, setARevoquer] = useState<CleLue>()
  const [revoquee, setRevoquee] = useState<string>()
  const { data, error, isError, refetch } = useQuery({
    queryKey: [CLES],
    queryFn: ({ signal }) => requete<CleLue[]>('/cles', 'GET', undefined, signal),
    staleTime: 0,
  })
  if (isError && !data) return <EtatErreur erreur={error} reessayer={() => refetch()} />
  if (!data) return <Chargement quoi="Chargement des clés" />
  if (data.length === 0)
    return (
      <EtatVide titre="Aucune clé n’a été créée.">
        Sans clé, seuls des navigateurs entrent, chacun avec une personne derrière.
      </EtatVide>
    )
  return (
    <>
      {revoquee && (
        <Message ton="succes" annonce>
          <p>La clé « {revoquee} » est révoquée, et ses jetons avec elle.</p>
        </Message>
      )}
      <section className="carte">
        <TableauDonnees
          legende={`${compter(data.length, 'clé')}, la plus récente d’abord`}
          colonnes={colonnes(setARevoquer)}
          lignes={data}
          cle={({ id }) => id}
        />
      </section>
      {aRevoquer && (
        <Revocation
          cle={aRevoquer}
          onFermer={(fait) => {
            setARevoquer(undefined)
            if (fait) setRevoquee(aRevoquer.nom)
          }}
        />
      )}
    </>
  )
}

function Revocation({ cle, onFermer }: { readonly cle: CleLue; readonly onFermer: (fait: boolean) => void }) {
  const requetes = useQueryClient()
  const revoquer = useMutation({
    mutationFn: () => requete<void>(`/cles/${encodeURIComponent(cle.id)}`, 'DELETE'),
    onSuccess: () => onFermer(true),
    onSettled: () => requetes.invalidateQueries({ queryKey: [CLES] }),
  })
  return (
    <Dialogue
      titre={`Révoquer « ${cle.nom} » ?`}
      ouvert
      onFermer={() => onFermer(false)}
      pied={
        <>
          <Bouton onPress={() => onFermer(false)}>Annuler</Bouton>
          <Bouton variante="danger" isDisabled={revoquer.isPending} onPress={() => revoquer.mutate()}>
            Révoquer
          </Bouton>
        </>
      }
    >
      <p>
        Le programme {deNom(cle.organisation.nom)} n’entre plus, à l’instant même. Une clé révoquée ne sert
        plus jamais : il en faudra une autre.
      </p>
      {revoquer.isError && (
        <Message ton="erreur" titre="La clé n’a pas été révoquée" annonce>
          <p>{revoquer.error.message}</p>
        </Message>
      )}
    </Dialogue>
  )
}

const colonnes = (revoquer: (cle: CleLue) => void): readonly Colonne<CleLue>[] => [
  {
    code: 'nom',
    titre: 'Programme',
    cellule: ({ nom, role, organisation }) => (
      <>
        {nom}
        <span className="courrier-precision">
          {ROLES[role].libelle}, {organisation.nom}
        </span>
      </>
    ),
  },
  {
    code: 'portees',
    titre: 'Droits',
    secondaire: true,
    cellule: ({ portees }) => (
      <ul className="cle-portees">
        {portees.map((action) => (
          <li key={action}>{ACTIONS[action].libelle}</li>
        ))}
      </ul>
    ),
  },
  {
    code: 'debit',
    titre: 'Débit, par minute',
    nombre: true,
    secondaire: true,
    cellule: ({ debit }) => ecrireNombre(debit),
  },
  {
    code: 'servieLe',
    titre: 'Dernier jeton',
    secondaire: true,
    cellule: ({ servieLe }) => (servieLe ? ecrireInstant(servieLe) : 'jamais'),
  },
  {
    code: 'etat',
    titre: 'État',
    cellule: ({ creeeLe, revoqueeLe }) => (
      <>
        <Etiquette ton={revoqueeLe ? 'neutre' : 'vert'}>{revoqueeLe ? 'révoquée' : 'en service'}</Etiquette>{' '}
        <span className="courrier-precision">depuis le {ecrireInstant(revoqueeLe ?? creeeLe)}</span>
      </>
    ),
  },
  {
    code: 'revoquer',
    titre: <span className="hors-ecran">Révoquer</span>,
    cellule: (cle) =>
      cle.revoqueeLe ? null : (
        <Bouton variante="discret" aria-label={`Révoquer ${cle.nom}`} onPress={() => revoquer(cle)}>
          Révoquer…
        </Bouton>
      ),
  },
]
