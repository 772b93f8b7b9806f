import { useState } from 'react'
import { ecrireImputation } from '#budget/rules/ligne.ts'
import {
  type EngagementFait,
  type Feuille,
  type LigneFeuille,
  useEngager,
} from '#campagnes/pages/paiement-donnees.ts'
import { compter, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Choix } from '#ui/choix.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Message } from '#ui/message.tsx'
import { Refus } from '#ui/refus.tsx'

type Proprietes = {
  readonly feuille: Feuille
  /** Those chosen, or all. */
  readonly lignes: readonly LigneFeuille[]
  readonly onFait: () => void
}

/** Years that may pay, from that of the affectation. */
const ANNEES = 3

/** Engages the voted amounts on an affectation: only bodies that nothing stops are counted. */
export function Engager({ feuille, lignes, onFait }: Proprietes) {
  const [ouvert, setOuvert] = useState(false)
  const possibles = lignes.filter(({ motifsEngager }) => motifsEngager.length === 0)
  if (feuille.affectations.length === 0) return null
  return (
    <>
      <Bouton
        variante="principal"
        isDisabled={possibles.length === 0}
        onPress={() => setOuvert(true)}
      >{`Engager (${possibles.length})`}</Bouton>
      {ouvert && (
        <Formulaire feuille={feuille} lignes={possibles} onFermer={() => setOuvert(false)} onFait={onFait} />
      )}
    </>
  )
}

function Formulaire({
  feuille: { campagne, affectations },
  lignes: possibles,
  onFermer,
  onFait,
}: Proprietes & { readonly onFermer: () => void }) {
  // What was offered when the form opened: the sheet is read again behind it.
  const [lignes] = useState(possibles)
  const montant = lignes.reduce((somme, { vote }) => somme + vote, 0)
  const proposee =
    affectations.find(({ operation }) => operation === campagne.libelle) ??
    affectations.find(({ reste }) => reste >= montant) ??
    affectations[0]!
  const [affectation, setAffectation] = useState(proposee.id)
  const choisie = affectations.find(({ id }) => id === affectation) ?? affectations[0]!
  const annees = Array.from({ length: ANNEES }, (_, i) => String(choisie.ligne.exercice + i))
  const [exercice, setExercice] = useState(annees[0]!)
  const envoi = useEngager(campagne.id)
  const annoncer = useAnnonce()
  const envoyer = () =>
    envoi.mutate(
      {
        ...{ affectation, exercice: Number(annees.includes(exercice) ? exercice : annees[0]) },
        organismes: lignes.map(({ organisme }) => organisme),
      },
      {
        onSuccess: (faits) => {
          annoncer(`${compter(faits.filter(({ suite }) => suite === 'fait').length, 'organisme')} : engagé.`)
          onFait()
          if (faits.every(({ suite }) => suite !== 'refus')) onFermer()
        },
      },
    )
  return (
    <Dialogue
      titre={`Engager ${compter(lignes.length, 'organisme')}`}
      ouvert
      onFermer={onFermer}
      pied={
        envoi.data ? (
          <Bouton variante="principal" onPress={onFermer}>
            Fermer
          </Bouton>
        ) : (
          <>
            <Bouton onPress={onFermer}>Annuler</Bouton>
            <Bouton variante="principal" isDisabled={envoi.isPending} onPress={envoyer}>
              Engager
            </Bouton>
          </>
        )
      }
    >
      <div className="pile">
        <Refus erreur={envoi.error} />
        {envoi.data ? (
          <CompteRendu faits={envoi.data} lignes={lignes} />
        ) : (
          <>
            <p>
              {ecrireMontant(montant)} au total{INSECABLE}; il reste {ecrireMontant(choisie.reste)} à engager
              sur l’affectation choisie.
            </p>
            <Choix
              libelle="Affectation"
              valeur={affectation}
              onChange={setAffectation}
              options={affectations.map(({ id, operation, deliberation, ligne }) => ({
                valeur: id,
                libelle: `${operation}, ${deliberation} (${ecrireImputation(ligne)}, ${ligne.exercice})`,
              }))}
            />
            <Choix
              libelle="À payer sur l’exercice"
              valeur={annees.includes(exercice) ? exercice : annees[0]!}
              onChange={setExercice}
              options={annees.map((annee) => ({ valeur: annee, libelle: annee }))}
            />
          </>
        )}
      </div>
    </Dialogue>
  )
}

/** Who was refused, with every reason; the others are engaged. */
function CompteRendu({
  faits,
  lignes,
}: {
  readonly faits: readonly EngagementFait[]
  readonly lignes: readonly LigneFeuille[]
}) {
  const noms = new Map(lignes.map(({ organisme, nom }) => [organisme, nom]))
  const refuses = faits.filter(({ suite }) => suite === 'refus')
  const engages = faits.length - refuses.length
  return (
    <>
      <p>{compter(engages, 'organisme est engagé', 'organismes sont engagés')}.</p>
      <Message
        ton="erreur"
        annonce
        titre={compter(refuses.length, 'organisme n’est pas engagé', 'organismes ne sont pas engagés')}
      >
        <ul>
          {refuses.map(({ organisme, motifs }) => (
            <li key={organisme}>
              {noms.get(organisme) ?? organisme}
              {INSECABLE}: {motifs.map(({ message }) => message).join(' ')}
            </li>
          ))}
        </ul>
      </Message>
    </>
  )
}
