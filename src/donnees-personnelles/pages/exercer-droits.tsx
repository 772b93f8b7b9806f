import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PersonneLue } from '#donnees-personnelles/schema-donnees.ts'
import { Bouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { ErreurApi, requete } from '#ui/requete.ts'

const chemin = '/donnees-personnelles/personnes'

/** Finds the person who asks, hands over what is held on it, erases it. */
export function ExercerDroits() {
  const [saisie, setSaisie] = useState('')
  const [cherche, setCherche] = useState('')
  const [aEffacer, setAEffacer] = useState<PersonneLue>()
  const [efface, setEfface] = useState<string>()
  const chercher = (evenement: FormEvent) => {
    evenement.preventDefault()
    setEfface(undefined)
    if (saisie.trim().length >= 2) setCherche(saisie.trim())
  }
  return (
    <Carte
      titre="Répondre à une demande"
      chapeau="Chaque téléchargement et chaque effacement laisse une trace au journal."
      className="ecran-seulement"
    >
      <form className="registre-recherche" onSubmit={chercher}>
        <ChampTexte
          libelle="Nom ou adresse de la personne"
          type="search"
          valeur={saisie}
          onChange={setSaisie}
          maximum={200}
        />
        <Bouton type="submit" icone="chercher" isDisabled={saisie.trim().length < 2}>
          Chercher
        </Bouton>
      </form>
      {efface && (
        <Message ton="succes" annonce>
          <p>Le compte de {efface} est effacé : il ne porte plus ni nom ni adresse.</p>
        </Message>
      )}
      {cherche && <Trouvees nom={cherche} onEffacer={setAEffacer} />}
      {aEffacer && (
        <Effacement
          personne={aEffacer}
          onFermer={(fait) => {
            setAEffacer(undefined)
            if (fait) setEfface(aEffacer.nom)
          }}
        />
      )}
    </Carte>
  )
}

function Trouvees({ nom, onEffacer }: { nom: string; onEffacer: (personne: PersonneLue) => void }) {
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['personnes-donnees', nom],
    queryFn: ({ signal }) =>
      requete<PersonneLue[]>(`${chemin}?${new URLSearchParams({ nom })}`, 'GET', undefined, signal),
    staleTime: 0,
  })
  if (isError && !data) return <EtatErreur erreur={error} reessayer={() => refetch()} />
  if (!data) return <Chargement quoi="Recherche" />
  if (data.length === 0)
    return <p className="secondaire">Aucun compte ne porte « {nom} » dans son nom ou son adresse.</p>
  return (
    <ul className="registre-personnes">
      {data.map((personne) => (
        <li key={personne.id}>
          <div>
            <p>
              <strong>{personne.nom}</strong>
            </p>
            <p className="discret">{[personne.organisation, personne.courriel].filter(Boolean).join(', ')}</p>
          </div>
          <div className="rangee">
            <LienTelechargement
              href={`/api${chemin}/${encodeURIComponent(personne.id)}/dossier`}
              format="JSON, tracé"
            >
              Ses données<span className="hors-ecran"> : {personne.nom}</span>
            </LienTelechargement>
            <Bouton
              variante="discret"
              icone="corbeille"
              aria-label={`Effacer ${personne.nom}`}
              onPress={() => onEffacer(personne)}
            >
              Effacer…
            </Bouton>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Effacement({
  personne,
  onFermer,
}: {
  readonly personne: PersonneLue
  readonly onFermer: (fait: boolean) => void
}) {
  const [motif, setMotif] = useState('')
  const requetes = useQueryClient()
  const effacer = useMutation({
    mutationFn: () =>
      requete<unknown>(`${chemin}/${encodeURIComponent(personne.id)}/effacement`, 'POST', { motif }),
    onSuccess: async () => {
      await requetes.invalidateQueries({ queryKey: ['personnes-donnees'] })
      onFermer(true)
    },
  })
  return (
    <Dialogue
      titre={`Effacer ${personne.nom} ?`}
      ouvert
      onFermer={() => onFermer(false)}
      pied={
        <>
          <Bouton onPress={() => onFermer(false)}>Annuler</Bouton>
          <Bouton
            variante="danger"
            isDisabled={effacer.isPending || motif.trim().length < 3}
            onPress={() => effacer.mutate()}
          >
            Effacer
          </Bouton>
        </>
      }
    >
      <p>
        Le compte perd son nom, son adresse et ses rôles ; ses sessions se ferment. Ce qui a été décidé reste,
        sans nommer personne. Cette action ne peut pas être annulée.
      </p>
      <ChampTexte
        libelle="Motif"
        valeur={motif}
        onChange={setMotif}
        maximum={500}
        aide="Gardé au journal : ne nommez pas la personne."
        requis
      />
      {effacer.isError && (
        <Message ton="erreur" annonce motifs={effacer.error instanceof ErreurApi ? effacer.error.motifs : []}>
          <p>{effacer.error.message}</p>
        </Message>
      )}
    </Dialogue>
  )
}
