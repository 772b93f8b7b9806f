import { useCallback, useEffect, useMemo } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { CampagneChargee } from '#campagnes/pages/campagne-chargee.tsx'
import type { Grille } from '#campagnes/reglement.ts'
import { ChoixScenario, useScenarioChoisi } from '#majoration/pages/scenarios-choix.tsx'
import { useScenarios } from '#majoration/pages/scenarios-donnees.ts'
import { FormulaireAmplitudes } from '#majoration/pages/sensibilite-amplitudes.tsx'
import { type EtatEpreuve, useEpreuve } from '#majoration/pages/sensibilite-epreuve.ts'
import {
  type Amplitudes,
  useAmplitudes,
  useRechercheSensibilite,
} from '#majoration/pages/sensibilite-etat.ts'
import { DialogueExemple } from '#majoration/pages/sensibilite-exemple.tsx'
import { ListeSorts } from '#majoration/pages/sensibilite-formations.tsx'
import { TableauSortsOrganismes } from '#majoration/pages/sensibilite-organismes.tsx'
import { CeQuiEstProuve, ComptesSorts } from '#majoration/pages/sensibilite-resultat.tsx'
import { SCENARIO_REGLEMENT, type Scenario } from '#majoration/scenario.ts'
import { MAXIMUM_SENSIBILITE } from '#majoration/sensibilite.ts'
import { regrouperSorts } from '#majoration/sensibilite-organismes.ts'
import { parametresDe } from '#majoration/simulation.ts'
import { compter, ecrireNombre, FINE, INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChoixSegmente } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Fictif, Indicatif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import './simulation.css'
import './parametres.css'
import './resultats.css'
import './sensibilite.css'

/** /campagnes/:id/sensibilite : who is retained whatever the weights, within a range that the agent sets. */
export const PageSensibilite = () => (
  <CampagneChargee>
    {(campagne, formations) => <SensibiliteChargee campagne={campagne} formations={formations} />}
  </CampagneChargee>
)

const VUES = [
  { valeur: 'formations', libelle: 'Par formation' },
  { valeur: 'organismes', libelle: 'Par organisme' },
] as const

type Proprietes = { readonly campagne: Campagne; readonly formations: readonly Formation[] }

function SensibiliteChargee(props: Proprietes) {
  const { campagne, formations } = props
  const scenarios = useScenarios(campagne.id)
  if (scenarios.isError && !scenarios.data)
    return <EtatErreur erreur={scenarios.error} reessayer={() => scenarios.refetch()} />
  if (!scenarios.data) return <Chargement quoi="Chargement des scénarios" />
  return (
    <Page
      titre="Sensibilité"
      surtitre={campagne.libelle}
      etiquettes={
        <>
          {campagne.fictif && <Fictif mention={campagne.mention} />}
          {campagne.reglement.grille.indicatif && <Indicatif />}
        </>
      }
      chapeau="Si les poids de la grille bougeaient, quelles formations seraient retenues de toute façon, lesquelles ne le seraient jamais, et lesquelles en dépendent ?"
    >
      {formations.length > MAXIMUM_SENSIBILITE ? (
        <EtatVide titre="Trop de formations pour cette épreuve.">
          La preuve compare les formations deux à deux : elle est faite jusqu’à{' '}
          {ecrireNombre(MAXIMUM_SENSIBILITE)} formations, cette campagne en compte{' '}
          {ecrireNombre(formations.length)}. La simulation permet d’y essayer des poids un par un.
        </EtatVide>
      ) : (
        <EcranSensibilite {...props} scenarios={scenarios.data} />
      )}
    </Page>
  )
}

function EcranSensibilite({
  campagne,
  formations,
  scenarios,
}: Proprietes & { readonly scenarios: readonly Scenario[] }) {
  const { adresse, changer, exemple, vue, ...filtres } = useRechercheSensibilite()
  const scenario = useScenarioChoisi(campagne, scenarios, adresse.scenario)
  const { parametres } = scenario
  const { amplitudes, parts, poser } = useAmplitudes(parametres.grille, adresse, changer)
  const etat = useEpreuve(formations, parametres, parts)
  const { epreuve } = etat
  const organismes = useMemo(
    () => (epreuve ? regrouperSorts(epreuve.lignes, epreuve.retenues, epreuve.sensibilite.sorts) : []),
    [epreuve],
  )
  const noms = useMemo(() => new Map(campagne.organismes.map((o) => [o.identifiant, o.nom])), [campagne])
  const nomDe = useCallback((organisme: string) => noms.get(organisme) ?? organisme, [noms])
  const reglement = useMemo(() => parametresDe(campagne.reglement, campagne.dotation), [campagne])
  const f = epreuve ? epreuve.lignes.findIndex(({ formation }) => formation.identifiant === exemple) : -1
  const poids = epreuve?.sensibilite.temoins[f]
  return (
    <>
      {scenario.inconnu && (
        <Message ton="avertissement" titre="Le scénario de cette adresse n’existe pas ou plus">
          <p>Le règlement tel quel est éprouvé à sa place.</p>
        </Message>
      )}
      <p className="imprime-seulement">
        {scenario.id === SCENARIO_REGLEMENT ? 'Règlement tel quel' : `Scénario « ${scenario.nom} »`}.
        Amplitude des poids{INSECABLE}: {direAmplitudes(amplitudes, parametres.grille)}.
      </p>
      <div className="simulation">
        <div className="simulation-parametres carte">
          <ChoixScenario
            libelle="Classement éprouvé"
            scenarios={scenarios}
            valeur={scenario.id}
            onChange={(id) => changer({ scenario: id === SCENARIO_REGLEMENT ? undefined : id }, true)}
          />
          <FormulaireAmplitudes grille={parametres.grille} amplitudes={amplitudes} poser={poser} />
        </div>
        <div className="simulation-resultats pile" aria-busy={etat.enCours}>
          <Carte titre="Sort des formations" actions={<Avancement {...etat} />}>
            {etat.echec && (
              <Message ton="erreur" titre="Le calcul n’a pas pu être fait" annonce>
                <p>Rechargez la page. Si l’erreur revient, signalez-la avec l’adresse de cette page.</p>
              </Message>
            )}
            {epreuve && <ComptesSorts epreuve={epreuve} organismes={organismes} />}
          </Carte>
          <Carte titre="Ce qui est prouvé, ce qui ne l’est pas">
            <CeQuiEstProuve essais={epreuve?.sensibilite.essais ?? 0} />
          </Carte>
        </div>
      </div>
      {epreuve && (
        <Carte
          titre={vue === 'organismes' ? 'Par organisme' : 'Par formation'}
          actions={
            <ChoixSegmente
              libelle="Liste"
              libelleMasque
              valeur={vue}
              options={VUES}
              onChange={(choisie) => changer({ vue: choisie === 'formations' ? undefined : choisie }, true)}
            />
          }
        >
          {vue === 'formations' ? (
            <ListeSorts epreuve={epreuve} nomDe={nomDe} filtres={filtres} changer={changer} />
          ) : (
            <TableauSortsOrganismes
              organismes={organismes}
              nomDe={nomDe}
              onOrganisme={(organisme) =>
                changer({ vue: undefined, organisme, sort: undefined, q: undefined }, true)
              }
            />
          )}
        </Carte>
      )}
      {epreuve && poids && (
        <DialogueExemple
          campagne={campagne.id}
          ligne={epreuve.lignes[f]!}
          retenues={epreuve.retenues}
          poids={poids}
          formations={formations}
          parametres={parametres}
          reglement={reglement}
          onFermer={() => changer({ exemple: undefined })}
        />
      )}
    </>
  )
}

/** « ± 20 % ; “Caractère innovant” ± 50 % » */
const direAmplitudes = ({ commune, propres }: Amplitudes, { criteres }: Grille) =>
  [
    `±${FINE}${commune}${FINE}%`,
    ...criteres
      .filter(({ code }) => propres[code] !== undefined)
      .map(({ code, libelle }) => `${libelle} ±${FINE}${propres[code]}${FINE}%`),
  ].join(`${FINE}; `)

/** How far the computation is, and its result said once to those who do not see it. */
function Avancement({ epreuve, enCours, avancement }: EtatEpreuve) {
  const annoncer = useAnnonce()
  useEffect(() => {
    if (!epreuve || enCours) return
    const dependent = epreuve.sensibilite.sorts.filter((sort) => sort === 'depend').length
    annoncer(`${compter(dependent, 'formation dépend', 'formations dépendent')} des poids`)
  }, [epreuve, enCours, annoncer])
  if (!enCours || (epreuve && avancement === 0)) return null
  return (
    <label className="sensibilite-avancement">
      Calcul en cours
      <progress value={avancement} max={1} />
    </label>
  )
}
