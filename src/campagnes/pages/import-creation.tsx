import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Importation } from '#campagnes/importation/importation.ts'
import { useCreation, useReglements } from '#campagnes/pages/import-donnees.ts'
import { lireDotation } from '#campagnes/pages/import-dotation.ts'
import type { Reglement } from '#campagnes/reglement.ts'
import { compter, ecrireMontant } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement } from '#ui/etat.tsx'
import { Indicatif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Refus } from '#ui/refus.tsx'
import { ErreurApi } from '#ui/requete.ts'

/** The last step: a name, a règlement, an envelope. */
export function Creation({ importation }: { readonly importation: Importation }) {
  const reglements = useReglements()
  const { lignesLues, avertissements } = importation
  return (
    <Carte
      titre="Créer la campagne"
      chapeau={`${compter(lignesLues, 'formation prête', 'formations prêtes')}, aucune erreur${avertissements > 0 ? `. ${compter(avertissements, 'avertissement')} à vérifier plus bas, sans bloquer` : ''}.`}
    >
      {reglements.isError ? (
        <Message
          ton="erreur"
          titre="Les règlements ne peuvent pas être lus"
          motifs={reglements.error instanceof ErreurApi ? reglements.error.motifs : []}
          annonce
        >
          <p>{reglements.error.message}</p>
          <Bouton icone="retour" onPress={() => reglements.refetch()}>
            Réessayer
          </Bouton>
        </Message>
      ) : !reglements.data ? (
        <Chargement quoi="Chargement des règlements" />
      ) : reglements.data.length === 0 ? (
        <Message ton="erreur" titre="Aucun règlement n’est installé">
          <p>Demandez à l’administrateur d’ajouter le fichier du règlement de l’exercice.</p>
        </Message>
      ) : (
        <Formulaire id={importation.id} formations={lignesLues} reglements={reglements.data} />
      )}
    </Carte>
  )
}

type ProprietesFormulaire = {
  readonly id: string
  readonly formations: number
  readonly reglements: readonly Reglement[]
}

function Formulaire({ id, formations, reglements }: ProprietesFormulaire) {
  const [code, setCode] = useState(reglements[0]!.code)
  const reglement = reglements.find((r) => r.code === code) ?? reglements[0]!
  const [saisi, setSaisi] = useState<string>()
  const libelle = saisi ?? `Majoration des coûts-contrats ${reglement.exercice}`
  const [enveloppe, setEnveloppe] = useState('')
  const [essais, setEssais] = useState(0)
  const formulaire = useRef<HTMLFormElement>(null)
  const creation = useCreation(id)
  const naviguer = useNavigate()

  const dotation = lireDotation(enveloppe)
  const sansNom = libelle.trim() === '' ? 'Donnez un nom à la campagne.' : undefined
  useEffect(() => {
    if (essais > 0) formulaire.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [essais])

  const creer = (evenement: FormEvent) => {
    evenement.preventDefault()
    setEssais(essais + 1)
    if (sansNom || dotation.erreur !== undefined || creation.isPending) return
    creation.mutate(
      { libelle, reglement: reglement.code, dotation: dotation.centimes },
      {
        onSuccess: ({ campagne, conforme }) => {
          if (conforme) void naviguer({ to: '/campagnes/$id', params: { id: campagne } as never })
        },
      },
    )
  }
  return (
    <form ref={formulaire} className="import-formulaire" onSubmit={creer} noValidate>
      <ChampTexte
        libelle="Nom de la campagne"
        valeur={libelle}
        onChange={setSaisi}
        maximum={200}
        requis
        erreur={essais > 0 ? sansNom : undefined}
      />
      <Choix
        libelle="Règlement"
        valeur={reglement.code}
        options={reglements.map((r) => ({ valeur: r.code, libelle: r.libelle }))}
        onChange={setCode}
        aide={
          <>
            Exercice {reglement.exercice}, « {reglement.code} » {reglement.grille.indicatif && <Indicatif />}
          </>
        }
      />
      <ChampTexte
        libelle="Enveloppe, en euros"
        valeur={enveloppe}
        onChange={setEnveloppe}
        requis
        indication="20 140 000"
        erreur={essais > 0 ? dotation.erreur : undefined}
        aide={
          dotation.erreur === undefined
            ? `Soit ${ecrireMontant(dotation.centimes)}, répartis en entier, hors majorations exceptionnelles.`
            : 'Dotation ordinaire, hors majorations exceptionnelles.'
        }
      />
      <div className="import-formulaire-fin">
        <Bouton type="submit" variante="principal" isDisabled={creation.isPending}>
          {creation.isPending ? 'Création…' : 'Créer la campagne'}
        </Bouton>
        <span className="discret" role="status">
          {creation.isPending
            ? `Enregistrement de ${compter(formations, 'formation')}…`
            : 'Le nom, le règlement et l’enveloppe s’enregistrent avec les formations.'}
        </span>
      </div>
      <Refus erreur={creation.error} />
    </form>
  )
}
