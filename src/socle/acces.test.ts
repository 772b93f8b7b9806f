import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ACTIONS,
  type Acteur,
  type Action,
  autoriser,
  PUBLIC,
  perimetreDe,
  ROLES,
  type Role,
} from '#socle/acces.ts'

// The table of rights typed a second time, by hand: a right given or withdrawn by mistake shows here.
// R the Région, O its OPCO's perimeter, C its training centre, S what concerns oneself, P what is published, . nothing.
const LETTRES = { R: 'region', O: 'opco', C: 'organisation', S: 'soi', P: 'publie', '.': undefined } as const
const COLONNES: readonly Role[] = [
  ...(['administrateur', 'instructeur', 'responsable', 'gestionnaireBudgetaire', 'lecteur'] as const),
  ...(['ofcfaGestionnaire', 'ofcfaLecteur', 'opco', 'comptable', 'etat', 'public'] as const),
]
const ATTENDU: Readonly<Record<Action, string>> = {
  //                    adm ins res ges lec | ofg ofl opc | com eta | pub
  'droit.lire': '         R   R   R   R   R     R   R   R     R   R     R',
  'reglement.lire': '     R   R   R   R   R     R   R   R     R   R     R',
  'registre.lire': '      R   R   R   R   R     R   R   R     R   R     R',
  'publication.lire': '   P   P   P   P   P     P   P   P     P   P     P',
  'campagne.lire': '      R   R   R   R   R     C   C   O     R   R     P',
  'formation.lire': '     .   R   R   R   R     C   C   O     R   R     .',
  'classement.lire': '    .   R   R   R   R     .   .   .     R   R     .',
  'transmission.lire': '  .   R   R   R   R     .   .   O     R   R     .',
  'rapprochement.lire': ' .   R   R   R   R     C   C   .     R   R     .',
  'rapprochement.ecrire': '.  R   R   .   .     .   .   .     .   .     .',
  'document.exporter': '  .   R   R   R   R     .   .   .     R   R     .',
  'document.preparer': '  .   R   R   R   R     .   .   .     .   .     .',
  'scenario.ecrire': '    .   R   R   .   .     .   .   .     .   .     .',
  'import.deposer': '     .   R   R   .   .     .   .   .     .   .     .',
  'campagne.conduire': '  .   .   R   .   .     .   .   .     .   .     .',
  'demande.lire': '       .   R   R   R   R     C   C   .     R   R     .',
  'instruction.lire': '   .   R   R   R   R     .   .   .     R   R     .',
  'memoire.lire': '       .   R   R   R   R     C   C   .     R   R     .',
  'memoire.emporter': '   .   R   R   R   R     C   C   .     .   .     .',
  'travail.lire': '       R   S   R   S   S     S   S   .     .   .     .',
  'demande.deposer': '    .   .   .   .   .     C   .   .     .   .     .',
  'demande.instruire': '  .   R   R   .   .     .   .   .     .   .     .',
  'demande.valider': '    .   .   R   .   .     .   .   .     .   .     .',
  'lecture.noter': '      .   R   R   .   .     .   .   .     .   .     .',
  'lecture.conduire': '   .   .   R   .   .     .   .   .     .   .     .',
  'demande.engager': '    .   .   .   R   .     .   .   .     .   .     .',
  'demande.payer': '      .   .   .   .   .     .   .   .     R   .     .',
  //                    adm ins res ges lec | ofg ofl opc | com eta | pub
  'aide.lire': '          .   R   R   R   R     C   C   .     R   R     .',
  'aide.traiter': '       .   R   R   R   .     C   C   .     R   .     .',
  'aide.deposer': '       .   .   .   .   .     C   .   .     .   .     .',
  'aide.corriger': '      .   R   R   .   .     C   .   .     .   .     .',
  'aide.instruire': '     .   R   R   .   .     .   .   .     .   .     .',
  'aide.conduire': '      .   .   R   .   .     .   .   .     .   .     .',
  'aide.payer': '         .   .   .   R   .     .   .   .     .   .     .',
  'aide.reveler': '       .   .   .   R   .     .   .   .     .   .     .',
  'budget.lire': '        R   R   R   R   R     .   .   .     R   R     .',
  'budget.ecrire': '      .   .   .   R   .     .   .   .     .   .     .',
  'mandat.emettre': '     .   .   .   R   .     .   .   .     .   .     .',
  'paiement.constater': ' .   .   .   .   .     .   .   .     R   .     .',
  'paiement.lire': '      .   R   R   R   R     .   .   .     R   R     .',
  'ligne.suspendre': '    .   .   R   R   .     .   .   .     .   .     .',
  'solde.lire': '         .   R   R   R   R     C   C   .     R   R     .',
  'solde.exporter': '     .   R   R   R   R     .   .   .     R   R     .',
  'solde.preparer': '     .   R   R   .   .     .   .   .     .   .     .',
  'solde.voter': '        .   .   R   .   .     .   .   .     .   .     .',
  'nonvaleur.lire': '     .   R   R   R   R     .   .   .     R   R     .',
  'nonvaleur.proposer': ' .   .   .   .   .     .   .   .     R   .     .',
  'nonvaleur.aviser': '   .   .   R   .   .     .   .   .     .   .     .',
  'campagne.creer': '     .   .   R   .   .     .   .   .     .   .     .',
  'campagne.supprimer': ' .   .   R   .   .     .   .   .     .   .     .',
  'compte.gerer': '       S   S   S   S   S     S   S   S     S   S     .',
  'personne.gerer': '     R   .   .   .   .     .   .   .     .   .     .',
  'cle.gerer': '          R   .   .   .   .     .   .   .     .   .     .',
  'donnees.exercer': '    R   .   .   .   .     .   .   .     .   .     .',
  'delegation.gerer': '   R   S   S   .   .     .   .   .     .   .     .',
  'journal.lire': '       R   .   R   .   R     .   .   .     .   .     .',
  'historique.lire': '    R   R   R   R   R     .   .   .     R   R     .',
}

test('chaque droit est celui du tableau tapé à la main', () => {
  assert.deepEqual(Object.keys(ATTENDU).sort(), Object.keys(ACTIONS).sort())
  assert.deepEqual(Object.keys(ROLES).sort(), [...COLONNES].sort())
  for (const [action, ligne] of Object.entries(ATTENDU) as [Action, string][]) {
    const lettres = ligne.trim().split(/\s+/) as (keyof typeof LETTRES)[]
    assert.equal(lettres.length, 11, action)
    for (const [i, role] of COLONNES.entries())
      assert.equal(perimetreDe(role, action), LETTRES[lettres[i]!], `${role} ${action}`)
  }
})

const instructeur: Acteur = {
  role: 'instructeur',
  identifiant: 'p1',
  organisation: { identifiant: 'o1', nature: 'region' },
}

test('un droit tenu dit jusqu’où il porte', () => {
  assert.deepEqual(autoriser(instructeur, 'scenario.ecrire'), { statut: 'accord', valeur: 'region' })
  const lea: Acteur = {
    role: 'ofcfaLecteur',
    identifiant: 'p2',
    organisation: { identifiant: 'o2', nature: 'of-cfa' },
  }
  assert.deepEqual(autoriser(lea, 'formation.lire'), { statut: 'accord', valeur: 'organisation' })
  assert.deepEqual(autoriser(PUBLIC, 'campagne.lire'), { statut: 'accord', valeur: 'publie' })
})

test('un droit refusé dit pourquoi, et qui peut y remédier', () => {
  assert.deepEqual(autoriser(instructeur, 'campagne.supprimer'), {
    statut: 'refus',
    motifs: [
      {
        code: 'action-interdite',
        message: 'Le rôle « Instructeur » ne donne pas le droit « Supprimer une campagne ».',
        correcteur: 'administrateur',
      },
    ],
  })
  assert.deepEqual(autoriser(PUBLIC, 'formation.lire'), {
    statut: 'refus',
    motifs: [
      { code: 'connexion-requise', message: 'Connectez-vous pour continuer.', correcteur: 'demandeur' },
    ],
  })
})

test('un compte reconnu et sans rôle n’est pas invité à se connecter : il l’est déjà', () => {
  const enAttente: Acteur = { role: 'public', identifiant: 'p3', organisation: null }
  assert.equal(autoriser(enAttente, 'campagne.lire').statut, 'accord')
  const decision = autoriser(enAttente, 'formation.lire')
  assert.deepEqual(decision.statut === 'refus' && decision.motifs.map(({ code }) => code), ['sans-role'])
})

test('une clé n’a que ses portées, et jamais plus que son rôle', () => {
  const cle: Acteur = { ...instructeur, portees: ['formation.lire', 'campagne.supprimer'] }
  assert.equal(autoriser(cle, 'formation.lire').statut, 'accord')
  const code = (action: Action) => {
    const decision = autoriser(cle, action)
    return decision.statut === 'refus' && decision.motifs[0]!.code
  }
  assert.equal(code('scenario.ecrire'), 'portee-absente')
  assert.equal(code('campagne.supprimer'), 'action-interdite')
  assert.equal(autoriser({ ...cle, portees: [] }, 'formation.lire').statut, 'refus')
})

test('l’administrateur gère les comptes et ne décide de rien', () => {
  const decisions: Action[] = ['scenario.ecrire', 'campagne.creer', 'campagne.supprimer', 'import.deposer']
  for (const action of decisions) assert.equal(perimetreDe('administrateur', action), undefined, action)
  const tenus = (Object.keys(ROLES) as Role[]).filter((role) => perimetreDe(role, 'personne.gerer'))
  assert.deepEqual(tenus, ['administrateur'])
})
