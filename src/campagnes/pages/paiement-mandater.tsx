import { useState } from 'react'
import { type Feuille, type LigneFeuille, useMandater } from '#campagnes/pages/paiement-donnees.ts'
import { SaisieDuPaiement, type Saisies, trancher } from '#campagnes/pages/paiement-partiel.tsx'
import { payableEn } from '#campagnes/paiement/liquidation.ts'
import { compter, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Choix } from '#ui/choix.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Refus } from '#ui/refus.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = {
  readonly feuille: Feuille
  /** Those chosen, or all. */
  readonly lignes: readonly LigneFeuille[]
  readonly onFait: () => void
}

type Paiement = {
  readonly nom: string
  readonly engagement: string
  readonly reference: string
  /** All that may be paid now. */
  readonly payable: number
}

/** What may be asked of the accountant in an exercice. */
const paiementsDe = (lignes: readonly LigneFeuille[], exercice: number): Paiement[] =>
  lignes
    .filter(({ separation }) => separation.length === 0)
    .flatMap(({ nom, engagements }) =>
      engagements
        .filter(({ suspendu }) => !suspendu)
        .map((un) => ({
          ...{ nom, engagement: un.engagement.id, reference: un.reference },
          payable: payableEn(un, exercice),
        })),
    )
    .filter(({ payable }) => payable > 0)

/** Years in which something is planned, the earliest first. */
const exercicesDe = (lignes: readonly LigneFeuille[]): number[] =>
  [
    ...new Set(
      lignes.flatMap(({ engagements }) =>
        engagements.flatMap(({ engagement }) => engagement.echeancier.map(({ exercice }) => exercice)),
      ),
    ),
  ].sort((a, b) => a - b)

/** Sends one numbered bordereau: every body that is engaged and that nothing stops. */
export function Mandater({ feuille, lignes, onFait }: Proprietes) {
  const [ouvert, setOuvert] = useState(false)
  const exercices = exercicesDe(lignes)
  const premier = exercices.find((un) => paiementsDe(lignes, un).length > 0)
  const nombre = premier === undefined ? 0 : paiementsDe(lignes, premier).length
  return (
    <>
      <Bouton isDisabled={nombre === 0} onPress={() => setOuvert(true)}>{`Mandater (${nombre})`}</Bouton>
      {ouvert && premier !== undefined && (
        <Formulaire {...{ feuille, lignes, onFait, exercices, premier }} onFermer={() => setOuvert(false)} />
      )}
    </>
  )
}

function Formulaire({
  feuille: { campagne },
  lignes: proposees,
  exercices,
  premier,
  onFermer,
  onFait,
}: Proprietes & {
  readonly exercices: readonly number[]
  readonly premier: number
  readonly onFermer: () => void
}) {
  // References are those that one saw when the form opened: sent twice, they are the same payments.
  const [lignes] = useState(proposees)
  const [exercice, setExercice] = useState(String(premier))
  const envoi = useMandater(campagne.id)
  const annoncer = useAnnonce()
  const paiements = paiementsDe(lignes, Number(exercice))
  const [saisies, setSaisies] = useState<Saisies>({})
  const tranches = paiements.map((paiement) => ({ ...paiement, ...trancher(paiement, saisies) }))
  const total = tranches.reduce((somme, { montant }) => somme + (montant ?? 0), 0)
  const pret = tranches.length > 0 && tranches.every(({ erreur }) => erreur === undefined)
  const envoyer = () =>
    envoi.mutate(
      {
        exercice: Number(exercice),
        paiements: tranches.map(({ engagement, reference, montant, motif }) => ({
          ...{ engagement, reference, montant: montant ?? 0, motif },
        })),
      },
      {
        onSuccess: ({ nouveaux, mandats }) => {
          const deja = mandats.length - nouveaux
          const suite =
            deja > 0 ? ` ${compter(deja, 'mandat était déjà émis', 'mandats étaient déjà émis')}.` : ''
          annoncer(`${compter(nouveaux, 'mandat émis', 'mandats émis')}.${suite}`)
          onFait()
          onFermer()
        },
      },
    )
  return (
    <Dialogue
      titre={`Mandater ${compter(paiements.length, 'paiement')}`}
      ouvert
      onFermer={onFermer}
      pied={
        <>
          <Bouton onPress={onFermer}>Annuler</Bouton>
          <Bouton variante="principal" isDisabled={envoi.isPending || !pret} onPress={envoyer}>
            Émettre le bordereau
          </Bouton>
        </>
      }
    >
      <div className="pile">
        <Refus erreur={envoi.error} />
        <p className="secondaire">
          {ecrireMontant(total)} au total, sur un seul bordereau numéroté{INSECABLE}: tout est émis, ou rien.
          Un montant moindre se saisit, avec son motif{INSECABLE}: le reste attend un autre mandat.
        </p>
        {exercices.length > 1 && (
          <Choix
            libelle="Exercice"
            valeur={exercice}
            onChange={setExercice}
            options={exercices.map((un) => ({ valeur: String(un), libelle: String(un) }))}
          />
        )}
        <TableauDonnees
          legende="Mandats à émettre"
          legendeMasquee
          fiches
          hauteur="18rem"
          lignes={tranches}
          cle={({ engagement }) => engagement}
          vide="Rien n’est à payer cette année-là."
          colonnes={[
            {
              ...{ code: 'nom', titre: 'Bénéficiaire et référence' },
              cellule: ({ nom, reference }) => (
                <span className="paiement-beneficiaire">
                  {nom}
                  <span className="discret insecable">{reference}</span>
                </span>
              ),
            },
            {
              ...{ code: 'montant', titre: 'Montant' },
              cellule: (tranche) => (
                <SaisieDuPaiement
                  {...tranche}
                  onChange={(saisie) => setSaisies((avant) => ({ ...avant, [tranche.engagement]: saisie }))}
                />
              ),
            },
          ]}
        />
      </div>
    </Dialogue>
  )
}
