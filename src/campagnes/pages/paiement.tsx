import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { SiDroit, useDroits } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { acteReprise, acteSuspension } from '#budget/pages/actes-offerts.ts'
import { BoutonActe } from '#budget/pages/formulaire-acte.tsx'
import { ecrireImputation } from '#budget/rules/ligne.ts'
import { Bordereaux } from '#campagnes/pages/paiement-bordereaux.tsx'
import { type Feuille, type LigneFeuille, useFeuille } from '#campagnes/pages/paiement-donnees.ts'
import { Engager } from '#campagnes/pages/paiement-engager.tsx'
import { FeuilleLiquidation } from '#campagnes/pages/paiement-feuille.tsx'
import { Mandater } from '#campagnes/pages/paiement-mandater.tsx'
import { Mandats } from '#campagnes/pages/paiement-mandats.tsx'
import { Retours } from '#campagnes/pages/paiement-retours.tsx'
import { estVue, VUES, type Vue, voir } from '#campagnes/pages/paiement-vue.ts'
import { compter, ecrireDate, ecrirePart, INSECABLE } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Etiquette, Fictif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Montant } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import './paiement.css'

/** /campagnes/$id/paiement : from what was voted to what is paid, body by body. */
export const PagePaiement = () => (
  <EcranReserve action="paiement.lire" titre="Paiement">
    <EcranPaiement />
  </EcranReserve>
)

function EcranPaiement() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { data, error, isError, refetch } = useFeuille(id)
  if (!data)
    return (
      <Page titre="Paiement">
        {isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement de la feuille de liquidation" />
        )}
      </Page>
    )
  const { fictif, mention } = data.campagne
  return (
    <Page
      titre="Paiement"
      surtitre={data.campagne.libelle}
      chapeau="Ce que l’assemblée a voté, engagé puis payé à chaque organisme."
      etiquettes={fictif && <Fictif mention={mention} />}
    >
      {data.lignes.length === 0 ? (
        <EtatVide
          titre="Rien n’est encore voté dans cette campagne."
          action={
            <LienBouton to="/campagnes/$id" params={{ id }} variante="principal">
              Voir la campagne
            </LienBouton>
          }
        >
          Les montants s’engagent et se paient après le vote.
        </EtatVide>
      ) : (
        <Payable feuille={data} />
      )}
    </Page>
  )
}

const total = (lignes: readonly LigneFeuille[], lire: (ligne: LigneFeuille) => number) =>
  lignes.reduce((somme, ligne) => somme + lire(ligne), 0)

function Payable({ feuille }: { readonly feuille: Feuille }) {
  const [choisis, setChoisis] = useState<ReadonlySet<string>>(new Set())
  const { lignes, motifs } = feuille
  const vote = total(lignes, (ligne) => ligne.vote)
  const vues = voir(lignes, useVue())
  const retenues = choisis.size === 0 ? vues : vues.filter(({ organisme }) => choisis.has(organisme))
  const droits = useDroits()
  const agit = motifs.length === 0 && (droits.has('demande.engager') || droits.has('mandat.emettre'))
  return (
    <>
      {motifs.length > 0 && <Message ton="avertissement" titre="Rien ne s’engage ici." motifs={motifs} />}
      <Avertissements lignes={lignes} />
      <ChiffresCles>
        <ChiffreCle
          accent
          libelle="Voté"
          valeur={<Montant centimes={vote} />}
          precision={compter(lignes.length, 'organisme')}
        />
        <Avancement libelle="Engagé" montant={total(lignes, ({ engage }) => engage)} vote={vote} />
        <Avancement libelle="Mandaté" montant={total(lignes, ({ mandate }) => mandate)} vote={vote} />
        <Avancement libelle="Payé" montant={total(lignes, ({ paye }) => paye)} vote={vote} />
      </ChiffresCles>
      <Carte
        titre="Feuille de liquidation"
        chapeau={
          agit &&
          'Cochez des organismes pour ne traiter qu’eux ; sans coche, les gestes portent sur tous ceux de la liste qui le permettent.'
        }
        actions={
          <div className="rangee ecran-seulement">
            <ChoixVue />
            {agit && (
              <>
                <SiDroit action="demande.engager">
                  <Engager feuille={feuille} lignes={retenues} onFait={() => setChoisis(new Set())} />
                </SiDroit>
                <SiDroit action="mandat.emettre">
                  <Mandater feuille={feuille} lignes={retenues} onFait={() => setChoisis(new Set())} />
                </SiDroit>
              </>
            )}
          </div>
        }
      >
        <FeuilleLiquidation lignes={vues} choisis={choisis} onChoix={agit ? setChoisis : undefined} />
      </Carte>
      <LignesBudgetaires feuille={feuille} />
      <Bordereaux feuille={feuille} />
      <Mandats feuille={feuille} />
      <Retours feuille={feuille} />
    </>
  )
}

/** What holds for many bodies at once, said once. */
function Avertissements({ lignes }: { readonly lignes: readonly LigneFeuille[] }) {
  const sansSiret = lignes.filter(({ siret, engage }) => siret === null && engage === 0)
  if (lignes.some(({ demande }) => demande) && sansSiret.length === 0) return null
  return (
    <Message>
      {lignes.every(({ demande }) => !demande) && (
        <p>
          Cette campagne vient d’un fichier{INSECABLE}: aucune demande n’y est liée, et seuls les montants
          votés se paient.
        </p>
      )}
      {sansSiret.length > 0 && (
        <p>
          {compter(sansSiret.length, 'organisme n’a pas de SIRET', 'organismes n’ont pas de SIRET')} dans
          cette campagne{INSECABLE}: rien ne s’engage pour eux tant qu’il manque.
        </p>
      )}
    </Message>
  )
}

/** Which bodies are shown: kept in the address. */
function useVue(): Vue {
  const { voir } = useSearch({ strict: false }) as { voir?: unknown }
  return estVue(voir) ? voir : 'tous'
}

function ChoixVue() {
  const naviguer = useNavigate()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  return (
    <Choix
      libelle="Montrer"
      libelleMasque
      valeur={useVue()}
      options={Object.entries(VUES).map(([valeur, libelle]) => ({ valeur: valeur as Vue, libelle }))}
      onChange={(choisie) =>
        void naviguer({
          to: '/campagnes/$id/paiement',
          params: { id },
          search: choisie === 'tous' ? {} : { voir: choisie },
        })
      }
    />
  )
}

const Avancement = ({
  libelle,
  montant,
  vote,
}: {
  readonly libelle: string
  readonly montant: number
  readonly vote: number
}) => (
  <ChiffreCle
    libelle={libelle}
    valeur={<Montant centimes={montant} />}
    precision={`${ecrirePart(montant, vote)} du voté`}
  />
)

/** Where the money comes from, and the switch that stops it, with its reason. */
const LignesBudgetaires = ({ feuille: { lignesBudgetaires } }: { readonly feuille: Feuille }) => (
  <Carte
    titre="Lignes du budget"
    chapeau="Celles qui paient la campagne, ou qui le pourraient. Une ligne suspendue ne prend ni engagement ni mandat."
  >
    {lignesBudgetaires.length === 0 && (
      <p className="secondaire">
        Aucune affectation n’a de reste : affectez d’abord une autorisation d’engagement sur une ligne du
        budget.
      </p>
    )}
    <ul className="paiement-lignes">
      {lignesBudgetaires.map(({ ligne, suspension }) => (
        <li key={ligne.id}>
          <div>
            <Link to="/budget/lignes/$ligne" params={{ ligne: ligne.id }}>
              {ligne.libelle}, {ligne.exercice}
            </Link>{' '}
            {suspension && <Etiquette ton="flamme">suspendue</Etiquette>}
            <p className="discret">{ecrireImputation(ligne)}</p>
            {suspension && (
              <p>
                Jusqu’au {ecrireDate(suspension.au)}
                {INSECABLE}: {suspension.motif} ({suspension.par})
              </p>
            )}
          </div>
          <SiDroit action="ligne.suspendre">
            <BoutonActe
              variante="discret"
              acte={suspension ? acteReprise(ligne) : acteSuspension(ligne)}
              sur={`${ligne.libelle}, ${ligne.exercice}`}
            />
          </SiDroit>
        </li>
      ))}
    </ul>
  </Carte>
)
