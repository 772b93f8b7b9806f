import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CodeModele, MODELES, redigerMessage } from '#campagnes/demandes/modeles-messages.ts'

test('chaque modèle cite exactement les champs qu’il annonce', () => {
  for (const [code, { champs, sujet, corps }] of Object.entries(MODELES)) {
    const cites = [...[sujet, ...corps].join(' ').matchAll(/\{(\w+)\}/g)].map(([, champ]) => champ!)
    assert.deepEqual([...new Set(cites)].sort(), [...champs].sort(), code)
  }
})

test('ce qu’un organisme a tapé n’est jamais du HTML, ni une seconde ligne de sujet', () => {
  const hostile = '<img src=x onerror="alert(1)"> & Cie\r\nBcc: tous@exemple.fr {numero}'
  for (const code of Object.keys(MODELES) as CodeModele[]) {
    const champs = Object.fromEntries(MODELES[code].champs.map((champ) => [champ, hostile]))
    const { sujet, corps, html } = redigerMessage(code, champs as never, 'https://exemple.fr/?a=1&b="2"')
    assert.doesNotMatch(html, /<img/)
    assert.match(html, /&lt;img src=x onerror=&quot;alert\(1\)&quot;&gt; &amp; Cie/)
    assert.doesNotMatch(sujet, /[\r\n]/)
    assert.ok(corps.includes(hostile), 'un champ n’en remplace pas un autre')
    assert.match(html, /href="https:\/\/exemple\.fr\/\?a=1&amp;b=&quot;2&quot;"/)
  }
})

test('sans adresse déclarée, le message n’invente pas de lien', () => {
  const champs = { organisme: 'CFA', numero: '3', campagne: 'Majoration' }
  const { sujet, corps, html } = redigerMessage('paiement', champs, null)
  assert.equal(sujet, 'Demande n°\u00a03\u00a0: le paiement est fait')
  assert.doesNotMatch(corps + html, /http/)
})
