import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from '#platform/db/desk.ts'
import { draftFor, type TestProvince, testProvince } from '../../documents.testing.ts'
import { sendBack } from '../circuit/review.ts'
import { submit } from '../circuit/submit.ts'
import { create, save } from '../compose/draft.ts'
import { markSeen } from '../compose/version.sql.ts'
import { read } from '../outgoing.sql.ts'
import { view } from '../view.sql.ts'
import { sign } from './sign.ts'
import { signRead } from './sign-read.ts'

let province: TestProvince
const pin = '12345678'
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

const drafter = () => province.as('anh.nguyenthi')
const director = () => province.as('an.levan')

async function toSign(): Promise<string> {
  const id = await drafter().work((work) => create(work, draftFor(province, ['H99'])))
  await drafter().work((work) => submit(work, id, { steps: [] }))
  return id
}
const stateOf = async (id: string) => (await drafter().work((work) => read(work, id))).state

test('several drafts with one PIN: opened and ticked ones are signed, the unread one is refused and waits', async () => {
  const [opened, ticked, unread] = [await toSign(), await toSign(), await toSign()]
  await director().work(async (work) => markSeen(work.tx, await read(work, opened), work.actor.post))
  const outcomes = await signRead(director(), { ids: [opened, ticked, unread], ticked: [ticked] }, pin)
  expect(outcomes.map((one) => [one.id, one.refused?.code ?? null])).toEqual([
    [opened, null],
    [ticked, null],
    [unread, 'not-read'],
  ])
  expect(await Promise.all([opened, ticked, unread].map(stateOf))).toEqual(['SIGNED', 'SIGNED', 'TO_SIGN'])
  // How each was read stays told apart.
  const seen = await director().work(({ tx, actor }) =>
    tx
      .selectFrom('documents.outgoing_seen')
      .select(['outgoing', 'ticked'])
      .where('post', '=', actor.post)
      .where('outgoing', 'in', [opened, ticked, unread])
      .execute(),
  )
  expect(seen.toSorted((one, other) => Number(one.ticked) - Number(other.ticked))).toEqual([
    { outgoing: opened, ticked: false },
    { outgoing: ticked, ticked: true },
  ])
})

test('what cannot be signed is refused by itself; ticking opens nothing that one may not read', async () => {
  const good = await toSign()
  const draft = await drafter().work((work) => create(work, draftFor(province, ['H99'])))
  const ids = [good, draft, randomUUID()]
  const outcomes = await signRead(director(), { ids, ticked: ids }, pin)
  expect(outcomes.map((one) => one.refused?.code ?? null)).toEqual([null, 'wrong-state', 'not-found'])
  const foreign = await toSign()
  const [outcome] = await signRead(province.as('minh.tranquang'), { ids: [foreign], ticked: [foreign] }, pin)
  expect(outcome?.refused?.code).toBe('not-found')
})

test('what went back and came again while it was being signed is not signed: nobody signs what they did not see', async () => {
  const id = await toSign()
  const desk = director()
  let met = false
  const overtaken: Desk = {
    ...desk,
    // Between the version that is read and the one that is kept.
    work: async (act) => {
      const done = await desk.work(act)
      const read = typeof done === 'object' && done !== null && 'pdf' in done
      if (read && !met) {
        met = true
        await director().work((work) => sendBack(work, id, 'Sửa số liệu'))
        await drafter().work((work) => save(work, id, draftFor(province, ['H99'], { version: 1, subject: 'số liệu khác' })))
        await drafter().work((work) => submit(work, id, { steps: [] }))
      }
      return done
    },
  }
  expect((await sign(overtaken, [id], pin))[0]?.refused?.code).toBe('changed-meanwhile')
  expect([met, await stateOf(id)]).toEqual([true, 'TO_SIGN'])
})

test('a wrong PIN signs none of them', async () => {
  const id = await toSign()
  await expect(signRead(director(), { ids: [id], ticked: [id] }, '00000000')).rejects.toMatchObject({ code: 'wrong-pin' })
  expect(await stateOf(id)).toBe('TO_SIGN')
})

const head = () => province.as('minh.tranquang')

async function delegated(kind: 'FOR_HEAD' | 'DELEGATION', to: string): Promise<void> {
  await head().work(({ tx, actor }) =>
    sql`insert into organisation.delegation (agency, from_post, to_post, kind, effective_from, effective_to, made_by)
      values (${actor.agency}, ${actor.post}, ${province.actor(to).post}, ${kind}, app.now() - interval '1 hour',
        app.now() + interval '1 day', ${actor.person})`.execute(tx),
  )
}

async function committeeLetter(): Promise<string> {
  const clerk = province.as('duong.buitung')
  const id = await clerk.work((work) => create(work, draftFor(province, ['H99.11'], { signer: head().actor.post })))
  await clerk.work((work) => submit(work, id, { steps: [] }))
  return id
}

test('who acts for the head signs in the own name: KT. by the delegation, and both stand in the history', async () => {
  const [waiting, other] = [await committeeLetter(), await committeeLetter()]
  const deputy = province.asFor('thinh.ngohuu', head().actor.post)
  // Without a delegation in force nobody signs for another.
  expect((await sign(deputy, [waiting], pin))[0]?.refused?.code).toBe('not-allowed')
  await delegated('FOR_HEAD', 'thinh.ngohuu')
  expect((await sign(deputy, [waiting], pin))[0]?.refused).toBeNull()
  const shown = await province.as('duong.buitung').work((work) => view(work, waiting))
  expect(shown.doc).toMatchObject({ signer: deputy.actor.post, signerCompetence: 'FOR_HEAD', state: 'SIGNED' })
  expect(shown.history.at(-1)).toMatchObject({ step: 'sign', name: 'Ngô Hữu Thịnh', onBehalf: 'Trần Quang Minh' })
  expect((await sign(province.as('thinh.ngohuu'), [other], pin))[0]?.refused?.code).toBe('not-allowed')
})
