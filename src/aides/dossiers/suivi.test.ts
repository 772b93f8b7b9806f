import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ETATS_DOSSIER, type EtatDossier } from '#aides/dossiers/cycle.ts'
import { composerLettreAide, type DossierDit, redigerCourriel } from '#aides/dossiers/lettre-aide.ts'
import { formatJeton, newGraine, parseJeton } from '#aides/dossiers/routes-lien.ts'
import { type FaitsSuivis, raconterSuivi } from '#aides/dossiers/suivi.ts'
import { instruire } from '#aides/instruire.ts'
import { lireDossier } from '#aides/question.ts'
import { createCoffre } from '#platform/coffre.ts'
import { ARA_2025, REPONSES } from '../../../test/aides-suivi-atelier.ts'

const plat = (texte: string) => texte.replace(/\s/g, ' ')

const FAITS: FaitsSuivis = {
  ...{
    prenom: 'Aïcha',
    nom: 'ARVERNE',
    aide: 'ARA 2025',
    organisme: 'AFORPA',
    region: 'Région Île-de-France',
  },
  ...{ etat: 'accorde', montant: 20_000, rang: null, attendAttestation: false, paiement: null },
  expireLe: '2027-01-01T00:00:00Z',
}

test('chaque état se dit en clair, sans rien de la personne que son prénom et une initiale', () => {
  for (const etat of Object.keys(ETATS_DOSSIER) as EtatDossier[]) {
    const lu = raconterSuivi({ ...FAITS, etat, rang: 12 })
    assert.equal(lu.qui, 'Aïcha A.')
    assert.ok(!JSON.stringify(lu).includes('ARVERNE'), etat)
    assert.ok(lu.titre.length > 10 && lu.contact.includes('AFORPA'), etat)
    assert.equal(lu.montant, ['accorde', 'proposable', 'en_attente'].includes(etat) ? 20_000 : null, etat)
  }
  assert.match(raconterSuivi({ ...FAITS, etat: 'en_attente', rang: 12 }).explications.join(' '), /rang\s: 12/)
})

test('le paiement d’une aide accordée se suit jusqu’au versement', () => {
  const dire = (change: Partial<FaitsSuivis>) => plat(raconterSuivi({ ...FAITS, ...change }).paiement ?? '')
  assert.match(dire({ attendAttestation: true }), /atteste votre assiduité/)
  assert.equal(dire({}), 'Le paiement se prépare.')
  assert.match(dire({ paiement: { etat: 'parti', le: null } }), /partie à l’agence/)
  assert.equal(
    dire({ paiement: { etat: 'paye', le: '2025-05-06' } }),
    'Le versement a été fait le 6 mai 2025.',
  )
  assert.match(dire({ paiement: { etat: 'echoue', le: null } }), /corriger vos coordonnées/)
  assert.equal(raconterSuivi({ ...FAITS, etat: 'refuse' }).paiement, null)
})

test('un lien ne s’invente pas, ne se retouche pas, et meurt avec la clé', () => {
  const coffre = createCoffre(Buffer.alloc(32, 1))
  const graine = newGraine()
  const jeton = formatJeton(coffre, graine)
  assert.equal(jeton.length, 44)
  assert.equal(parseJeton(coffre, jeton), graine)
  const autre = jeton.at(-1) === 'A' ? 'B' : 'A'
  for (const faux of [
    jeton.slice(0, -1) + autre,
    newGraine() + jeton.slice(22),
    `${jeton}A`,
    '',
    'é'.repeat(44),
  ])
    assert.equal(parseJeton(coffre, faux), undefined)
  assert.equal(parseJeton(createCoffre(Buffer.alloc(32, 2)), jeton), undefined)
})

function dit(reponses: Readonly<Record<string, string>>, decision: DossierDit['decision']): DossierDit {
  const lues = lireDossier(ARA_2025.questions, reponses)
  if (lues.statut === 'refus') throw new Error('réponses illisibles')
  return {
    ...{
      id: 'd',
      numero: 'N1',
      decision,
      civilite: 'MME',
      prenom: 'Aïcha',
      nom: 'ARVERNE',
      courriel: 'a@exemple.fr',
    },
    adresse: {
      numero: '1',
      typeVoie: 'RUE',
      libelleVoie: 'DES ESSAIS',
      codePostal: '77000',
      libelleCommune: 'MELUN',
    },
    ...{
      organisme: 'AFORPA',
      montant: 20_000,
      rang: 3,
      verdict: instruire(ARA_2025, lues.valeur, '2025-03-10'),
    },
  }
}
const CIRCONSTANCES = {
  ...{
    aide: 'ARA 2025',
    campagne: 'Première session',
    region: 'Région Île-de-France',
    recours: 'Deux mois.',
  },
  attestation: true,
}

test('un refus donne toutes ses raisons, chacune avec son article', () => {
  const refuse = dit({ ...REPONSES, absences: '23.5', niveau: '6' }, 'refuse')
  const { motifs, etapes, titre } = composerLettreAide(refuse, CIRCONSTANCES, null)
  assert.equal(titre, 'Votre demande d’aide est refusée')
  assert.deepEqual(motifs.map(plat), [
    'Les absences injustifiées dépassent 20 % : 23,5 %. (Exclusions de 2025, page de la CCI)',
    'Le diplôme préparé n’est pas d’un niveau de 3 à 5 : Niveau 6 (licence). (Conditions de 2025, page de la CCI)',
  ])
  assert.deepEqual(etapes, [])
})

test('un accord dit le montant et d’où il vient ; le message n’en dit que l’essentiel', () => {
  const accorde = dit(REPONSES, 'accorde')
  const { corps, etapes, destinataire } = composerLettreAide(accorde, CIRCONSTANCES, 'https://x/suivi-aide/j')
  assert.deepEqual(destinataire, ['Mme Aïcha ARVERNE', '1 RUE DES ESSAIS', '77000 MELUN'])
  assert.match(plat(corps.join(' ')), /vous accorde une aide de 200 €.*attesté votre assiduité/)
  assert.equal(plat(etapes.at(-1)!.valeur), '200 €')
  const message = redigerCourriel(accorde, CIRCONSTANCES, 'https://x/suivi-aide/j')
  assert.match(plat(message.corps), /Bonjour Aïcha,.*200 €.*https:\/\/x\/suivi-aide\/j/)
  assert.ok(!message.corps.includes('ARVERNE'))
})
