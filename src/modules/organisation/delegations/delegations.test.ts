import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, formatDate } from '#kernel/vietnamese.ts'
import { changeRole, workplaces } from '../accounts/change-role.ts'
import { sessionActor } from '../accounts/session.ts'
import { signIn } from '../accounts/sign-in.ts'
import { workplaceWords } from '../accounts/workplace.ts'
import { groupsOf } from '../groups/group.sql.ts'
import { dropGroup, keepGroup } from '../groups/keep-group.ts'
import { readNotices, unreadDelegations } from '../links/read-notices.ts'
import { password, type TestOffice, testOffice } from '../organisation.testing.ts'
import { endPost } from '../posts/tend-post.ts'
import { delegate, endDelegation } from './delegate.ts'
import { delegationsOf } from './delegation.sql.ts'
import { delegationNoticeWords } from './delegation.ts'

let office: TestOffice
let today = ''
beforeAll(async () => {
  office = await testOffice()
  today = await office.nobody.work(async ({ clock }) => clock.today.split('-').reverse().join('/'))
})
afterAll(() => office.close())

const refused = (code: string, about?: string) => expect.objectContaining(about === undefined ? { code } : { code, about })
const post = (login: string) => office.actor(login).post
const form = (from: string, to: string, over: object = {}) => ({
  fromPost: post(from),
  toPost: post(to),
  kind: 'DELEGATION' as const,
  firstDay: today,
  lastDay: today,
  reason: 'đi công tác',
  ...over,
})
const make = (by: string, from: string, to: string, over: object = {}) =>
  office.as(by).work((work) => delegate(work, form(from, to, over)))
const enter = (login: string) => signIn(office.nobody, { login, password }, { address: '', program: '' })
const lines = () => office.as('unit').work(({ tx, actor }) => delegationsOf(tx, actor.agency))

test('the deputy works KT. the head: roles of the head, the own name, and whose post it is on everything', async () => {
  const id = await make('head', 'head', 'deputy', { kind: 'FOR_HEAD' })
  const token = await enter('deputy')
  const desk = office.as('deputy')
  const places = await desk.work(workplaces)
  expect(places.map((place) => place.id)).toEqual([post('deputy'), post('head')])
  expect(places.map(workplaceWords)[1]).toBe(`KT. Lê Văn An (Giám đốc, Sở Tài chính) đến ${today}`)
  await desk.work((work) => changeRole(work, token, post('head')))
  const actor = await sessionActor(office.pool, token)
  expect(actor).toMatchObject({ name: 'Đỗ Thị Phó', post: post('deputy'), onBehalfOf: post('head'), position: 'Phó Giám đốc' })

  // What is done then names the post acted for.
  await office.as('deputy', { onBehalfOf: post('head') }).work((work) => changeRole(work, token, post('deputy')))
  const audited = await office
    .as('head')
    .work(({ tx }) =>
      tx.selectFrom('platform.audit').select(['verb', 'on_behalf_of']).where('verb', '=', 'account.change-role').execute(),
    )
  expect(audited).toContainEqual({ verb: 'account.change-role', on_behalf_of: post('head') })

  await desk.work((work) => changeRole(work, token, post('head')))
  await office.as('head').work((work) => endDelegation(work, id))
  expect(await sessionActor(office.pool, token)).toMatchObject({ onBehalfOf: null, roles: ['agencyLeader'] })
  await expect(desk.work((work) => changeRole(work, token, post('head')))).rejects.toEqual(refused('not-allowed'))
})

test('a delegation gives the duties and the division of the post, for its days only', async () => {
  await make('specialist', 'specialist', 'clerk', { lastDay: '31/12/2199' })
  const token = await enter('clerk')
  await office.as('clerk').work((work) => changeRole(work, token, post('specialist')))
  expect(await sessionActor(office.pool, token)).toMatchObject({
    roles: ['specialist'],
    division: office.division,
    onBehalfOf: post('specialist'),
  })
  await office.nobody
    .work(({ tx }) => tx.selectFrom('organisation.delegation').selectAll().execute())
    .then((rows) => expect(rows).toEqual([]))
  await office
    .as('unit')
    .work(({ tx }) =>
      sql`update organisation.delegation set effective_from = now() - interval '3 days', effective_to = now() - interval '1 minute' where to_post = ${post('clerk')}`.execute(
        tx,
      ),
    )
  expect(await sessionActor(office.pool, token)).toMatchObject({ roles: ['recordsClerk'], division: null, onBehalfOf: null })
})

test('a coming delegation does not yet give anything', async () => {
  const tomorrow = await office.nobody.work(async ({ clock }) => addDays(clock.today, 1))
  const id = await make('unit', 'head', 'clerk', { firstDay: tomorrow, lastDay: tomorrow })
  expect((await lines()).find((line) => line.id === id)?.state).toBe('COMING')
  expect(await office.as('clerk').work(workplaces)).toHaveLength(1)
  await office.as('unit').work((work) => endDelegation(work, id))
})

test('one’s own post, or as administrator what one could give: nothing else is delegated', async () => {
  await expect(make('clerk', 'head', 'clerk')).rejects.toEqual(refused('not-allowed', 'fromPost'))
  await expect(make('deputy', 'head', 'deputy', { kind: 'FOR_HEAD' })).rejects.toEqual(refused('not-allowed', 'fromPost'))
  await expect(make('unit', 'inspector', 'clerk')).rejects.toEqual(refused('not-allowed', 'fromPost'))
  await expect(make('unitNextDoor', 'head', 'deputy')).rejects.toEqual(refused('not-found', 'fromPost'))
  const acting = office.as('deputy', { onBehalfOf: post('head') })
  await expect(acting.work((work) => delegate(work, form('deputy', 'clerk')))).rejects.toEqual(refused('not-allowed', 'fromPost'))
})

test('an administrator records it for others only, and the one in whose name it is recorded is told', async () => {
  await expect(make('unit', 'deputy', 'unit')).rejects.toEqual(refused('not-allowed', 'toPost'))
  await make('deputy', 'deputy', 'specialist')
  const untold = (by: string) => office.as(by).work(unreadDelegations)
  expect(await untold('deputy')).toEqual([])
  const id = await make('unit', 'deputy', 'specialist')
  const [told, ...more] = await untold('deputy')
  if (!told) throw new Error('not told')
  expect([told, ...more]).toMatchObject([{ toName: 'Nguyễn Thị Ánh', kind: 'DELEGATION', ended: false }])
  // It ends with a day, not at the midnight after it.
  expect(delegationNoticeWords(told, () => 'lúc đó')).toMatch(/từ lúc đó đến hết ngày \d\d\/\d\d\/\d{4}\.$/)
  expect(delegationNoticeWords(told, () => '')).toContain(`hết ngày ${formatDate(new Date(told.to.getTime() - 1))}`)
  expect(await untold('specialist')).toEqual([])
  await office.as('deputy').work(readNotices)
  expect(await untold('deputy')).toEqual([])
  const audited = await office
    .as('unit')
    .work(({ tx }) => tx.selectFrom('platform.audit').select(['verb', 'person']).where('about', '=', id).execute())
  expect(audited).toEqual([{ verb: 'delegation.make', person: office.actor('unit').person }])
})

test.each([
  ['to another agency', 'specialist', 'clerkNextDoor', {}, 'toPost'],
  ['to oneself', 'specialist', 'specialist', {}, 'toPost'],
  ['KT. for somebody who is not the head', 'deputy', 'head', { kind: 'FOR_HEAD' }, 'fromPost'],
  ['KT. by somebody who leads nothing', 'head', 'clerk', { kind: 'FOR_HEAD' }, 'toPost'],
  ['from yesterday', 'specialist', 'clerk', { firstDay: '01/01/2020' }, 'firstDay'],
  ['to an end before its beginning', 'specialist', 'clerk', { lastDay: '01/01/2020' }, 'lastDay'],
  ['to no day', 'specialist', 'clerk', { lastDay: '31/02/2027' }, 'lastDay'],
] as const)('is refused %s', async (_, from, to, over, about) => {
  await expect(make('unit', from, to, over)).rejects.toEqual(refused('bad-input', about))
})

test('others do not end it; the end of a post ends it', async () => {
  const id = await make('head', 'head', 'clerk')
  await expect(office.as('clerk').work((work) => endDelegation(work, id))).rejects.toEqual(refused('not-allowed'))
  await expect(office.as('unitNextDoor').work((work) => endDelegation(work, id))).rejects.toEqual(refused('not-found'))
  await office.as('unit').work((work) => endPost(work, office.actor('head').person, { post: post('head') }))
  expect((await lines()).find((line) => line.id === id)?.state).toBe('ENDED')
})

test('lists of recipients are the agency’s: kept by its clerk, seen by its people, unknown next door', async () => {
  const members = [office.agency('H98'), office.agency('H98.12')]
  const keep = (by: string, over: object = {}) =>
    office.as(by).work((work) => keepGroup(work, { name: 'Các sở', members, ...over }))
  await expect(keep('specialist')).rejects.toEqual(refused('not-allowed'))
  const group = await keep('clerk')
  await expect(keep('clerk')).rejects.toEqual(refused('already-there', 'name'))
  await expect(keep('clerk', { name: 'Khác', members: [post('clerk')] })).rejects.toEqual(refused('bad-input', 'members'))
  const oneself = [office.agency('H98.11')]
  await expect(keep('clerk', { name: 'Khác', members: oneself })).rejects.toEqual(refused('bad-input', 'members'))
  await expect(keep('clerkNextDoor', { group })).rejects.toEqual(refused('not-found'))
  await keep('clerk', { group, name: 'Các sở, ban', members: [members[0] ?? ''] })
  const seen = (by: string) => office.as(by).work(({ tx }) => groupsOf(tx, office.agency('H98.11')))
  expect(await seen('specialist')).toEqual([expect.objectContaining({ name: 'Các sở, ban', members: [members[0]] })])
  expect(await seen('clerkNextDoor')).toEqual([])
  await expect(office.as('specialist').work((work) => dropGroup(work, group))).rejects.toEqual(refused('not-allowed'))
  await expect(office.as('clerkNextDoor').work((work) => dropGroup(work, group))).rejects.toEqual(refused('not-found'))
  await office.as('clerk').work((work) => dropGroup(work, group))
  expect(await seen('specialist')).toEqual([])
})
