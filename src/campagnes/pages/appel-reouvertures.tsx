import { type FormEvent, useId, useState } from 'react'
import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import { ChampHeure, ChampMotif } from '#campagnes/pages/appel-champs.tsx'
import { ecrireInstant, useReouverture, useReouvertures } from '#campagnes/pages/appel-donnees.ts'
import { rouvrable } from '#campagnes/reouverture.ts'
import type { Reouvertures } from '#campagnes/schema-appel.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Choix } from '#ui/choix.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Refus } from '#ui/refus.tsx'

/** The bodies that were let in after the others, until when and why; and the way to let one in. */
export function ReouverturesAccordees({
  campagne,
  etat,
}: {
  readonly campagne: string
  readonly etat: EtatCampagne
}) {
  const { data, error, isError, refetch } = useReouvertures(campagne)
  const [demandee, setDemandee] = useState(false)
  return (
    <Carte titre="Réouvertures">
      {!data ? (
        isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement des réouvertures" />
        )
      ) : (
        <>
          {data.accordees.length === 0 ? (
            <p className="secondaire">L’appel n’a été rouvert à aucun organisme.</p>
          ) : (
            <ul className="appel-reouvertures">
              {data.accordees.map(({ id, organisme, jusquAu, motif, accordeePar, accordeeLe }) => (
                <li key={id}>
                  <p>
                    <strong>{organisme}</strong>, jusqu’au {ecrireInstant(jusquAu)}
                  </p>
                  <p>{motif}</p>
                  <p className="discret">
                    {accordeePar}, le {ecrireInstant(accordeeLe)}
                  </p>
                </li>
              ))}
            </ul>
          )}
          {rouvrable(etat) && data.organismes.length > 0 && (
            <div className="rangee">
              <Bouton onPress={() => setDemandee(true)}>Rouvrir à un organisme…</Bouton>
            </div>
          )}
          {demandee && (
            <Demande campagne={campagne} organismes={data.organismes} onFermer={() => setDemandee(false)} />
          )}
        </>
      )}
    </Carte>
  )
}

function Demande({
  campagne,
  organismes,
  onFermer,
}: {
  readonly campagne: string
  readonly organismes: Reouvertures['organismes']
  readonly onFermer: () => void
}) {
  const formulaire = useId()
  const [organisation, setOrganisation] = useState('')
  const [jusquAu, setJusquAu] = useState('')
  const [motif, setMotif] = useState('')
  const rouvrir = useReouverture(campagne)
  const annoncer = useAnnonce()
  const complete = organisation && jusquAu && motif.trim()
  const envoyer = (evenement: FormEvent) => {
    evenement.preventDefault()
    if (!complete || rouvrir.isPending) return
    const fait = () => {
      annoncer(`L’appel est rouvert à ${organismes.find(({ id }) => id === organisation)?.nom}.`)
      onFermer()
    }
    rouvrir.mutate({ organisation, jusquAu, motif }, { onSuccess: fait })
  }
  return (
    <Dialogue
      titre="Rouvrir l’appel à un organisme"
      ouvert
      onFermer={onFermer}
      pied={
        <>
          <Bouton onPress={onFermer}>Annuler</Bouton>
          <Bouton
            type="submit"
            form={formulaire}
            variante="principal"
            isDisabled={!complete || rouvrir.isPending}
          >
            Rouvrir
          </Bouton>
        </>
      }
    >
      <p>Lui seul peut encore déposer, jusqu’à la seconde dite. L’appel reste fermé aux autres.</p>
      <form id={formulaire} className="pile" onSubmit={envoyer}>
        <Choix
          libelle="Organisme"
          valeur={organisation}
          onChange={setOrganisation}
          options={[
            { valeur: '', libelle: 'Choisir…' },
            ...organismes.map(({ id, nom }) => ({ valeur: id, libelle: nom })),
          ]}
        />
        <ChampHeure libelle="Jusqu’au" valeur={jusquAu} onChange={setJusquAu} />
        <ChampMotif valeur={motif} onChange={setMotif} />
      </form>
      <Refus erreur={rouvrir.error} />
    </Dialogue>
  )
}
