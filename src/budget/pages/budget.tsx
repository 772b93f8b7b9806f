import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { acteLigne } from '#budget/pages/actes-offerts.ts'
import { type Execution, type LigneExecutee, useExecution } from '#budget/pages/budget-donnees.ts'
import { CascadeBudget } from '#budget/pages/cascade.tsx'
import { BoutonActe } from '#budget/pages/formulaire-acte.tsx'
import { JaugesLigne } from '#budget/pages/jauges-ligne.tsx'
import { Titres } from '#budget/pages/titres.tsx'
import { ecrireImputation, type Ligne } from '#budget/rules/ligne.ts'
import { SEUIL_ALERTE, type Soldes } from '#budget/rules/soldes.ts'
import { ecrireDate, ecrirePart, FINE, INSECABLE } from '#socle/francais.ts'
import { LienTelechargement } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Etiquette, Indicatif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Montant } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
import './budget.css'

/** /budget : what was voted, promised and paid in an exercice, line by line. */
export const PageBudget = () => (
  <EcranReserve action="budget.lire" titre="Budget">
    <EcranBudget />
  </EcranReserve>
)

function EcranBudget() {
  const { exercice } = useSearch({ strict: false }) as { exercice?: unknown }
  const demande = Number(exercice)
  const { data, error, isError, refetch } = useExecution(
    demande >= 2000 && demande <= 2100 ? demande : undefined,
  )
  if (!data)
    return (
      <Page titre="Budget">
        {isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement du budget" />
        )}
      </Page>
    )
  return (
    <Page
      titre={`Budget ${data.exercice}`}
      chapeau="Ce qui est voté, affecté, engagé, mandaté et payé. Chaque solde est la somme de ses actes."
      actions={
        <>
          <ChoixExercice {...data} />
          <LienTelechargement href={`/api/budget/execution.csv?exercice=${data.exercice}`} format="CSV">
            Exporter l’exécution
          </LienTelechargement>
          <SiDroit action="budget.ecrire">
            <OuvrirLigne exercice={data.exercice} />
          </SiDroit>
        </>
      }
    >
      {data.lignes.length === 0 ? (
        <EtatVide titre={`Aucune ligne n’est ouverte en ${data.exercice}.`}>
          Choisissez un autre exercice.
        </EtatVide>
      ) : (
        <Execute {...data} />
      )}
      <CascadeBudget exercice={data.exercice} />
      <Titres exercice={data.exercice} />
    </Page>
  )
}

/** Leads to the line as soon as it is open: its credits are written there. */
function OuvrirLigne({ exercice }: { readonly exercice: number }) {
  const naviguer = useNavigate()
  return (
    <BoutonActe
      acte={acteLigne(exercice)}
      onFait={(ligne) =>
        void naviguer({ to: '/budget/lignes/$ligne', params: { ligne: (ligne as Ligne).id } })
      }
    />
  )
}

function ChoixExercice({ exercice, exercices }: Pick<Execution, 'exercice' | 'exercices'>) {
  const naviguer = useNavigate()
  const options = [...new Set([exercice, ...exercices])].sort((a, b) => b - a).map(String)
  return (
    <Choix
      libelle="Exercice"
      libelleMasque
      valeur={String(exercice)}
      options={options.map((valeur) => ({ valeur, libelle: `Exercice ${valeur}` }))}
      onChange={(valeur) => void naviguer({ to: '/budget', search: { exercice: Number(valeur) } })}
    />
  )
}

const Execute = ({ lignes, total }: Execution) => (
  <>
    <Alertes lignes={lignes} />
    <ChiffresCles>
      <ChiffreCle
        libelle="Autorisations d’engagement votées"
        valeur={<Montant centimes={total.voteAutorisationEngagement} />}
        precision={`affectées à ${ecrirePart(total.affecte, total.voteAutorisationEngagement)}`}
      />
      <ChiffreCle
        libelle="Engagé sur affectation"
        valeur={<Montant centimes={total.engageSurAffectation} />}
        precision={`${ecrirePart(total.engageSurAffectation, total.affecte)} de l’affecté`}
      />
      <ChiffreCle
        libelle="Crédits de paiement votés"
        valeur={<Montant centimes={total.voteCreditsDePaiement} />}
        precision={
          <>
            reste <Montant centimes={total.resteCreditsDePaiement} />
          </>
        }
      />
      <ChiffreCle
        libelle="Payé"
        valeur={<Montant centimes={total.paye} />}
        precision={
          <>
            mandaté <Montant centimes={total.mandate} />
          </>
        }
      />
    </ChiffresCles>
    <Carte titre="Exécution par ligne">
      <TableauDonnees
        legende="Exécution de chaque ligne, en euros"
        legendeMasquee
        fiches
        colonnes={colonnes(total)}
        lignes={lignes}
        cle={({ ligne }) => ligne.id}
      />
    </Carte>
    <Carte titre="En image" chapeau="Chaque barre entière est ce que l’assemblée a voté sur la ligne.">
      <div className="budget-jauges">
        {lignes.map(({ ligne, soldes }) => (
          <section key={ligne.id} aria-label={ligne.libelle}>
            <h3>{ligne.libelle}</h3>
            <JaugesLigne soldes={soldes} />
          </section>
        ))}
      </div>
    </Carte>
  </>
)

const ENVELOPPES = {
  affectation: 'de ses autorisations d’engagement sont affectées',
  'credits-de-paiement': 'de ses crédits de paiement sont pris',
} as const

/** What should be known before anything else: lines suspended, lines nearly spent. */
function Alertes({ lignes }: { readonly lignes: readonly LigneExecutee[] }) {
  const alertees = lignes.filter(({ suspension, alertes }) => suspension || alertes.length > 0)
  if (alertees.length === 0) return null
  return (
    <Message
      ton="avertissement"
      titre={`À surveiller${INSECABLE}: suspensions, et plus de ${SEUIL_ALERTE}${FINE}% pris`}
    >
      <ul>
        {alertees.map(({ ligne, suspension, alertes }) => (
          <li key={ligne.id}>
            <Link to="/budget/lignes/$ligne" params={{ ligne: ligne.id }}>
              {ligne.libelle}
            </Link>
            {INSECABLE}:{' '}
            {[
              ...(suspension
                ? [`suspendue jusqu’au ${ecrireDate(suspension.au)} (${suspension.motif})`]
                : []),
              ...alertes.map(({ code, num, den }) => `${ecrirePart(num, den)} ${ENVELOPPES[code]}`),
            ].join(', ')}
            .
          </li>
        ))}
      </ul>
    </Message>
  )
}

/** An amount column, with its total. */
const montant = (
  titre: string,
  cle: keyof Soldes,
  total: Soldes,
  secondaire = false,
): Colonne<LigneExecutee> => ({
  ...{ code: cle, titre, secondaire, nombre: true },
  cellule: ({ soldes }) => <Montant centimes={soldes[cle]} />,
  tri: ({ soldes }) => soldes[cle],
  total: <Montant centimes={total[cle]} />,
})

const colonnes = (total: Soldes): readonly Colonne<LigneExecutee>[] => [
  {
    code: 'ligne',
    titre: 'Ligne',
    tri: ({ ligne }) => ecrireImputation(ligne),
    total: 'Total',
    cellule: ({ ligne, suspension, creditsIndicatifs }) => (
      <span className="budget-ligne">
        <Link to="/budget/lignes/$ligne" params={{ ligne: ligne.id }}>
          {ligne.libelle}
        </Link>
        <span className="discret insecable">{ecrireImputation(ligne)}</span>
        {(suspension || creditsIndicatifs) && (
          <span className="rangee">
            {suspension && <Etiquette ton="flamme">suspendue</Etiquette>}
            {creditsIndicatifs && <Indicatif />}
          </span>
        )}
      </span>
    ),
  },
  montant('AE votées', 'voteAutorisationEngagement', total, true),
  montant('Affecté', 'affecte', total),
  montant('Engagé', 'engage', total),
  montant('Crédits de paiement votés', 'voteCreditsDePaiement', total, true),
  montant('Mandaté', 'mandate', total),
  montant('Payé', 'paye', total, true),
  montant('Reste de crédits de paiement', 'resteCreditsDePaiement', total),
]
