import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#kernel/actor.ts'
import { addDays } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import { sessionActor } from '../accounts/session.ts'
import { signIn } from '../accounts/sign-in.ts'
import { password, type TestOffice, testOffice } from '../organisation.testing.ts'
import { handOverEnded } from '../posts/hand-over.ts'
import { amendPost, endPost, movePost } from '../posts/tend-post.ts'
import { directoryOf } from './directory.sql.ts'
import { leave } from './leave.ts'
import { shownPerson } from './load-person.ts'
import { colleaguesOf } from './person.sql.ts'
import { personCard } from './person-card.sql.ts'
import { addPerson, addPost, editPerson, lockAccount, unlockAccount } from './tend-person.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice()
})
afterAll(() => office.close())

const refused = (code: string, about?: string) => expect.objectContaining(about === undefined ? { code } : { code, about })
const caller = { address: '', program: '' }
const form = (over: object = {}) => ({
  fullName: 'Trần Văn Bảo',
  agency: office.agency('H98.11'),
  position: 'Chuyên viên',
  roles: ['specialist'] as Role[],
  head: false,
  ...over,
})
const add = (by: string, over: object = {}) => office.as(by).work((work) => addPerson(work, form(over)))
const card = (person: string) => office.nobody.work(({ tx }) => personCard(tx, person))
const told = async () =>
  office.nobody.work(async ({ tx }) => {
    const rows = await sql<{
      name: string
      body: Record<string, string>
    }>`select name, body from platform.outbox order by id desc limit 3`.execute(tx)
    return rows.rows
  })

test('a person is added with a post and an account without password; the login comes from the name', async () => {
  const person = await add('unit')
  expect(await card(person)).toMatchObject({
    name: 'Trần Văn Bảo',
    login: 'bao.tranvan',
    hasPassword: false,
    locked: false,
    roles: ['specialist'],
  })
  const namesake = await add('unit', { position: 'Kế toán' })
  expect((await card(namesake))?.login).toBe('bao.tranvan2')
  await expect(add('unit', { login: 'bao.tranvan' })).rejects.toEqual(refused('already-there', 'login'))
})

test('people are added by the administrator of the agency or of the province, and by nobody else', async () => {
  for (const by of ['unitNextDoor', 'clerk', 'head', 'inspector']) await expect(add(by)).rejects.toEqual(refused('not-allowed'))
  await expect(add('province', { fullName: 'Vũ Đức Cảnh' })).resolves.toBeTypeOf('string')
})

test.each([
  'systemAdmin',
  'ictDepartment',
  'inspector',
] as const)('a unit administrator does not give the role %s', async (role) => {
  await expect(add('unit', { roles: [role] })).rejects.toEqual(refused('not-allowed', 'roles'))
  const { person, post } = office.actor('unit')
  const amend = { post, position: 'Chuyên viên', roles: ['unitAdmin', role] as Role[], head: false }
  await expect(office.as('unit').work((work) => amendPost(work, person, amend))).rejects.toEqual(refused('not-allowed', 'roles'))
})

test('a division of another agency is no place in this one', async () => {
  const over = { agency: office.agency('H98.12'), division: office.division }
  await expect(add('province', over)).rejects.toEqual(refused('bad-input', 'division'))
})

test('contact and login of other people’s people are not shown, and not changed', async () => {
  const shown = await office.as('unitNextDoor').work((work) => shownPerson(work, office.actor('specialist').person))
  expect(shown).toMatchObject({ tended: false, mine: [], card: { login: null, email: null, phone: null } })
  await expect(office.as('clerk').work((work) => shownPerson(work, office.actor('specialist').person))).rejects.toEqual(
    refused('not-found'),
  )
  const change = { fullName: 'Tên Khác', login: 'ten.khac' }
  const edit = (by: string, of: string) => office.as(by).work((work) => editPerson(work, office.actor(of).person, change))
  for (const by of ['unitNextDoor', 'clerk', 'specialist'])
    await expect(edit(by, 'specialist')).rejects.toEqual(refused('not-allowed'))
  await expect(edit('unit', 'inspector')).rejects.toEqual(refused('not-allowed'))
})

test('a person in two agencies is looked after by the province alone', async () => {
  const person = await add('unit', { fullName: 'Hồ Kiêm Nhiệm' })
  const second = form({ agency: office.agency('H98.12'), position: 'Cộng tác viên' })
  await expect(office.as('unit').work((work) => addPost(work, person, second))).rejects.toEqual(refused('not-allowed', 'post'))
  await office.as('unitNextDoor').work((work) => addPost(work, person, second))
  const lock = (by: string) => office.as(by).work((work) => lockAccount(work, person))
  await expect(lock('unit')).rejects.toEqual(refused('not-allowed'))
  await expect(lock('unitNextDoor')).rejects.toEqual(refused('not-allowed'))
  await lock('province')
  expect(await card(person)).toMatchObject({ locked: true, posts: [{ position: 'Chuyên viên' }, { position: 'Cộng tác viên' }] })
  await expect(office.as('unitNextDoor').work((work) => addPost(work, person, second))).rejects.toEqual(
    refused('already-there', 'position'),
  )
})

test('locking ends the sessions at once; unlocking lets in again with the same password', async () => {
  const { person } = office.actor('clerk')
  const token = await signIn(office.nobody, { login: 'clerk', password }, caller)
  await office.as('unit').work((work) => lockAccount(work, person))
  expect(await sessionActor(office.pool, token)).toBeNull()
  await expect(signIn(office.nobody, { login: 'clerk', password }, caller)).rejects.toEqual(refused('account-locked'))
  await expect(office.as('unitNextDoor').work((work) => unlockAccount(work, person))).rejects.toEqual(refused('not-allowed'))
  await office.as('unit').work((work) => unlockAccount(work, person))
  await expect(signIn(office.nobody, { login: 'clerk', password }, caller)).resolves.toBeTypeOf('string')
  const self = office.actor('unit').person
  await expect(office.as('unit').work((work) => lockAccount(work, self))).rejects.toEqual(refused('not-allowed', 'self'))
})

test('a leaver is locked, signed out and out of every post at once, and what is open goes to the one named', async () => {
  const { person, post, agency } = office.actor('specialist')
  const heir = office.actor('clerk').post
  const token = await signIn(office.nobody, { login: 'specialist', password }, caller)
  const go = (by: string, successor: string[], noSuccessor = false) =>
    office.as(by).work((work) => leave(work, person, { successor, noSuccessor }))
  for (const by of ['unitNextDoor', 'clerk', 'head']) await expect(go(by, [heir])).rejects.toEqual(refused('not-allowed'))
  await expect(go('unit', [office.actor('clerkNextDoor').post])).rejects.toEqual(refused('bad-input', 'successor'))
  await expect(go('unit', [post])).rejects.toEqual(refused('bad-input', 'successor'))
  expect(await sessionActor(office.pool, token)).not.toBeNull()
  // Nobody named is no choice: what is open would stay without anybody having said so.
  await expect(go('unit', [])).rejects.toEqual(refused('bad-input', 'noSuccessor'))
  await go('unit', [heir])
  expect((await told())[0]).toEqual({
    name: 'organisation.person-left',
    body: { agency, person, from_post: post, to_post: heir },
  })
  expect(await sessionActor(office.pool, token)).toBeNull()
  expect(await card(person)).toMatchObject({ locked: true, leftOn: expect.any(String) })
  const names = await office.as('unit').work(async ({ tx }) => (await colleaguesOf(tx, agency)).map((one) => one.name))
  expect(names).not.toContain('Nguyễn Thị Ánh')
  await expect(signIn(office.nobody, { login: 'specialist', password }, caller)).rejects.toEqual(refused('account-locked'))
  await expect(office.as('unit').work((work) => unlockAccount(work, person))).rejects.toEqual(refused('wrong-state', 'left'))
})

test('the last administrator of the province can neither leave, nor be locked, nor lose the role', async () => {
  const { person, post } = office.actor('province')
  const other = await add('province', { fullName: 'Mai Thứ Hai', agency: office.agency('H98'), roles: ['systemAdmin'] })
  const second = await card(other)
  const as = (login: string) => office.as(login)
  await as('province').work((work) => lockAccount(work, other))
  const actor = { person: other, post: second?.posts[0]?.id ?? '', roles: ['systemAdmin'] as Role[] }
  const desk = office.as('province', actor)
  const last = refused('last-administrator')
  await expect(desk.work((work) => lockAccount(work, person))).rejects.toEqual(last)
  await expect(desk.work((work) => leave(work, person, { noSuccessor: true }))).rejects.toEqual(last)
  await expect(desk.work((work) => endPost(work, person, { post }))).rejects.toEqual(last)
  const less = { post, position: 'Chuyên viên', roles: ['specialist'] as Role[], head: false }
  await expect(desk.work((work) => amendPost(work, person, less))).rejects.toEqual(last)
  await as('province').work((work) => unlockAccount(work, other))
  await expect(
    desk.work((work) => amendPost(work, person, { ...less, roles: ['systemAdmin', 'unitAdmin'] })),
  ).resolves.toBeUndefined()
})

test('a move ends the old post the day before and takes the open work along, or hands it over', async () => {
  const person = await add('unit', { fullName: 'Lương Thế Hiển', effectiveFrom: '01/01/2025' })
  const [before] = (await card(person))?.posts ?? []
  const move = {
    post: before?.id ?? '',
    division: office.division,
    position: 'Chuyên viên chính',
    roles: ['specialist'] as Role[],
    head: false,
  }
  const go = (by: string, over: object = {}) => office.as(by).work((work) => movePost(work, person, { ...move, ...over }))
  await expect(go('unitNextDoor')).rejects.toEqual(refused('not-allowed'))
  await expect(go('unit', { effectiveFrom: '01/02/2025' })).rejects.toEqual(refused('bad-input', 'effectiveFrom'))
  const moved = await go('unit')
  // The new post begins tomorrow: until then the open work stays where it is.
  expect(await office.nobody.work(handOverEnded)).toBe(0)
  expect((await told()).some((one) => one.body.from_post === before?.id)).toBe(false)
  const posts = (await card(person))?.posts ?? []
  expect(posts.map((one) => [one.position, one.effectiveTo === null])).toEqual([
    ['Chuyên viên', false],
    ['Chuyên viên chính', true],
  ])
  await office.nobody.work(({ tx }) =>
    sql`update organisation.post set effective_to = app.today() - 1 where id = ${before?.id}`.execute(tx),
  )
  expect(await Promise.all([1, 2].map(() => office.nobody.work(handOverEnded))).then((counts) => counts.sort())).toEqual([0, 1])
  expect((await told())[0]).toMatchObject({ name: 'organisation.post-ended', body: { from_post: before?.id, to_post: moved } })
  await office.nobody.work(({ tx }) =>
    sql`update organisation.post set effective_to = app.today() where id = ${before?.id}`.execute(tx),
  )
  const today = await office.nobody.work(async ({ clock }) => clock.today)
  const lines = await office.as('unit').work(({ tx, actor }) => directoryOf(tx, actor.agency, today))
  expect(lines.filter((line) => line.person === person).map((line) => line.position)).toEqual(['Chuyên viên'])
  const later = await office.as('unit').work(({ tx, actor }) => directoryOf(tx, actor.agency, posts[1]?.effectiveFrom ?? ''))
  expect(later.filter((line) => line.person === person).map((line) => line.position)).toEqual(['Chuyên viên chính'])
})

test('a post ends with its day; its heir sits in the same agency', async () => {
  const person = await add('unit', { fullName: 'Cao Bá Kết' })
  const post = (await card(person))?.posts[0]?.id ?? ''
  const end = (by: string, over: object = {}) => office.as(by).work((work) => endPost(work, person, { post, ...over }))
  await expect(end('unitNextDoor')).rejects.toEqual(refused('not-allowed'))
  await expect(end('unit', { successor: office.actor('clerkNextDoor').post })).rejects.toEqual(refused('bad-input', 'successor'))
  await expect(end('unit', { effectiveTo: '1/1/2020' })).rejects.toEqual(refused('bad-input', 'effectiveTo'))
  await expect(end('unit', { effectiveTo: 'mai mốt' })).rejects.toEqual(refused('bad-input', 'effectiveTo'))
  // Written down late: some days, never months, and never before what was done in the post.
  const ago = (days: number) => office.nobody.work(async ({ clock }) => addDays(clock.today, -days))
  await office
    .as('unit')
    .work(({ tx }) => sql`update organisation.post set effective_from = '2020-01-01' where id = ${post}`.execute(tx))
  const late = refused('wrong-state', 'effectiveTo')
  await expect(end('unit', { effectiveTo: await ago(300) })).rejects.toEqual(late)
  await office.as('unit', { person, post }).work((work) => note(work, 'test.deed', 'x'))
  await expect(end('unit', { effectiveTo: await ago(3) })).rejects.toEqual(late)
  await end('unit', { successor: office.actor('clerk').post })
  expect((await told())[0]).toMatchObject({ body: { from_post: post, to_post: office.actor('clerk').post } })
})
