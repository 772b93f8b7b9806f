import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attester, etatApresAttestation, lireAbsences } from '#aides/dossiers/attestation.ts'
import type { Instruction } from '#aides/instruire.ts'

test('une part d’absences se lit au centième, avec une virgule ou un point', () => {
  assert.deepEqual(
    ['0', '12,5', '12.50 %', '100', '007', '100,01', '-1', 'beaucoup', '12,345'].map(lireAbsences),
    ['0', '12.5', '12.5', '100', '7', undefined, undefined, undefined, undefined],
  )
})

const dossier = { id: 'd', numero: 'N1', etat: 'proposable', reponses: {}, atteste: false } as const
const codes = (saisie: Parameters<typeof attester>[0], change = {}, demande = true) => {
  const decision = attester(saisie, { ...dossier, ...change }, demande)
  return decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : decision.valeur
}

test('un organisme atteste une fois, de qui attend une aide, en disant les absences de qui n’est pas assidu', () => {
  assert.deepEqual(codes({ assidu: true, absences: null }), { assidu: true, absences: null })
  assert.deepEqual(codes({ assidu: false, absences: '23,5 %' }), { assidu: false, absences: '23.5' })
  assert.deepEqual(codes({ assidu: false, absences: ' ' }), ['absences-manquantes'])
  assert.deepEqual(codes({ assidu: false, absences: null }, {}, false), { assidu: false, absences: null })
  assert.deepEqual(codes({ assidu: true, absences: 'x' }, { atteste: true, etat: 'refuse' }), [
    ...['deja-atteste', 'sans-objet', 'absences-illisibles'],
  ])
})

test('un dossier accordé le reste au même montant, redevient proposé à un autre, et peut être refusé', () => {
  const accorde = { etat: 'accorde', montant: 20_000 } as const
  const verdict = (statut: string, montant?: number) => ({ statut, montant }) as unknown as Instruction
  assert.equal(etatApresAttestation(accorde, verdict('accord', 20_000)), 'accorde')
  assert.equal(etatApresAttestation(accorde, verdict('accord', 11_500)), 'proposable')
  assert.equal(etatApresAttestation(accorde, verdict('refus')), 'refuse')
  assert.equal(etatApresAttestation(accorde, verdict('incomplet')), 'incomplet')
})
