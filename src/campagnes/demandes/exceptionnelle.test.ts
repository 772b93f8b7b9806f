import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ETATS_CAMPAGNE, type EtatCampagne } from '#campagnes/cycle-campagne.ts'
import {
  type ActeExceptionnelle,
  actesExceptionnels,
  dessinerCycleExceptionnelle,
  ETATS_EXCEPTIONNELLE,
  type EtatExceptionnelle,
  PASSAGES_EXCEPTIONNELLE,
  passerExceptionnelle,
  type SituationExceptionnelle,
  verifierSaisieExceptionnelle,
} from '#campagnes/demandes/exceptionnelle.ts'
import { type Exceptionnelle, resteDe, voirParOrganisme } from '#campagnes/demandes/exceptionnelle-lue.ts'
import type { Acteur, Role } from '#socle/acces.ts'

const region = { identifiant: 'region', nature: 'region' } as const
const agent = (identifiant: string, role: Role): Acteur => ({ identifiant, role, organisation: region })
const camille = agent('camille', 'instructeur')
const nadia = agent('nadia', 'responsable')
const lea: Acteur = {
  ...{ identifiant: 'lea', role: 'ofcfaGestionnaire' },
  organisation: { identifiant: 'aforpa', nature: 'of-cfa' },
}
const situation: SituationExceptionnelle = {
  ...{ etat: 'demandee', campagne: 'en_instruction', demande: 'validee' },
  dossier: { organisation: 'aforpa', actes: [] },
}
const passer = (
  acte: ActeExceptionnelle,
  qui: Acteur,
  change: Partial<SituationExceptionnelle> = {},
  motif = 'vu',
) => {
  const decision = passerExceptionnelle(acte, { ...situation, ...change }, qui, { motif })
  return decision.statut === 'accord' ? decision.valeur : decision.motifs.map(({ code }) => code)
}

test('demandée avec la demande, proposée par un agent, accordée par un autre', () => {
  assert.equal(
    passer('demander', lea, { etat: 'aucune', demande: 'brouillon', campagne: 'ouverte' }),
    'demandee',
  )
  assert.equal(passer('instruire', camille), 'instruite')
  const parCamille = { organisation: 'aforpa', actes: [{ etape: 'instruire', par: 'camille' }] } as const
  assert.equal(passer('accorder', nadia, { etat: 'instruite', dossier: parCamille }), 'accordee')
  const parNadia = { organisation: 'aforpa', actes: [{ etape: 'instruire', par: 'nadia' }] } as const
  assert.deepEqual(passer('accorder', nadia, { etat: 'instruite', dossier: parNadia }), ['deja-instruit'])
  assert.deepEqual(passer('refuser', nadia, { etat: 'instruite', dossier: parNadia }), ['deja-instruit'])
  assert.deepEqual(passer('accorder', camille, { etat: 'instruite', dossier: parCamille }), [
    'action-interdite',
    'deja-instruit',
  ])
})

test('un refus, un renoncement et un retour en arrière disent leur motif', () => {
  assert.deepEqual(passer('refuser', nadia, {}, ' '), ['motif-absent'])
  assert.deepEqual(passer('retirer', lea, {}, ''), ['motif-absent'])
  assert.deepEqual(passer('rendre', nadia, { etat: 'accordee' }, ''), ['motif-absent'])
  assert.equal(passer('rendre', nadia, { etat: 'accordee' }), 'demandee')
})

test('d’un autre état, aucun acte ne part', () => {
  for (const acte of Object.keys(PASSAGES_EXCEPTIONNELLE) as ActeExceptionnelle[])
    for (const etat of Object.keys(ETATS_EXCEPTIONNELLE) as EtatExceptionnelle[]) {
      const qui = PASSAGES_EXCEPTIONNELLE[acte].action === 'demande.deposer' ? lea : nadia
      const demande = acte === 'demander' ? 'brouillon' : 'validee'
      const de: readonly EtatExceptionnelle[] = PASSAGES_EXCEPTIONNELLE[acte].de
      const attendu = de.includes(etat) ? PASSAGES_EXCEPTIONNELLE[acte].vers : ['etat-incompatible']
      assert.deepEqual(passer(acte, qui, { etat, demande }), attendu, `${acte} ${etat}`)
    }
})

test('dès que la campagne est au vote, plus rien ne bouge ni ne s’offre', () => {
  for (const campagne of Object.keys(ETATS_CAMPAGNE) as EtatCampagne[]) {
    const fige = ['au_vote', 'votee', 'en_paiement', 'soldee'].includes(campagne)
    assert.deepEqual(
      passer('instruire', camille, { campagne }),
      fige ? ['exceptionnelle-figee'] : 'instruite',
    )
    const offerts = actesExceptionnels({ ...situation, campagne }, () => true)
    assert.deepEqual(offerts, fige ? [] : ['retirer', 'instruire', 'refuser'], campagne)
  }
})

test('la demande déposée, l’organisme ne change plus ce qu’il demande ; écartée, elle n’en porte plus', () => {
  assert.deepEqual(passer('demander', lea), ['demande-deposee'])
  assert.deepEqual(passer('instruire', camille, { demande: 'ineligible' }), ['demande-ecartee'])
  assert.deepEqual(passer('instruire', camille, { demande: 'brouillon' }), ['demande-en-brouillon'])
  // What was granted before it left is taken back all the same, or it would go to the vote.
  for (const demande of ['retiree', 'ineligible'] as const)
    assert.equal(passer('rendre', nadia, { etat: 'accordee', demande }), 'demandee')
})

test('un refus ne dit pas à l’organisme ce qui est accordé avant le vote', () => {
  const refus = (etat: EtatExceptionnelle) =>
    passerExceptionnelle('demander', { ...situation, demande: 'a_completer', etat }, lea, {})
  assert.deepEqual(refus('accordee'), refus('instruite'))
  const offerts = (etat: EtatExceptionnelle) =>
    actesExceptionnels({ ...situation, etat }, (action) => action === 'demande.deposer')
  assert.deepEqual(offerts('accordee'), offerts('instruite'))
})

test('ce que l’organisme écrit est jugé d’un coup', () => {
  const juste = { exercice: 2027, deficit: 200_000_00, montant: 130_000_00, plan: ' a ', justification: 'b' }
  const codes = (change: Partial<typeof juste>) => {
    const decision = verifierSaisieExceptionnelle({ ...juste, ...change })
    return decision.statut === 'accord' ? decision.valeur.plan : decision.motifs.map(({ code }) => code)
  }
  assert.equal(codes({}), 'a')
  assert.deepEqual(codes({ montant: 200_000_01 }), ['montant-superieur-au-deficit'])
  assert.deepEqual(codes({ exercice: 27, deficit: -1, montant: 0, plan: ' ', justification: '' }), [
    ...['exercice-invalide', 'deficit-invalide', 'montant-invalide', 'plan-absent', 'justification-absente'],
  ])
})

test('avant le vote, l’organisme ne lit ni le montant proposé, ni qu’il est accordé', () => {
  const lue: Exceptionnelle = {
    ...{
      etat: 'accordee',
      version: 3,
      exercice: 2027,
      deficit: 2,
      plan: 'a',
      montant: 1,
      justification: 'b',
    },
    ...{ propose: 1, motivation: 'c', accorde: 1 },
  }
  const avant = voirParOrganisme(lue, 'en_instruction')
  assert.deepEqual(
    [avant.etat, avant.propose, avant.motivation, avant.accorde],
    ['instruite', null, null, null],
  )
  assert.equal(voirParOrganisme({ ...lue, etat: 'refusee' }, 'en_instruction').etat, 'refusee')
  const apres = voirParOrganisme(lue, 'votee')
  assert.deepEqual([apres.etat, apres.motivation, apres.accorde], ['accordee', null, 1])
  assert.equal(resteDe({ enveloppe: 130_000_00, accordees: 130_000_00 }), 0)
})

test('GLOSSAIRE dessine le cycle comme le code le fait', () => {
  const glossaire = readFileSync(new URL('../../../GLOSSAIRE.md', import.meta.url), 'utf8')
  const lignes = dessinerCycleExceptionnelle().map((ligne) => `- ${ligne}`)
  assert.ok(glossaire.includes(lignes.join('\n')), lignes.join('\n'))
})
