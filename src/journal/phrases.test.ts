import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { ACTES } from '#journal/actes.ts'
import type { Entree } from '#journal/entree.ts'
import { direEntree, direObjet, GENRES } from '#journal/phrases.ts'
import { ACTIONS } from '#socle/acces.ts'

const racine = fileURLToPath(new URL('../..', import.meta.url))

const entree = (changes: Partial<Entree>): Entree => ({
  ...{ id: 1, instant: '2026-01-05T09:00:00.000Z', acte: 'scenario.cree', objet: 'scenario:7' },
  ...{ avant: null, apres: null, personne: 'p1', nom: 'Nadia Benali', pour: null, nomPour: null },
  ...{ nomConcerne: null, role: 'responsable', adresse: null, logiciel: null, reglement: null, motif: null },
  ...changes,
})
const dire = (changes: Partial<Entree>) => direEntree(entree(changes)).replaceAll('\u00a0', ' ')

const phrases: readonly (readonly [phrase: string, changes: Partial<Entree>])[] = [
  [
    'Nadia Benali (responsable) a enregistré le scénario « X », version 3',
    { acte: 'scenario.modifie', avant: { nom: 'X' }, apres: { nom: 'X', version: 3 } },
  ],
  [
    'Nadia Benali (responsable) a enregistré le scénario « Y », version 4, auparavant « X »',
    { acte: 'scenario.modifie', avant: { nom: 'X' }, apres: { nom: 'Y', version: 4 } },
  ],
  [
    'Nadia Benali, pour Hugo Lemaire (responsable), a supprimé le scénario « X »',
    { acte: 'scenario.supprime', avant: { nom: 'X' }, pour: 'p2', nomPour: 'Hugo Lemaire' },
  ],
  [
    'Nadia Benali (responsable) a prêté à Camille Royer le rôle « responsable », du 1er juillet 2026 au 14 juillet 2026',
    {
      ...{
        acte: 'delegation.donnee',
        objet: 'delegation:3',
        nomConcerne: 'Camille Royer',
        nomDonneur: 'Nadia Benali',
      },
      apres: { de: 'p1', a: 'p2', role: 'responsable', du: '2026-07-01', au: '2026-07-14' },
    },
  ],
  [
    'Inès Carpentier (administrateur) a retiré à Camille Royer le rôle « responsable » de Nadia Benali',
    {
      ...{ acte: 'delegation.retiree', objet: 'delegation:3', personne: 'p4', nom: 'Inès Carpentier' },
      ...{ role: 'administrateur', nomConcerne: 'Camille Royer', nomDonneur: 'Nadia Benali' },
      avant: { de: 'p1', a: 'p2', role: 'responsable', du: '2026-07-01', au: '2026-07-14' },
    },
  ],
  [
    'Camille Royer (instructeur) a choisi d’agir pour Nadia Benali, comme responsable',
    {
      ...{ acte: 'role.choisi', objet: 'session:s1', nom: 'Camille Royer', role: 'instructeur' },
      ...{ nomDonneur: 'Nadia Benali', apres: { role: 'responsable', pour: 'p1' } },
    },
  ],
  [
    'Oriflamme a créé la campagne « Majoration 2023 », 1 167 formations',
    {
      acte: 'campagne.creee',
      personne: 'oriflamme',
      nom: null,
      role: 'systeme',
      apres: { libelle: 'Majoration 2023', formations: 1167 },
    },
  ],
  [
    'Léa Fontaine a ouvert une session',
    {
      acte: 'session.ouverte',
      personne: 'oriflamme',
      nom: null,
      role: 'systeme',
      nomConcerne: 'Léa Fontaine',
    },
  ],
  [
    'Compte p9 (État) a demandé ce que son rôle ne permet pas (GET /api/journal)',
    { acte: 'acces.refuse', objet: 'route:GET /api/journal', personne: 'p9', nom: null, role: 'etat' },
  ],
  [
    'Nadia Benali (lecteur) a fait « chose.inconnue » sur campagne 2023',
    { acte: 'chose.inconnue', objet: 'campagne:2023', role: 'lecteur' },
  ],
]
for (const [phrase, changes] of phrases)
  test(`une entrée se dit : ${phrase}`, () => {
    assert.equal(dire(changes).replaceAll('\u202f', ' '), phrase)
  })

/** What the sources that match say, by the first group of an expression. */
function listEcrits(motif: RegExp, choisir = /./): Set<string> {
  const fichiers = globSync(['src/**/*.ts', 'demo/**/*.ts'], { cwd: racine })
  const sources = fichiers
    .filter((nom) => !/\.test\.ts$|^src\/journal\/(actes|phrases)\.ts$/.test(nom))
    .map((nom) => readFileSync(`${racine}/${nom}`, 'utf8'))
    .filter((source) => choisir.test(source))
  return new Set(sources.flatMap((source) => [...source.matchAll(motif)].map(([, ecrit]) => ecrit!)))
}

test('chaque acte que le programme écrit a sa phrase', () => {
  // However the code comes to it, an act is written « capability.participle » in a file that traces; a right, a file
  // or a job looks the same, and ends in another way.
  const ecrits = [
    ...listEcrits(/'([a-z]+\.(?!ts'|invalid'|[a-z]*(?:er|ir|re)')[a-z]+)'/g, /insertJournal/),
  ].filter((mot) => !Object.hasOwn(ACTIONS, mot))
  assert.ok(ecrits.length > 15, `trop peu d’actes trouvés : ${ecrits.join(', ')}`)
  assert.deepEqual(
    ecrits.filter((acte) => !Object.hasOwn(ACTES, acte)),
    [],
  )
})

test('aucune phrase ne reste pour un acte que plus rien n’écrit', () => {
  const mots = listEcrits(/'([a-z]+\.[a-zA-Z]+)'/g)
  assert.deepEqual(
    Object.keys(ACTES).filter((acte) => !mots.has(acte)),
    [],
  )
})

test('chaque genre d’objet que le programme écrit a son nom', () => {
  const genres = [...listEcrits(/\bobjet: [`']([a-z]+)/g)]
  assert.ok(genres.length > 4, genres.join(', '))
  assert.deepEqual(
    genres.filter((genre) => !Object.hasOwn(GENRES, genre)),
    [],
  )
  assert.equal(direObjet('campagne:2023'), 'campagne 2023')
  assert.equal(direObjet('demonstration'), 'démonstration')
})

test('aucune entrée, si étrange soit-elle, ne fait échouer la phrase', () => {
  const texte = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom(...Object.keys(ACTES), '__proto__', 'constructor'), texte),
      texte,
      fc.jsonValue(),
      fc.jsonValue(),
      texte,
      fc.option(texte),
      (acte, objet, avant, apres, role, nom) => {
        const phrase = direEntree(entree({ acte, objet, avant, apres, role, nom }))
        assert.ok(phrase.length > 0)
        assert.doesNotMatch(phrase.replace(String(nom), ''), /\[object|undefined$/)
      },
    ),
  )
})
