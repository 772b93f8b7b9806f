import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acteurDeCle, type Cle, porteesPossibles } from '#annuaire/cle.ts'
import { type Action, ROLES, type Role } from '#socle/acces.ts'

const cle: Cle = {
  ...{ id: 'cle-1', nom: 'Essai', role: 'responsable', debit: 60, portees: [] },
  organisation: { id: 'region', nom: 'Région', nature: 'region', siret: '00000001800010', etat: 'active' },
  ...{ creeeLe: '2026-01-01T00:00:00Z', servieLe: null, revoqueeLe: null },
}

// What an agent does is kept under their name, in tables that know people alone: a key in their place would be an error.
test('une clé n’écrit que des fichiers et des scénarios, quel que soit son rôle', () => {
  for (const role of Object.keys(ROLES) as Role[])
    for (const portee of porteesPossibles(role))
      assert.match(portee, /\.lire$|^import\.deposer$|^scenario\.ecrire$|^document\.exporter$/, role)
})

test('une clé donnée avant perd ce qu’une clé ne peut plus avoir', () => {
  const portees: Action[] = ['demande.instruire', 'memoire.emporter', 'instruction.lire', 'lecture.noter']
  assert.deepEqual(acteurDeCle({ ...cle, portees }, portees).portees, ['instruction.lire'])
})
