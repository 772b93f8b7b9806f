import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Annonce, type Concerne, decider, designer, type EtatLu } from '#aides/asp/retour.ts'
import { reprendre } from '#aides/asp/retour-arrete.ts'

// A line set aside, applied to the payment that somebody designates; a file set aside, named or classed.

const PAIEMENT: Concerne = {
  ...{
    id: 12,
    etat: 'integree',
    montant: 375_50,
    numero: 'ARA25A1',
    fichier: 'envoi.xml',
    envoyeLe: '2025-11-21',
  },
  ...{ individu: '51', dossierAsp: '61', prestation: '71', suite: null },
}
const paiement = (change: Partial<Annonce & { genre: 'paiements' }> = {}): Annonce => ({
  ...{ genre: 'paiements', etat: 'PAYE', prestations: ['99'], le: '2025-12-01', montant: '375.50' },
  ...{ code: '', libelle: '', ...change },
})
const choisir = (etat: EtatLu | null = null, nomme?: Concerne, envoi: string | null = null) => ({
  etat,
  nomme,
  envoi,
})
const codes = (...args: Parameters<typeof designer>) => {
  const decision = designer(...args)
  return decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : decision.valeur
}

test('une ligne orpheline paie le paiement que l’on désigne, comme si elle l’avait nommé', () => {
  assert.equal(decider(paiement(), undefined, null).effet, 'parquer')
  const attendu = { effet: 'appliquer', vers: 'payee', le: '2025-12-01', suite: null }
  assert.deepEqual(codes(paiement(), PAIEMENT, choisir()), attendu)
  assert.deepEqual(codes(paiement({ prestations: [] }), PAIEMENT, choisir()), attendu)
  assert.deepEqual(codes(paiement(), { ...PAIEMENT, etat: 'payee' }, choisir()), { effet: 'deja' })
})

test('un état inconnu se lit comme on le dit, et jamais contre ce que la ligne écrit', () => {
  const suspendu = paiement({ etat: 'SUSPENDU', code: 'ICO', libelle: 'Compte clos' })
  assert.deepEqual(codes(suspendu, PAIEMENT, choisir()), ['etat-inconnu'])
  assert.deepEqual(codes(suspendu, PAIEMENT, choisir('INVALIDE')), {
    ...{ effet: 'appliquer', vers: 'impayee', le: '2025-12-01' },
    suite: { code: 'compte-refuse', texte: 'ICO : Compte clos' },
  })
  assert.deepEqual(codes(suspendu, PAIEMENT, choisir('EMIS')), ['etat-contredit', 'etat-inconnu'])
  assert.deepEqual(codes(paiement(), PAIEMENT, choisir('INVALIDE')), ['etat-contredit'])
  const rejet: Annonce = { genre: 'rejets', paiement: '99', motif: 'RIB invalide' }
  assert.deepEqual(codes(rejet, { ...PAIEMENT, etat: 'envoyee' }, choisir('PAYE')), ['etat-contredit'])
})

test('toutes les raisons sont dites : autre dossier, autre fichier, avant l’envoi, autre montant, passage', () => {
  const nomme = { ...PAIEMENT, id: 13, numero: 'ARA25A2' }
  const ligne = paiement({ le: '2025-11-20', montant: '375.49' })
  assert.deepEqual(codes(ligne, { ...PAIEMENT, etat: 'envoyee' }, choisir(null, nomme, 'autre.xml')), [
    ...['autre-dossier', 'autre-fichier', 'anterieure', 'montant', 'passage'],
  ])
  const ordre: Annonce = {
    ...paiement({ montant: '-375.51' }),
    genre: 'reversements',
    etat: 'REPORTE',
  } as Annonce
  assert.deepEqual(codes(ordre, PAIEMENT, choisir()), ['etat-inconnu', 'montant', 'passage'])
})

test('une intégration garde ses identifiants, et ne prend pas le dossier d’un autre', () => {
  const annonce: Annonce = {
    ...{ genre: 'integrations', paiement: '999', individu: '51', dossier: '61', prestation: '71' },
    ...{ numero: 'ARA25A1', numeroPrestation: 'ARA25A1-1' },
  }
  const envoyee = { ...PAIEMENT, etat: 'envoyee' } as const
  assert.deepEqual(codes(annonce, envoyee, choisir()), {
    ...{ effet: 'appliquer', vers: 'integree', le: null, suite: null },
    identifiants: { individu: '51', dossier: '61', prestation: '71' },
  })
  assert.deepEqual(codes({ ...annonce, numero: 'ARA25A2', prestation: '72' }, envoyee, choisir()), [
    ...['numero', 'identifiant-change'],
  ])
})

test('un fichier se nomme ou se classe tant qu’il n’est pas lu ; sans son contenu, il ne peut qu’être classé', () => {
  const retour = { id: 'r', nom: 'bizarre.csv', etat: 'inconnu', garde: true } as const
  const statut = (change: object, acte: 'nommer' | 'classer') => {
    const decision = reprendre({ ...retour, ...change }, acte)
    return decision.statut === 'refus' ? decision.motifs[0]!.code : 'accord'
  }
  for (const etat of ['inconnu', 'illisible'])
    for (const acte of ['nommer', 'classer'] as const) assert.equal(statut({ etat }, acte), 'accord')
  for (const etat of ['recu', 'lu', 'classe'])
    for (const acte of ['nommer', 'classer'] as const) assert.equal(statut({ etat }, acte), 'retour-suivi')
  assert.equal(statut({ garde: false }, 'nommer'), 'octets-absents')
  assert.equal(statut({ garde: false }, 'classer'), 'accord')
})
