import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type ActeDemande,
  dessinerCycle,
  ETATS_DEMANDE,
  type EtatDemande,
  PASSAGES,
  passagesPossibles,
  passer,
} from '#campagnes/demandes/cycle.ts'
import { type Acteur, perimetreDe, type Role } from '#socle/acces.ts'
import type { ActeFait, DossierSepare } from '#socle/separation.ts'

const agent = (role: Role, identifiant: string = role): Acteur => ({
  ...{ role, identifiant },
  organisation: { identifiant: 'region', nature: 'region' },
})
const lea: Acteur = {
  ...{ role: 'ofcfaGestionnaire', identifiant: 'lea' },
  organisation: { identifiant: 'aforpa', nature: 'of-cfa' },
}
const dossier = (...actes: ActeFait[]): DossierSepare => ({ organisation: 'aforpa', actes })

// Typed by hand from the life that the Région describes: act, from, to, who.
const ATTENDU: readonly (readonly [ActeDemande, readonly EtatDemande[], EtatDemande, readonly Role[]])[] = [
  ['deposer', ['brouillon'], 'deposee', ['ofcfaGestionnaire']],
  ['reprendre', ['deposee'], 'brouillon', ['ofcfaGestionnaire']],
  ['retirer', ['brouillon', 'deposee', 'a_completer', 'complete'], 'retiree', ['ofcfaGestionnaire']],
  ['demanderComplement', ['deposee', 'complete'], 'a_completer', ['instructeur', 'responsable']],
  ['repondre', ['a_completer'], 'complete', ['ofcfaGestionnaire']],
  ['constaterComplete', ['deposee'], 'complete', ['instructeur', 'responsable']],
  ['instruire', ['complete'], 'instruite', ['instructeur', 'responsable']],
  ['rendre', ['instruite', 'validee'], 'complete', ['responsable']],
  ['valider', ['instruite'], 'validee', ['responsable']],
  ['rejeter', ['deposee', 'complete', 'instruite'], 'ineligible', ['responsable']],
  ['retablir', ['ineligible'], 'complete', ['responsable']],
  ['retenir', ['validee'], 'retenue', ['responsable']],
  ['ecarter', ['validee'], 'non_retenue', ['responsable']],
  ['notifier', ['retenue', 'non_retenue'], 'notifiee', ['responsable']],
  ['engager', ['notifiee'], 'engagee', ['gestionnaireBudgetaire']],
  ['desengager', ['engagee'], 'notifiee', ['gestionnaireBudgetaire']],
  ['finirDePayer', ['engagee'], 'payee', ['gestionnaireBudgetaire']],
  ['payer', ['engagee'], 'payee', ['comptable']],
]
const ROLES_ESSAYES: readonly Role[] = [
  ...(['administrateur', 'instructeur', 'responsable', 'gestionnaireBudgetaire', 'lecteur'] as const),
  ...(['ofcfaGestionnaire', 'ofcfaLecteur', 'opco', 'comptable', 'etat', 'public'] as const),
]
const etats = Object.keys(ETATS_DEMANDE) as EtatDemande[]

test('chaque passage est celui du tableau tapé à la main, pour chaque état et chaque rôle', () => {
  assert.deepEqual(Object.keys(PASSAGES).sort(), ATTENDU.map(([acte]) => acte).sort())
  for (const [acte, de, vers, roles] of ATTENDU)
    for (const etat of etats)
      for (const role of ROLES_ESSAYES) {
        const acteur = role.startsWith('ofcfa') ? { ...lea, role } : agent(role)
        const decision = passer(acte, { etat }, acteur, { dossier: dossier(), motif: 'vu' })
        const permis = de.includes(etat) && roles.includes(role)
        assert.deepEqual(
          decision.statut === 'accord' ? decision.valeur : null,
          permis ? vers : null,
          `${acte} ${etat} ${role}`,
        )
      }
})

test('tous les motifs viennent ensemble : état, droit, main, motif', () => {
  const decision = passer('rejeter', { etat: 'payee' }, agent('instructeur', 'camille'), {
    dossier: dossier({ etape: 'instruire', par: 'camille' }),
  })
  assert.deepEqual(decision.statut === 'refus' && decision.motifs.map(({ code }) => code), [
    'etat-incompatible',
    'action-interdite',
    'deja-instruit',
    'motif-absent',
  ])
})

test('qui a instruit ne valide pas, même au nom d’un autre', () => {
  const instruit = dossier({ etape: 'instruire', par: 'camille' })
  const nadia = agent('responsable', 'nadia')
  assert.equal(passer('valider', { etat: 'instruite' }, nadia, { dossier: instruit }).statut, 'accord')
  const pourNadia: Acteur = { ...agent('responsable', 'camille'), pour: 'nadia' }
  assert.equal(passer('valider', { etat: 'instruite' }, pourNadia, { dossier: instruit }).statut, 'refus')
})

test('quels que soient les actes, nul ne tient deux étapes incompatibles d’une même demande', () => {
  const mains = ['a', 'b', 'c']
  const essai = fc.record({
    acte: fc.constantFrom(...(Object.keys(PASSAGES) as ActeDemande[])),
    par: fc.constantFrom(...mains),
    pour: fc.option(fc.constantFrom(...mains), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.array(essai, { maxLength: 40 }), (essais) => {
      let etat: EtatDemande = 'brouillon'
      const actes: ActeFait[] = []
      for (const { acte, par, pour } of essais) {
        const role = (
          ['responsable', 'instructeur', 'gestionnaireBudgetaire', 'comptable', 'ofcfaGestionnaire'] as const
        ).find((un) => perimetreDe(un, PASSAGES[acte].action))!
        const acteur = { ...agent(role, par), ...(pour && pour !== par && { pour }) }
        const decision = passer(acte, { etat }, acteur, { dossier: dossier(...actes), motif: 'x' })
        if (decision.statut === 'refus') continue
        etat = decision.valeur
        if ('etape' in PASSAGES[acte])
          actes.push({
            etape: (PASSAGES[acte] as { etape: ActeFait['etape'] }).etape,
            par,
            ...(pour && { pour }),
          })
      }
      for (const main of mains) {
        const siennes = new Set(
          actes.filter(({ par, pour }) => par === main || pour === main).map(({ etape }) => etape),
        )
        assert.ok(!(siennes.has('instruire') && siennes.has('valider')))
        assert.ok(!(siennes.has('valider') && siennes.has('payer')))
      }
    }),
  )
})

test('l’écran n’offre que les actes possibles', () => {
  const peut = (role: Role) => (action: Parameters<typeof perimetreDe>[1]) =>
    perimetreDe(role, action) !== undefined
  assert.deepEqual(passagesPossibles('complete', peut('instructeur')), ['demanderComplement', 'instruire'])
  assert.deepEqual(passagesPossibles('payee', peut('responsable')), [])
})

test('le glossaire dessine le cycle depuis le code', () => {
  const glossaire = readFileSync(new URL('../../../GLOSSAIRE.md', import.meta.url), 'utf8')
  for (const ligne of dessinerCycle()) assert.ok(glossaire.includes(`- ${ligne}\n`), ligne)
})
