import { useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { CampagneChargee } from '#campagnes/pages/campagne-chargee.tsx'
import { listerEcarts } from '#majoration/ecarts.ts'
import { franchir } from '#majoration/franchissement.ts'
import { Courbe } from '#majoration/pages/courbe.tsx'
import { FormulaireParametres } from '#majoration/pages/parametres.tsx'
import { BarreScenarios } from '#majoration/pages/scenarios.tsx'
import { useScenarios } from '#majoration/pages/scenarios-donnees.ts'
import { type Calcul, useCalcul } from '#majoration/pages/simulation-calcul.ts'
import { type EtatSimulation, useEtatSimulation } from '#majoration/pages/simulation-etat.ts'
import { QuiFranchit } from '#majoration/pages/simulation-franchissement.tsx'
import { phraseResultat, Resultats } from '#majoration/pages/simulation-resultats.tsx'
import { SCENARIO_REGLEMENT, type Scenario } from '#majoration/scenario.ts'
import { compter } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { MontantExact } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'
import './simulation.css'
import './parametres.css'
import './resultats.css'

/** /campagnes/:id/simulation : try other parameters, see at once what they give, keep what is worth keeping. */
export const PageSimulation = () => (
  <CampagneChargee>
    {(campagne, formations) => (
      <SimulationChargee key={campagne.id} campagne={campagne} formations={formations} />
    )}
  </CampagneChargee>
)

type ProprietesSimulation = { readonly campagne: Campagne; readonly formations: readonly Formation[] }

function SimulationChargee(props: ProprietesSimulation) {
  const scenarios = useScenarios(props.campagne.id)
  if (scenarios.isError && !scenarios.data)
    return <EtatErreur erreur={scenarios.error} reessayer={() => scenarios.refetch()} />
  if (!scenarios.data) return <Chargement quoi="Chargement des scénarios" />
  return <Simulateur {...props} scenarios={scenarios.data} />
}

function Simulateur({
  campagne,
  formations,
  scenarios,
}: ProprietesSimulation & { readonly scenarios: readonly Scenario[] }) {
  const etat = useEtatSimulation(campagne, scenarios)
  const { parametres, idReference, parametresReference } = etat
  // What is typed shows at once; figures follow in a second, interruptible render.
  const differes = useDeferredValue(parametres)
  const calcul = useCalcul(formations, differes)
  const reference = useCalcul(formations, parametresReference)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the two lists matter, not the amounts beside them
  const franchissement = useMemo(
    () => franchir(reference, calcul),
    [reference.lignes, reference.retenues, calcul.lignes, calcul.retenues],
  )
  const noms = useMemo(() => new Map(campagne.organismes.map((o) => [o.identifiant, o.nom])), [campagne])
  const nomDe = useCallback((organisme: string) => noms.get(organisme) ?? organisme, [noms])
  const nomReference = useMemo(
    () =>
      idReference === SCENARIO_REGLEMENT
        ? 'le règlement'
        : `« ${scenarios.find((s) => s.id === idReference)?.nom ?? idReference} »`,
    [idReference, scenarios],
  )
  const repereReference = useMemo(() => {
    if (reference.decision.statut === 'refus' || !reference.decision.valeur.forfaitDeBase) return null
    const { contrats, forfaitDeBase } = reference.decision.valeur
    return { libelle: nomReference, contrats, forfait: forfaitDeBase }
  }, [reference.decision, nomReference])

  const { changer, champs } = etat
  const n = calcul.lignes.length
  const couper = useCallback(
    (retenues: number) =>
      void changer(champs.find(({ cle }) => cle === 'coupure')!, `formations ${retenues}/${n}`),
    [changer, champs, n],
  )
  const resultat = useRef<HTMLDivElement>(null)

  const annoncer = useAnnonce()
  const phrase = phraseResultat(calcul)
  useEffect(() => annoncer(phrase), [annoncer, phrase])

  return (
    <Page
      titre="Simulation"
      surtitre={campagne.libelle}
      etiquettes={campagne.fictif && <Fictif mention={campagne.mention} />}
      chapeau="Changez un paramètre : le classement, la coupure et les montants sont recalculés ici, par les mêmes règles que l’annexe."
    >
      <BarreScenarios campagne={campagne} scenarios={scenarios} etat={etat} />
      {etat.ignores.length > 0 && (
        <Message ton="avertissement" titre="Une partie de l’adresse n’a pas pu être lue">
          <p>
            Ces paramètres gardent la valeur du règlement :{' '}
            {etat.ignores.map(({ libelle }) => `« ${libelle} »`).join(', ')}.
          </p>
        </Message>
      )}
      <ParametresImprimes etat={etat} />
      <div className="simulation">
        <div className="simulation-parametres carte">
          <FormulaireParametres
            champs={etat.champs}
            parametres={parametres}
            reglement={etat.reglement}
            changer={etat.changer}
            retablir={etat.retablir}
            lignes={calcul.lignes}
            retenues={calcul.retenues}
          />
        </div>
        <div className="simulation-resultats pile" ref={resultat} tabIndex={-1}>
          <Carte
            titre="Résultat"
            actions={
              <Choix
                libelle="Comparé à"
                valeur={idReference}
                options={[
                  { valeur: SCENARIO_REGLEMENT, libelle: 'Le règlement' },
                  ...scenarios.map(({ id, nom }) => ({ valeur: id, libelle: nom })),
                ]}
                onChange={etat.choisirReference}
              />
            }
          >
            <Resultats calcul={calcul} reference={reference} nomReference={nomReference} />
          </Carte>
          <Carte titre="Qui franchit la ligne">
            <QuiFranchit franchissement={franchissement} nomDe={nomDe} nomReference={nomReference} />
          </Carte>
          <Carte titre="Forfait de base selon les contrats retenus">
            <Courbe
              lignes={calcul.lignes}
              parametres={differes}
              courant={calcul.perimee ? null : calcul.derniere}
              reference={repereReference}
              couper={couper}
            />
          </Carte>
        </div>
      </div>
      <ResumeCollant calcul={calcul} onVoir={() => montrer(resultat.current)} />
    </Page>
  )
}

/** On paper fields would say little: the scenario, and what it changes to the règlement, say everything. */
const ParametresImprimes = ({ etat }: { readonly etat: EtatSimulation }) => (
  <div className="imprime-seulement">
    <p>
      {etat.ouvert ? `Scénario « ${etat.ouvert.nom} »` : 'Règlement'}
      {etat.nonEnregistres.length > 0 && ', modifié et non enregistré'}.
    </p>
    <TableauDonnees
      legende="Paramètres qui s’écartent du règlement"
      colonnes={[
        { code: 'libelle', titre: 'Paramètre', cellule: (ecart) => ecart.libelle },
        { code: 'avant', titre: 'Règlement', cellule: (ecart) => ecart.avant },
        { code: 'apres', titre: 'Simulation', cellule: (ecart) => ecart.apres },
      ]}
      lignes={listerEcarts(etat.reglement, etat.parametres)}
      cle={(ecart) => ecart.chemin}
      vide="Aucun : les valeurs sont celles du règlement."
    />
  </div>
)

/** On a narrow screen the results are far below the form: the figures that matter stay in sight. */
function ResumeCollant({ calcul, onVoir }: { readonly calcul: Calcul; readonly onVoir: () => void }) {
  const { derniere, perimee, retenuesDerniere } = calcul
  if (!derniere) return null
  return (
    <div className="simulation-resume ecran-seulement" data-perime={perimee || undefined}>
      <p>
        <strong>
          {derniere.forfaitDeBase ? <MontantExact euros={derniere.forfaitDeBase} /> : 'Tous au plafond'}
        </strong>{' '}
        {perimee
          ? 'dernier résultat valable'
          : `${compter(retenuesDerniere, 'formation')}, ${compter(derniere.contrats, 'contrat')}`}
      </p>
      <Bouton onPress={onVoir}>Résultat</Bouton>
    </div>
  )
}

function montrer(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'start' })
  element?.focus({ preventScroll: true })
}
