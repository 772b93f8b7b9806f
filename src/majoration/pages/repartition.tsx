import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { CampagneChargee } from '#campagnes/pages/campagne-chargee.tsx'
import { type Annexe, dresserAnnexe } from '#majoration/documents/annexe.ts'
import { TelechargementLong } from '#majoration/pages/document-long.tsx'
import { ExplicationOrganisme } from '#majoration/pages/explication.tsx'
import { EcartsAvecPublication } from '#majoration/pages/repartition-ecarts.tsx'
import { TableauAnnexe } from '#majoration/pages/repartition-tableau.tsx'
import { ChoixScenario, useScenarioChoisi } from '#majoration/pages/scenarios-choix.tsx'
import { useScenarios } from '#majoration/pages/scenarios-donnees.ts'
import type { Repartition } from '#majoration/repartition.ts'
import { SCENARIO_REGLEMENT, type Scenario } from '#majoration/scenario.ts'
import { simuler } from '#majoration/simulation.ts'
import { ecrirePart, INSECABLE } from '#socle/francais.ts'
import { Bouton, LienBouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Etiquette, Fictif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Montant, MontantExact, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import './repartition.css'

/** What the address of the page carries: the scenario, the search, the body whose amount is explained, its formation. */
export type RechercheRepartition = {
  readonly scenario?: string | number
  readonly q?: string
  readonly organisme?: string
  readonly formation?: string
}

/** /campagnes/:id/repartition : the table of the annex, and why each amount. */
export const PageRepartition = () => (
  <CampagneChargee>
    {(campagne, formations) => <RepartitionChargee campagne={campagne} formations={formations} />}
  </CampagneChargee>
)

type Proprietes = { readonly campagne: Campagne; readonly formations: readonly Formation[] }

function RepartitionChargee(props: Proprietes) {
  const scenarios = useScenarios(props.campagne.id)
  if (scenarios.isError && !scenarios.data)
    return <EtatErreur erreur={scenarios.error} reessayer={() => scenarios.refetch()} />
  if (!scenarios.data) return <Chargement quoi="Chargement des scénarios" />
  return <EcranRepartition {...props} scenarios={scenarios.data} />
}

function EcranRepartition({
  campagne,
  formations,
  scenarios,
}: Proprietes & { readonly scenarios: readonly Scenario[] }) {
  const recherche = useSearch({ strict: false }) as RechercheRepartition
  const naviguer = useNavigate()
  const changer = (changement: Record<string, string | number | undefined>, replace = true) =>
    void naviguer({
      to: '.',
      search: ((avant: object) => ({ ...avant, ...changement })) as never,
      replace,
      resetScroll: false,
    })
  const scenario = useScenarioChoisi(campagne, scenarios, recherche.scenario)
  const simulation = useMemo(
    () => simuler(formations, scenario.parametres),
    [formations, scenario.parametres],
  )
  const annexe = useMemo(() => dresserAnnexe(campagne, simulation), [campagne, simulation])
  const dossier = `/campagnes/${encodeURIComponent(campagne.id)}/scenarios/${encodeURIComponent(scenario.id)}`
  const { repartition } = simulation
  return (
    <Page
      titre="Répartition"
      surtitre={campagne.libelle}
      etiquettes={
        <>
          <Etiquette>{scenario.id === SCENARIO_REGLEMENT ? 'Règlement' : scenario.nom}</Etiquette>
          {campagne.fictif && <Fictif mention={campagne.mention} />}
        </>
      }
      chapeau="Le tableau de l’annexe soumise au vote, et le calcul de chaque montant."
      actions={
        <>
          <LienBouton
            to="/campagnes/$id/territoires"
            params={{ id: campagne.id }}
            search={scenario.id === SCENARIO_REGLEMENT ? {} : { scenario: idAdresse(scenario.id) }}
          >
            Équité entre territoires
          </LienBouton>
          <Bouton onPress={() => window.print()}>Imprimer</Bouton>
        </>
      }
    >
      <div className="repartition-choix ecran-seulement">
        <ChoixScenario
          libelle="Scénario"
          scenarios={scenarios}
          valeur={scenario.id}
          onChange={(id) =>
            changer(
              {
                scenario: id === SCENARIO_REGLEMENT ? undefined : idAdresse(id),
                organisme: undefined,
                formation: undefined,
              },
              false,
            )
          }
        />
        <SiDroit action="document.exporter">
          <Exports dossier={dossier} formations={simulation.lignes.length} />
        </SiDroit>
      </div>
      {scenario.inconnu && (
        <Message ton="avertissement" titre="Ce scénario n’existe pas ou plus">
          <p>La répartition affichée est celle du règlement tel quel.</p>
        </Message>
      )}
      {annexe.statut === 'refus' || repartition.statut === 'refus' ? (
        <Message
          ton="erreur"
          titre="Ces paramètres ne permettent aucune répartition"
          motifs={annexe.statut === 'refus' ? annexe.motifs : []}
        >
          <p>Ouvrez ce scénario dans la simulation pour changer ses paramètres.</p>
        </Message>
      ) : annexe.valeur.lignes.length === 0 ? (
        <EtatVide titre="Aucun bénéficiaire." />
      ) : (
        <>
          <Chiffres annexe={annexe.valeur} repartition={repartition.valeur} />
          {scenario.id === SCENARIO_REGLEMENT && annexe.valeur.totauxPublies && (
            <EcartsAvecPublication annexe={annexe.valeur} repartition={repartition.valeur} />
          )}
          <Carte titre="Bénéficiaires">
            <TableauAnnexe
              annexe={annexe.valeur}
              avecPublication={scenario.id === SCENARIO_REGLEMENT && annexe.valeur.totauxPublies !== null}
              texte={recherche.q === undefined ? '' : String(recherche.q)}
              onTexte={(q) => changer({ q: q || undefined })}
              onExpliquer={(organisme) => changer({ organisme }, false)}
            />
          </Carte>
          <ExplicationOrganisme
            campagne={campagne}
            parametres={scenario.parametres}
            simulation={simulation}
            repartition={repartition.valeur}
            ligne={annexe.valeur.lignes.find(({ organisme }) => organisme === String(recherche.organisme))}
            avecPublication={scenario.id === SCENARIO_REGLEMENT}
            formation={recherche.formation === undefined ? undefined : String(recherche.formation)}
            onFormation={(formation) => changer({ formation })}
            onFermer={() => changer({ organisme: undefined, formation: undefined })}
          />
        </>
      )}
    </Page>
  )
}

/** Files of the scenario shown, and of no other. */
const Exports = (long: { readonly dossier: string; readonly formations: number }) => (
  <section className="repartition-exports" aria-label="Exports de ce scénario">
    <LienTelechargement href={`/api${long.dossier}/annexe.pdf`} format="PDF">
      Annexe
    </LienTelechargement>
    <TelechargementLong {...long} document="annexe-expliquee" format="PDF">
      Annexe expliquée
    </TelechargementLong>
    <TelechargementLong {...long} document="classeur" format="XLSX">
      Tableau
    </TelechargementLong>
    <LienTelechargement href={`/api${long.dossier}/repartition.csv`} format="CSV">
      Données
    </LienTelechargement>
    <LienTelechargement href={`/api${long.dossier}/classement.csv`} format="CSV">
      Classement
    </LienTelechargement>
  </section>
)

const Chiffres = ({
  annexe,
  repartition,
}: {
  readonly annexe: Annexe
  readonly repartition: Repartition
}) => {
  const plafonnes = annexe.lignes.filter((ligne) => ligne.plafonne).length
  return (
    <div className="repartition-chiffres">
      <ChiffresCles>
        <ChiffreCle
          accent
          libelle="Forfait de base par contrat"
          valeur={annexe.forfaitDeBase ? <MontantExact euros={annexe.forfaitDeBase} /> : '—'}
          precision={
            <>
              montant moyen{INSECABLE}: <MontantExact euros={annexe.montantMoyen} />
            </>
          }
        />
        <ChiffreCle
          libelle="Bénéficiaires"
          valeur={<Nombre valeur={annexe.lignes.length} />}
          precision={plafonnes > 0 ? `dont ${plafonnes} au plafond` : 'aucun au plafond'}
        />
        <ChiffreCle libelle="Contrats majorés" valeur={<Nombre valeur={annexe.totaux.contrats} />} />
        <ChiffreCle
          libelle="Majoration"
          valeur={<Montant centimes={annexe.totaux.majoration} />}
          precision={`${ecrirePart(repartition.total, Math.max(annexe.dotation, 1))} de l’enveloppe`}
        />
        <ChiffreCle libelle="Reliquat" valeur={<Montant centimes={annexe.reliquat} />} />
        <ChiffreCle
          libelle="Majoration totale"
          valeur={<Montant centimes={annexe.totaux.totale} />}
          precision={
            <>
              dont exceptionnelle <Montant centimes={annexe.totaux.exceptionnelle} />
            </>
          }
        />
      </ChiffresCles>
    </div>
  )
}

const idAdresse = (id: string) => (/^\d{1,15}$/.test(id) ? Number(id) : id)
