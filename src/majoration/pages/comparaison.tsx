import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { CampagneChargee } from '#campagnes/pages/campagne-chargee.tsx'
import { type Comparaison, type Cote, comparer } from '#majoration/comparaison.ts'
import { ComparaisonOrganismes } from '#majoration/pages/comparaison-organismes.tsx'
import { ComparaisonThemes } from '#majoration/pages/comparaison-themes.tsx'
import { EcartsParametres, Totaux } from '#majoration/pages/comparaison-totaux.tsx'
import { ChoixScenario, type ScenarioChoisi, useScenarioChoisi } from '#majoration/pages/scenarios-choix.tsx'
import { useScenarios } from '#majoration/pages/scenarios-donnees.ts'
import { QuiFranchit } from '#majoration/pages/simulation-franchissement.tsx'
import { SCENARIO_REGLEMENT, type Scenario } from '#majoration/scenario.ts'
import { simuler } from '#majoration/simulation.ts'
import { accord, type Decision } from '#socle/decision.ts'
import { Bouton, LienBouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import './simulation.css'
import './parametres.css'
import './resultats.css'
import './comparaison.css'

/** /campagnes/:id/comparaison?avant=&apres= : what one scenario changes to another. */
export const PageComparaison = () => (
  <CampagneChargee>
    {(campagne, formations) => <ComparaisonChargee campagne={campagne} formations={formations} />}
  </CampagneChargee>
)

type Proprietes = { readonly campagne: Campagne; readonly formations: readonly Formation[] }
type Recherche = { readonly avant?: unknown; readonly apres?: unknown; readonly ecarts?: unknown }

function ComparaisonChargee(props: Proprietes) {
  const scenarios = useScenarios(props.campagne.id)
  if (scenarios.isError && !scenarios.data)
    return <EtatErreur erreur={scenarios.error} reessayer={() => scenarios.refetch()} />
  if (!scenarios.data) return <Chargement quoi="Chargement des scénarios" />
  return <EcranComparaison {...props} scenarios={scenarios.data} />
}

function EcranComparaison({
  campagne,
  formations,
  scenarios,
}: Proprietes & { readonly scenarios: readonly Scenario[] }) {
  const recherche = useSearch({ strict: false }) as Recherche
  const naviguer = useNavigate()
  const changer = (changement: Record<string, string | number | undefined>) =>
    void naviguer({
      to: '.',
      search: ((avant: object) => ({ ...avant, ...changement })) as never,
      replace: true,
      resetScroll: false,
    })
  const avant = useScenarioChoisi(campagne, scenarios, recherche.avant)
  // Without a choice the last saved scenario is compared to the règlement: what one most often wants.
  const dernier = scenarios.at(-1)?.id
  const apres = useScenarioChoisi(campagne, scenarios, recherche.apres ?? dernier)
  // Said in the address at once, so that the link copied from it always compares the same two.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is missing from the address matters
  useEffect(() => {
    if (recherche.apres === undefined && dernier !== undefined) changer({ apres: idAdresse(dernier) })
  }, [recherche.apres, dernier])
  const coteAvant = useCote(formations, avant)
  const coteApres = useCote(formations, apres)
  const noms = useMemo(() => new Map(campagne.organismes.map((o) => [o.identifiant, o.nom])), [campagne])
  const nomDe = useMemo(() => (organisme: string) => noms.get(organisme) ?? organisme, [noms])
  const comparaison = useMemo(
    () =>
      coteAvant.statut === 'accord' && coteApres.statut === 'accord'
        ? comparer(coteAvant.valeur, coteApres.valeur)
        : null,
    [coteAvant, coteApres],
  )
  const pdf = `/api/campagnes/${encodeURIComponent(campagne.id)}/comparaison.pdf?avant=${encodeURIComponent(avant.id)}&apres=${encodeURIComponent(apres.id)}`
  return (
    <Page
      titre="Comparaison"
      surtitre={campagne.libelle}
      etiquettes={campagne.fictif && <Fictif mention={campagne.mention} />}
      chapeau="Ce qu’un scénario change à un autre : paramètres, totaux, organismes et territoires."
      actions={
        comparaison && (
          <SiDroit action="document.exporter">
            <LienTelechargement href={pdf} format="PDF">
              Une page A4
            </LienTelechargement>
          </SiDroit>
        )
      }
    >
      <div className="comparaison-choix carte ecran-seulement">
        <ChoixScenario
          libelle="Avant"
          scenarios={scenarios}
          valeur={avant.id}
          onChange={(id) => changer({ avant: idAdresse(id) })}
        />
        <Bouton
          aria-label="Inverser avant et après"
          onPress={() => changer({ avant: idAdresse(apres.id), apres: idAdresse(avant.id) })}
        >
          ⇄
        </Bouton>
        <ChoixScenario
          libelle="Après"
          scenarios={scenarios}
          valeur={apres.id}
          onChange={(id) => changer({ apres: idAdresse(id) })}
        />
      </div>
      {(avant.inconnu || apres.inconnu) && (
        <Message ton="avertissement" titre="Un scénario de cette adresse n’existe pas ou plus">
          <p>Le règlement tel quel est montré à sa place.</p>
        </Message>
      )}
      {scenarios.length === 0 ? (
        <EtatVide
          titre="Aucun scénario n’est encore enregistré."
          action={
            <LienBouton to="/campagnes/$id/simulation" params={{ id: campagne.id }} variante="principal">
              Ouvrir la simulation
            </LienBouton>
          }
        >
          Changez un paramètre dans la simulation, enregistrez, puis comparez ici avec le règlement ou un
          autre scénario.
        </EtatVide>
      ) : (
        <>
          {[[coteAvant, avant] as const, [coteApres, apres] as const].map(
            ([cote, scenario], i) =>
              cote.statut === 'refus' && (
                <Message
                  key={i === 0 ? 'avant' : 'apres'}
                  ton="erreur"
                  titre={`« ${scenario.nom} » ne permet aucune répartition`}
                  motifs={cote.motifs}
                />
              ),
          )}
          <Carte titre="Paramètres qui diffèrent">
            <EcartsParametres avant={avant} apres={apres} />
          </Carte>
          {comparaison && (
            <Resultat
              comparaison={comparaison}
              avant={avant}
              apres={apres}
              nomDe={nomDe}
              ecartsSeuls={recherche.ecarts !== 'tous'}
              onEcartsSeuls={(seuls) => changer({ ecarts: seuls ? undefined : 'tous' })}
            />
          )}
        </>
      )}
    </Page>
  )
}

type ProprietesResultat = {
  readonly comparaison: Comparaison
  readonly avant: ScenarioChoisi
  readonly apres: ScenarioChoisi
  readonly nomDe: (organisme: string) => string
  readonly ecartsSeuls: boolean
  readonly onEcartsSeuls: (seuls: boolean) => void
}

const Resultat = ({ comparaison, avant, apres, nomDe, ecartsSeuls, onEcartsSeuls }: ProprietesResultat) => (
  <>
    <Carte titre="Totaux">
      <Totaux comparaison={comparaison} nomAvant={avant.nom} nomApres={apres.nom} />
    </Carte>
    <Carte titre="Qui entre, qui sort">
      <QuiFranchit
        franchissement={comparaison.franchissement}
        nomDe={nomDe}
        nomReference={avant.id === SCENARIO_REGLEMENT ? 'le règlement' : `« ${avant.nom} »`}
      />
    </Carte>
    <Carte titre="Par organisme">
      <ComparaisonOrganismes
        comparaison={comparaison}
        nomDe={nomDe}
        ecartsSeuls={ecartsSeuls}
        onEcartsSeuls={onEcartsSeuls}
      />
    </Carte>
    <ComparaisonThemes comparaison={comparaison} />
  </>
)

/** One side: simulated, then granted or refused as a whole. */
function useCote(formations: readonly Formation[], { parametres }: ScenarioChoisi): Decision<Cote> {
  return useMemo(() => {
    const simulation = simuler(formations, parametres)
    const { repartition } = simulation
    return repartition.statut === 'refus'
      ? repartition
      : accord({ parametres, simulation, repartition: repartition.valeur })
  }, [formations, parametres])
}

const idAdresse = (id: string) => (/^\d{1,15}$/.test(id) ? Number(id) : id)
