import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionActor } from '../accounts/session.ts'
import { signIn } from '../accounts/sign-in.ts'
import { password, type TestOffice, testOffice } from '../organisation.testing.ts'
import { addPerson, lockAccount } from '../people/tend-person.ts'
import { issueLink, recoverAccount } from './issue-link.ts'
import { readNotices, unreadNotices } from './read-notices.ts'
import { openLink, useLink } from './use-link.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice()
})
afterAll(() => office.close())

const caller = { address: '10.0.0.7', program: 'Firefox' }
const refused = (code: string, about?: string) => expect.objectContaining(about === undefined ? { code } : { code, about })
const issue = (by: string, login: string) => office.as(by).work((work) => issueLink(work, office.actor(login).person))
const use = (token: string, passwordNew: string, passwordAgain = passwordNew) =>
  office.nobody.work((work) => useLink(work, token, { passwordNew, passwordAgain }, caller))
const enter = (login: string, typed: string) => signIn(office.nobody, { login, password: typed }, caller)

test('a link sets a password once, ends every session, and opens a new one', async () => {
  const before = await enter('specialist', password)
  const link = await issue('unit', 'specialist')
  expect(link).toMatchObject({ login: 'specialist', name: 'Nguyễn Thị Ánh', agency: 'Sở Tài chính' })
  expect(await office.nobody.work((work) => openLink(work, link.token))).toMatchObject({ login: 'specialist' })
  const token = await use(link.token, 'câu mới của tôi')
  expect((await sessionActor(office.pool, token))?.person).toBe(office.actor('specialist').person)
  expect(await sessionActor(office.pool, before)).toBeNull()
  await expect(use(link.token, 'câu mới khác nữa')).rejects.toEqual(refused('link-spent'))
  await expect(enter('specialist', password)).rejects.toEqual(refused('wrong-password'))
  await expect(enter('specialist', 'câu mới của tôi')).resolves.toBeTypeOf('string')
})

test('a password that is too short, or typed differently, does not spend the link', async () => {
  const { token } = await issue('unit', 'clerk')
  await expect(use(token, 'ngắn')).rejects.toEqual(refused('bad-input', 'passwordNew'))
  await expect(use(token, 'một câu đủ dài', 'một câu khác dài')).rejects.toEqual(refused('bad-input', 'passwordAgain'))
  await expect(use(token, 'một câu đủ dài')).resolves.toBeTypeOf('string')
})

test('two browsers with the same link: one sets the password', async () => {
  const { token } = await issue('unit', 'clerk')
  const both = await Promise.allSettled([use(token, 'một câu đủ dài'), use(token, 'một câu khác dài')])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a newer link ends the earlier one, and a day ends every link', async () => {
  const [first, second] = [await issue('unit', 'deputy'), await issue('unit', 'deputy')]
  await expect(use(first.token, 'một câu đủ dài')).rejects.toEqual(refused('link-spent'))
  expect(second.endsAt.getTime() - Date.now()).toBeGreaterThan(23.9 * 3_600_000)
  expect(second.endsAt.getTime() - Date.now()).toBeLessThan(24.1 * 3_600_000)
  await office.nobody.work(({ tx }) =>
    sql`update organisation.access_link set ends_at = ends_at - interval '24 hours 1 minute' where person = ${office.actor('deputy').person}`.execute(
      tx,
    ),
  )
  await expect(use(second.token, 'một câu đủ dài')).rejects.toEqual(refused('link-spent'))
})

test('only who looks after a person issues a link', async () => {
  await expect(issue('unitNextDoor', 'specialist')).rejects.toEqual(refused('not-allowed'))
  await expect(issue('clerk', 'specialist')).rejects.toEqual(refused('not-allowed'))
  await expect(issue('head', 'specialist')).rejects.toEqual(refused('not-allowed'))
  await expect(issue('inspector', 'specialist')).rejects.toEqual(refused('not-allowed'))
  // A link would give the unit administrator the reach of the inspector.
  await expect(issue('unit', 'inspector')).rejects.toEqual(refused('not-allowed'))
  await expect(issue('province', 'inspector')).resolves.toBeDefined()
  await expect(issue('province', 'unitNextDoor')).resolves.toBeDefined()
})

test('nobody gets a link while the account is locked, and locking ends the links there are', async () => {
  const { token } = await issue('province', 'clerkNextDoor')
  await office.as('province').work((work) => lockAccount(work, office.actor('clerkNextDoor').person))
  await expect(use(token, 'một câu đủ dài')).rejects.toEqual(refused('link-spent'))
  await expect(issue('province', 'clerkNextDoor')).rejects.toEqual(refused('account-locked'))
})

test('the person is told at the next sign-in, until it is read', async () => {
  const person = await office.as('unit').work((work) =>
    addPerson(work, {
      fullName: 'Trần Văn Mới',
      agency: work.actor.agency,
      position: 'Chuyên viên',
      roles: ['specialist'],
      head: false,
    }),
  )
  const link = await office.as('unit').work((work) => issueLink(work, person))
  expect(link.login).toBe('moi.tranvan')
  const session = await use(link.token, 'một câu đủ dài')
  const actor = await sessionActor(office.pool, session)
  if (!actor) throw new Error('no session')
  const desk = office.as('unit', actor)
  const [notice] = await desk.work(unreadNotices)
  expect(notice).toMatchObject({ purpose: 'FIRST', madeBy: 'Tạ Đình Lâm' })
  expect(notice?.usedAt).toBeInstanceOf(Date)
  await desk.work(readNotices)
  expect(await desk.work(unreadNotices)).toEqual([])
  // What others were sent stays untold to them.
  expect(await office.as('inspector').work(unreadNotices)).toHaveLength(1)
})

test('the machine itself recovers the last administrator, and it is told', async () => {
  const link = await office.nobody.work((work) => recoverAccount(work, 'province'))
  await use(link.token, 'một câu đủ dài')
  expect(await office.as('province').work(unreadNotices)).toEqual([
    expect.objectContaining({ purpose: 'RECOVERY', madeBy: null }),
  ])
  await expect(office.nobody.work((work) => recoverAccount(work, 'ai.do'))).rejects.toEqual(refused('not-found'))
})

test('the token itself is nowhere in the database', async () => {
  const { token } = await issue('unit', 'head')
  const found = await office.nobody.work(async ({ tx }) => {
    const links = await sql<{ text: string }>`select row_to_json(l)::text as text from organisation.access_link l`.execute(tx)
    const audit = await sql<{ text: string }>`select row_to_json(a)::text as text from platform.audit a`.execute(tx)
    return [...links.rows, ...audit.rows].some(({ text }) => text.includes(token))
  })
  expect(found).toBe(false)
})
