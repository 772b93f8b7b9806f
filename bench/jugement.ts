import Engine from 'publicodes'
import { importDispositifs } from '#aides/import-dispositifs.ts'
import { instruire } from '#aides/instruire.ts'
import { lireDossier } from '#aides/question.ts'
import { alterner, comparerObjectif, comparerSeries, type Mesure } from './mesure.ts'

const DOSSIERS = 1_000
const TOURS = 7
/** A list of 35 000 people must be judged in less than 35 s: the goal of a minute is for the whole way. */
const OBJECTIF = { valeur: 1_000, unite: 'µs par dossier' }
const NIVEAUX = ['3', '4', '5', '6', '7']

/**
 * (g) Judge people for an aid: `instruire`, which gives every failing condition with its reason or the amount with its
 * explanation, against Publicodes asked the same conditions and amount as its documentation shows, and nothing else.
 */
export async function mesurerJugement(): Promise<Mesure[]> {
  const dispositif = importDispositifs().find(({ code }) => code === 'ara-2025')!
  const tires = Array.from({ length: DOSSIERS }, (_, rang) => tirer(rang))
  const dossiers = tires.map((reponses) => {
    const lu = lireDossier(dispositif.questions, reponses)
    if (lu.statut !== 'accord') throw new Error(JSON.stringify(lu.motifs))
    return lu.valeur
  })
  const engine = new Engine(dispositif.regles as Record<string, never>, { logger: muet })
  const situations = tires.map(enSituation)
  const conditions = dispositif.conditions.map(({ nom }) => `conditions . ${nom}`)
  const parNous = () =>
    dossiers.filter((dossier) => instruire(dispositif, dossier, '2025-10-01').statut === 'accord').length
  const parPublicodes = () =>
    situations.filter((situation) => {
      engine.setSituation(situation)
      const valeurs = [...conditions, 'montant'].map((regle) => engine.evaluate(regle).nodeValue)
      return valeurs.slice(0, -1).every((valeur) => valeur === true)
    }).length
  if (parNous() !== parPublicodes()) throw new Error('les deux jugements ne sont pas les mêmes')
  const [nous, face] = await alterner(TOURS, parNous, parPublicodes)
  const parDossier = (nous!.mediane * 1_000) / DOSSIERS
  return [
    comparerSeries(
      `Aide régionale 2025, ${DOSSIERS.toLocaleString('fr-FR')} dossiers tous différents`,
      nous!,
      face!,
    ),
    comparerObjectif('Un dossier', `${parDossier.toFixed(0)} µs`, parDossier, OBJECTIF),
  ]
}

/** All different by their absences; one in seven fails one condition or more. */
const tirer = (rang: number) => ({
  'centre francilien': rang % 29 === 0 ? 'non' : 'oui',
  'premiere annee': rang % 31 === 0 ? 'non' : 'oui',
  'contrat en cours': rang % 37 === 0 ? 'non' : 'oui',
  'deja aide': rang % 41 === 0 ? 'oui' : 'non',
  absences: (rang % 220) / 10,
  niveau: NIVEAUX[rang % 17 === 0 ? 3 : rang % 3]!,
})

const enSituation = ({ absences, niveau, ...autres }: ReturnType<typeof tirer>) => ({
  ...autres,
  absences: `${absences} %`,
  niveau: `'${niveau}'`,
})

const muet = { log() {}, warn() {}, error() {} }
