import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actesPossibles, deplacer, type EtatDossier } from '#aides/dossiers/cycle.ts'
import { compterPostes, filtrerPostes, grouperPostes, type Poste } from '#aides/sessions/consommation.ts'
import { deplacerSession, type FaitsSession } from '#aides/sessions/cycle-session.ts'
import { trouverRegle } from '#aides/sessions/regle-session.ts'
import { type SaisieSession, type Session, verifierHeures, verifierSession } from '#aides/sessions/session.ts'
import type { Decision } from '#socle/decision.ts'
import { ARA_2025 } from '../../../test/aides-suivi-atelier.ts'
import { acteurDe } from '../../../test/harness.ts'

const codes = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : []

const SAISIE: SaisieSession = {
  ...{ dispositif: 'ara-2025', libelle: ' ARA 2025 ', exercice: 2025, ligne: 'l', operation: ' ARA ' },
  ...{ ouvre: '2025-03-01T09:00:00', ferme: '2025-04-30T23:59:59', attestationExigee: true },
}
const ouvre = { instant: '2025-03-01T08:00:00.000Z', relue: SAISIE.ouvre }
const ferme = { instant: '2025-04-30T21:59:59.000Z', relue: SAISIE.ferme }
const contexte = { dispositif: ARA_2025, ouvre, ferme, ligne: { exercice: 2025 } }

test('une campagne bien saisie est gardée sans ses espaces', () => {
  const decision = verifierSession(SAISIE, contexte)
  assert.deepEqual(decision, {
    statut: 'accord',
    valeur: { ...SAISIE, libelle: 'ARA 2025', operation: 'ARA' },
  })
})

test('tout ce qui manque est dit à la fois', () => {
  const vide = { ...SAISIE, libelle: ' ', operation: ' ' }
  const fautes = { dispositif: undefined, ouvre: ferme, ferme: ouvre, ligne: undefined }
  assert.deepEqual(codes(verifierSession(vide, fautes)), [
    ...['aide-inconnue', 'libelle-vide', 'heure-inexistante', 'heure-inexistante', 'ferme-avant-d-ouvrir'],
    ...['enveloppe-incomplete', 'ligne-inconnue'],
  ])
  assert.deepEqual(
    verifierHeures({ ouvre: '2025-02-30T09:00:00', ferme: '' }).map(({ code }) => code),
    ['date-illisible', 'date-illisible'],
  )
})

test('l’aide d’une campagne ne change jamais, son enveloppe plus une fois qu’elle porte une aide', () => {
  const session = { ...SAISIE, operation: 'ARA', etat: 'ouverte' } as unknown as Session
  const avant = (accorde: number) => ({ ...contexte, avant: { session, accorde } })
  const ailleurs = { ...SAISIE, operation: 'Autre' }
  assert.deepEqual(codes(verifierSession(ailleurs, avant(0))), [])
  assert.deepEqual(codes(verifierSession(ailleurs, avant(1))), ['enveloppe-engagee'])
  assert.deepEqual(codes(verifierSession({ ...SAISIE, dispositif: 'ara-2022' }, avant(0))), ['aide-figee'])
})

const FAITS: FaitsSession = {
  ...{
    etat: 'preparation',
    fermeLe: '2025-04-30T21:59:59.000Z',
    regleIntacte: true,
    listes: 0,
    dossiers: {},
  },
}
const maintenant = '2025-03-01T08:00:00.000Z'

test('préparation → ouverte → close → soldée, et retour par un motif', () => {
  const aller = (acte: Parameters<typeof deplacerSession>[0], faits: Partial<FaitsSession>, motif?: string) =>
    deplacerSession(acte, { ...FAITS, ...faits }, { maintenant, motif })
  assert.deepEqual(aller('ouvrir', {}), { statut: 'accord', valeur: 'ouverte' })
  assert.deepEqual(aller('clore', { etat: 'ouverte' }), { statut: 'accord', valeur: 'close' })
  assert.deepEqual(aller('solder', { etat: 'close' }), { statut: 'accord', valeur: 'soldee' })
  assert.deepEqual(codes(aller('rouvrir', { etat: 'close' })), ['motif-absent'])
  assert.deepEqual(codes(aller('suspendre', { etat: 'ouverte', listes: 2 }, 'erreur')), ['listes-deposees'])
  assert.deepEqual(codes(aller('solder', { etat: 'ouverte' })), ['passage-impossible'])
  assert.deepEqual(codes(aller('ouvrir', { fermeLe: maintenant, regleIntacte: false })), [
    'regle-changee',
    'deja-fermee',
  ])
  assert.deepEqual(codes(aller('solder', { etat: 'close', dossiers: { proposable: 1, en_attente: 3 } })), [
    'dossiers-a-decider',
  ])
})

test('un texte qui a changé d’un octet ne juge plus rien', () => {
  const figee = { dispositif: 'ara-2025', version: ARA_2025.version.empreinte }
  assert.equal(trouverRegle([ARA_2025], figee).statut, 'accord')
  assert.deepEqual(codes(trouverRegle([ARA_2025], { ...figee, version: 'f'.repeat(64) })), ['regle-changee'])
  assert.deepEqual(codes(trouverRegle([], figee)), ['regle-changee'])
})

test('un dossier accordé se retire avec un motif, tant qu’il n’est pas payé', () => {
  const retirer = (etat: EtatDossier, paye: boolean, motif?: string) =>
    deplacer('retirer', 'retire', { etat, paye }, motif)
  assert.deepEqual(retirer('accorde', false, 'Contrat rompu'), { statut: 'accord', valeur: 'retire' })
  assert.deepEqual(codes(retirer('accorde', true, ' ')), ['deja-paye', 'motif-absent'])
  assert.deepEqual(codes(retirer('retire', false, 'x')), ['passage-impossible'])
})

test('rien ne s’accorde qui n’ait été proposé ou mis en attente', () => {
  for (const etat of ['a_verifier', 'incomplet', 'refuse', 'non_calculable', 'accorde', 'retire'] as const)
    assert.deepEqual(
      codes(deplacer('accorder', 'accorde', { etat, paye: false })),
      ['passage-impossible'],
      etat,
    )
  assert.deepEqual(codes(deplacer('attendre', 'accorde', { etat: 'proposable', paye: false })), [
    'passage-impossible',
  ])
})

test('seul qui en a le droit se voit offrir un acte', () => {
  const faits = { etat: 'accorde', paye: false } as const
  assert.deepEqual(actesPossibles(acteurDe('instructeur'), faits), ['corriger', 'retirer'])
  assert.deepEqual(actesPossibles(acteurDe('instructeur'), { ...faits, paye: true }), [])
  assert.deepEqual(actesPossibles(acteurDe('comptable'), faits), [])
})

const poste = (
  organisation: string,
  niveau: string,
  etat: EtatDossier,
  nombre: number,
  montant: number,
): Poste => ({
  ...{ organisation, organisme: organisation.toUpperCase(), niveau, etat, nombre, montant },
})
const POSTES = [
  poste('a', '3', 'accorde', 2, 40_000),
  poste('a', '5', 'en_attente', 1, 11_500),
  poste('b', '3', 'proposable', 3, 60_000),
  poste('b', '5', 'refuse', 4, 0),
]

test('la consommation se lit par organisme, par niveau, par état, et leur somme est le tout', () => {
  assert.deepEqual(compterPostes(POSTES), {
    ...{
      nombre: 10,
      accordes: 2,
      accorde: 40_000,
      proposes: 3,
      propose: 60_000,
      enAttente: 1,
      attente: 11_500,
    },
  })
  for (const par of ['organisation', 'niveau', 'etat'] as const) {
    const groupes = grouperPostes(POSTES, par)
    assert.equal(
      groupes.reduce((somme, { compte }) => somme + compte.nombre, 0),
      10,
      par,
    )
    assert.equal(
      groupes.reduce((somme, { compte }) => somme + compte.accorde, 0),
      40_000,
      par,
    )
  }
  assert.equal(compterPostes(filtrerPostes(POSTES, { organisme: 'b', niveau: '3' })).propose, 60_000)
})
