import { Link } from '@tanstack/react-router'
import { type DecisionVotee, ETATS_PAIEMENT, type PaiementSuivi } from '#campagnes/demandes/decision-votee.ts'
import type { DemandeLue } from '#campagnes/demandes/espace.ts'
import { useDecision } from '#campagnes/demandes/pages/espace-donnees.ts'
import { fraction } from '#socle/fraction.ts'
import { compter, ecrireDate, ecrireMontant, ecrireMontantExact, INSECABLE } from '#socle/francais.ts'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { EtatErreur } from '#ui/etat.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

const VOTEES: ReadonlySet<string> = new Set(['retenue', 'non_retenue', 'notifiee', 'engagee', 'payee'])

/** What was voted, why it is that much, and where its payment stands; nothing before the vote. */
export function Decision({ lue: { demande, appel } }: { readonly lue: DemandeLue }) {
  const votee = VOTEES.has(demande.etat)
  const { data, error, isError, refetch } = useDecision(demande.id, votee)
  if (!votee) return null
  if (isError) return <EtatErreur erreur={error} reessayer={() => refetch()} />
  if (!data) return null
  return (
    <Carte
      titre="Décision"
      chapeau={appel.voteLe ? `Vote de l’assemblée${INSECABLE}: ${ecrireDate(appel.voteLe)}.` : undefined}
    >
      {data.montants ? (
        <>
          <Montants montants={data.montants} />
          <p>
            <Link to="/demandes/$demande/montant" params={{ demande: demande.id }}>
              Pourquoi ce montant{INSECABLE}?
            </Link>
          </p>
        </>
      ) : (
        <p>L’assemblée n’a pas voté de majoration pour votre organisme dans cet appel.</p>
      )}
      {data.engagements.length > 0
        ? data.engagements.map((engagement) => (
            <Engage key={`${engagement.date} ${engagement.libelle}`} engagement={engagement} />
          ))
        : data.montants && <p className="secondaire">Les crédits ne sont pas encore engagés.</p>}
    </Carte>
  )
}

function Montants({ montants }: { readonly montants: NonNullable<DecisionVotee['montants']> }) {
  const { contrats, majoration, dontBonusVert, majorationExceptionnelle, majorationTotale } = montants
  return (
    <>
      <ChiffresCles>
        <ChiffreCle accent libelle="Montant voté" valeur={<Montant centimes={majorationTotale} />} />
        <ChiffreCle libelle="Contrats retenus" valeur={<Nombre valeur={contrats} />} />
        <ChiffreCle
          libelle="Dont bonus vert"
          valeur={<Montant centimes={dontBonusVert} />}
          precision="compris dans la majoration"
        />
      </ChiffresCles>
      <p>
        Vos formations retenues au classement comptent {compter(contrats, 'contrat')}. Leur part de
        l’enveloppe est de <Montant centimes={majoration} />
        {contrats > 0 &&
          `, soit ${ecrireMontantExact(fraction(majoration, contrats * 100))} par contrat en moyenne`}
        , bonus vert et compléments de périmètre financier compris.
        {majorationExceptionnelle > 0 && (
          <>
            {' '}
            S’y ajoute une majoration exceptionnelle de <Montant centimes={majorationExceptionnelle} />.
          </>
        )}
      </p>
    </>
  )
}

const Engage = ({ engagement }: { readonly engagement: DecisionVotee['engagements'][number] }) => (
  <section className="pile">
    <h3>Paiement</h3>
    <p>
      {engagement.montant > 0 ? (
        <>
          <Montant centimes={engagement.montant} /> engagés le {ecrireDate(engagement.date)}
          {INSECABLE}: {engagement.libelle}. {direPaye(engagement)}
        </>
      ) : (
        `Les crédits engagés le ${ecrireDate(engagement.date)} ont été rendus depuis${INSECABLE}: ils ne paient plus rien.`
      )}
    </p>
    {(engagement.montant > 0 || engagement.paiements.length > 0) && (
      <TableauDonnees
        legende="Paiements"
        legendeMasquee
        colonnes={COLONNES}
        lignes={engagement.paiements}
        cle={({ reference }) => reference}
        vide="Aucun paiement n’est encore ordonné."
      />
    )}
  </section>
)

/** « Payé 400 € sur 1 000 €. » as soon as something is. */
function direPaye({ montant, paiements }: DecisionVotee['engagements'][number]): string {
  const paye = paiements.reduce((somme, un) => somme + (un.etat === 'paye' ? un.montant : 0), 0)
  return paye > 0 ? `Payé ${ecrireMontant(paye)} sur ${ecrireMontant(montant)}.` : ''
}

const COLONNES: readonly Colonne<PaiementSuivi>[] = [
  { code: 'reference', titre: 'Référence', cellule: ({ reference }) => reference },
  {
    code: 'montant',
    titre: 'Montant',
    nombre: true,
    cellule: ({ montant }) => <Montant centimes={montant} />,
  },
  { code: 'date', titre: 'Ordonné le', secondaire: true, cellule: ({ date }) => ecrireDate(date) },
  {
    code: 'etat',
    titre: 'État',
    cellule: ({ etat, constateLe }) =>
      `${ETATS_PAIEMENT[etat]}${constateLe ? ` (${ecrireDate(constateLe)})` : ''}`,
  },
]
