import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aRafraichir, finDeSession } from '#annuaire/session.ts'

const session = {
  vueLe: '2026-11-20T09:00:00.000Z',
  expireLe: '2026-11-20T18:30:00.000Z',
  fermeeLe: null,
}

test('une session sert jusqu’à une heure sans rien faire, exclue', () => {
  assert.equal(finDeSession(session, '2026-11-20T09:59:59.999Z'), undefined)
  assert.match(finDeSession(session, '2026-11-20T10:00:00.000Z') ?? '', /rien fait depuis une heure/)
})

test('une session finit à son terme, même si l’on s’en sert', () => {
  const servie = { ...session, vueLe: '2026-11-20T18:29:59.000Z' }
  assert.equal(finDeSession(servie, '2026-11-20T18:29:59.999Z'), undefined)
  assert.match(finDeSession(servie, '2026-11-20T18:30:00.000Z') ?? '', /journée de connexion est finie/)
})

test('une session fermée le dit avant toute autre raison', () => {
  const fermee = { ...session, fermeeLe: '2026-11-20T09:00:01.000Z' }
  assert.match(finDeSession(fermee, '2026-11-20T09:00:01.000Z') ?? '', /a été fermée/)
  assert.match(finDeSession(fermee, '2026-11-21T00:00:00.000Z') ?? '', /a été fermée/)
})

test('la dernière visite n’est réécrite qu’après une minute', () => {
  assert.equal(aRafraichir(session, '2026-11-20T09:00:59.999Z'), false)
  assert.equal(aRafraichir(session, '2026-11-20T09:01:00.000Z'), true)
})
