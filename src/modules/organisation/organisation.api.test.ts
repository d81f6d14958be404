import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from '#platform/db/desk.ts'
import { api } from '#platform/http/api.ts'
import { sessionActor } from './accounts/session.ts'
import { signIn } from './accounts/sign-in.ts'
import { organisationModule } from './module.ts'
import { password, type TestOffice, testOffice } from './organisation.testing.ts'

let office: TestOffice
let app: FastifyInstance
let address = ''
beforeAll(async () => {
  office = await testOffice()
  app = Fastify()
  // The session's token is the login, or a real one.
  const actorOf = async (token: string) => (await sessionActor(office.pool, token)) ?? office.actor(token)
  const ground = {
    pool: office.pool,
    publicUrl: null,
    actorOf,
    deskOf: (actor: Parameters<typeof openDesk>[1]) => openDesk(office.pool, actor),
  }
  await app.register(api, { prefix: '/api/v1', ground, version: '0', apiBytes: 1_000_000, mounts: [organisationModule.api] })
  address = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await office.close()
})

async function call(login: string | null, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${address}/api/v1${path}`, {
    method,
    headers: {
      ...(login ? { cookie: `lt_session=${login}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text ? JSON.parse(text) : null }
}

test('who asks, and where else they may work', async () => {
  const me = await call('head', 'GET', '/account')
  expect(me).toMatchObject({ status: 200, body: { name: 'Lê Văn An', roles: ['agencyLeader'], workplaces: [{ current: true }] } })
  expect(await call(null, 'GET', '/account')).toMatchObject({ status: 401 })
})

test('a session goes on in another post of its person, alone; a post of somebody else is refused', async () => {
  const enter = () => signIn(office.nobody, { login: 'specialist', password }, { address: '10.0.0.7', program: 'curl' })
  const [here, there] = [await enter(), await enter()]
  const { person, post } = office.actor('specialist')
  const duties = { position: 'Văn thư kiêm nhiệm', roles: ['recordsClerk'], agency: office.agency('H98.11') }
  const second = (await call('unit', 'POST', `/organisation/people/${person}/posts`, duties)).body.id
  expect(await call(here, 'POST', '/account/role', { post: second })).toMatchObject({ status: 204 })
  expect(await call(here, 'GET', '/account')).toMatchObject({ body: { post: second, roles: ['recordsClerk'] } })
  expect(await call(there, 'GET', '/account')).toMatchObject({ body: { post } })
  for (const other of ['head', 'unitNextDoor'])
    expect(await call(here, 'POST', '/account/role', { post: office.actor(other).post })).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    })
  expect(await call(here, 'POST', '/account/role', { post: 'x' })).toMatchObject({ status: 400 })
  expect(await call(null, 'POST', '/account/role', { post })).toMatchObject({ status: 401 })
  expect(await call(here, 'GET', '/account')).toMatchObject({ body: { post: second } })
})

test('the directory is everybody’s, logins are the administrator’s', async () => {
  const tree = await call('specialist', 'GET', '/organisation/agencies')
  expect(tree.body.map((one: { organId: string }) => one.organId)).toEqual(['H98.11', 'H98.12', 'H98'])
  const people = `/organisation/agencies/${office.agency('H98.11')}/people`
  const logins = async (by: string) => (await call(by, 'GET', people)).body.map((one: { login: string | null }) => one.login)
  expect(await logins('unit')).toContain('specialist')
  for (const by of ['specialist', 'unitNextDoor', 'inspector']) expect(new Set(await logins(by))).toEqual(new Set([null]))
  expect(await call('specialist', 'GET', '/organisation/agencies?day=1990-01-01')).toMatchObject({ status: 200, body: [] })
})

test('a person is added, gets a link, moves and leaves; decomposed letters arrive composed', async () => {
  const duties = { position: 'Chuyên viên', roles: ['specialist'] }
  const body = { fullName: 'Lê Thị Hòa'.normalize('NFD'), agency: office.agency('H98.11'), ...duties }
  expect(await call('unitNextDoor', 'POST', '/organisation/people', body)).toMatchObject({
    status: 403,
    body: { code: 'not-allowed' },
  })
  const made = await call('unit', 'POST', '/organisation/people', body)
  expect(made.status).toBe(201)
  const place = `/organisation/people/${made.body.id}`
  const link = await call('unit', 'POST', `${place}/link`)
  expect(link).toMatchObject({
    status: 201,
    body: { login: 'hoa.lethi', path: expect.stringMatching(/^\/lien-ket\/[\w-]{43}$/) },
  })
  const second = await call('unit', 'POST', `${place}/posts`, { ...duties, position: 'Kế toán', agency: office.agency('H98.11') })
  expect(second.status).toBe(201)
  const moved = await call('unit', 'POST', `${place}/posts/${second.body.id}/move`, {
    ...duties,
    position: 'Kế toán trưởng',
    division: office.division,
  })
  expect(moved.status).toBe(201)
  expect(await call('unit', 'POST', `${place}/posts/${moved.body.id}/end`, { effectiveTo: '2020-01-01' })).toMatchObject({
    status: 400,
  })
  for (const deed of ['lock', 'unlock']) expect((await call('unit', 'POST', `${place}/${deed}`)).status).toBe(204)
  expect(await call('clerk', 'POST', `${place}/leave`, {})).toMatchObject({ status: 403 })
  expect(await call('unit', 'POST', `${place}/leave`, {})).toMatchObject({ status: 400, body: { about: 'noSuccessor' } })
  expect((await call('unit', 'POST', `${place}/leave`, { successor: [office.actor('clerk').post] })).status).toBe(204)
  expect(await call('unit', 'POST', `${place}/link`)).toMatchObject({ status: 423, body: { code: 'account-locked' } })
})

test('the tree, divisions, delegations and groups by the same rights as on the pages', async () => {
  const agency = {
    name: 'UBND xã Mới',
    shortName: 'Xã Mới',
    symbol: 'UBND',
    organId: 'H98.71',
    level: 'COMMUNE',
    kind: 'STATE',
    place: 'Thanh Giang',
  }
  expect(await call('unit', 'POST', '/organisation/agencies', agency)).toMatchObject({ status: 403 })
  const made = await call('province', 'POST', '/organisation/agencies', { ...agency, parent: office.agency('H98') })
  expect(made.status).toBe(201)
  expect(await call('province', 'POST', '/organisation/agencies', agency)).toMatchObject({
    status: 409,
    body: { code: 'already-there', about: 'organId' },
  })
  expect(
    await call('province', 'POST', '/organisation/agencies', { ...agency, organId: 'H98.72', level: 'DISTRICT' }),
  ).toMatchObject({ status: 400, body: { code: 'bad-input', about: 'level' } })
  const place = `/organisation/agencies/${made.body.id}`
  const division = await call('province', 'POST', `${place}/divisions`, { name: 'Văn phòng', symbol: 'VP' })
  expect((await call('province', 'GET', `${place}/divisions`)).body).toEqual([
    { id: division.body.id, name: 'Văn phòng', symbol: 'VP' },
  ])
  expect((await call('province', 'POST', `/organisation/divisions/${division.body.id}/end`)).status).toBe(204)
  expect((await call('province', 'PUT', place, { ...agency, name: 'UBND xã Đổi Mới' })).status).toBe(204)
  expect(
    (await call('province', 'POST', `${place}/end`, { effectiveTo: '2030-12-31', successor: office.agency('H98') })).status,
  ).toBe(204)

  const days = { firstDay: '2090-01-01', lastDay: '2090-01-05' }
  const given = { fromPost: office.actor('head').post, toPost: office.actor('deputy').post, kind: 'FOR_HEAD', ...days }
  expect(await call('clerk', 'POST', '/organisation/delegations', given)).toMatchObject({ status: 403 })
  const mine = { ...given, kind: 'DELEGATION', toPost: office.actor('unit').post }
  expect(await call('unit', 'POST', '/organisation/delegations', mine)).toMatchObject({ status: 403, body: { about: 'toPost' } })
  const delegation = await call('head', 'POST', '/organisation/delegations', given)
  const seen = async (by: string) => (await call(by, 'GET', '/organisation/delegations')).body.length
  expect([await seen('head'), await seen('deputy'), await seen('unit'), await seen('clerk'), await seen('unitNextDoor')]).toEqual(
    [1, 1, 1, 0, 0],
  )
  expect((await call('head', 'POST', `/organisation/delegations/${delegation.body.id}/end`)).status).toBe(204)

  const group = await call('clerk', 'POST', '/organisation/groups', { name: 'Các cơ quan', members: [office.agency('H98')] })
  expect((await call('specialist', 'GET', '/organisation/groups')).body).toEqual([
    { id: group.body.id, name: 'Các cơ quan', members: [office.agency('H98')] },
  ])
  expect((await call('clerkNextDoor', 'GET', '/organisation/groups')).body).toEqual([])
  expect(await call('clerkNextDoor', 'POST', `/organisation/groups/${group.body.id}/drop`)).toMatchObject({ status: 404 })
  expect((await call('clerk', 'POST', `/organisation/groups/${group.body.id}/drop`)).status).toBe(204)
})

test('days off are kept by the province and read by who administers; what is left in an ended post is handed on', async () => {
  const basis = 'Thông báo 1/VPCP-KGVX'
  const added = { date: '2031-08-19', type: 'holiday', name: 'Ngày của tỉnh', basis }
  expect(await call('unit', 'POST', '/organisation/holidays', added)).toMatchObject({ status: 403 })
  expect(await call('province', 'POST', '/organisation/holidays', added)).toMatchObject({ status: 204 })
  const swap = { off: '2031-08-20', work: '2031-08-23', basis }
  expect(await call('unit', 'POST', '/organisation/holidays/swaps', swap)).toMatchObject({ status: 403 })
  expect(await call('province', 'POST', '/organisation/holidays/swaps', swap)).toMatchObject({ status: 204 })
  const strike = (by: string) => call(by, 'POST', '/organisation/holidays/strike', { day: '2031-08-19', basis })
  expect(await strike('unit')).toMatchObject({ status: 403 })
  expect(await strike('province')).toMatchObject({ status: 204 })
  const nothing = await call('province', 'POST', '/organisation/holidays/confirm', { day: '2031-08-19', basis })
  expect(nothing).toMatchObject({ status: 404 })
  const whole = (by: string) => call(by, 'POST', '/organisation/holidays/years', { year: 2031, basis })
  expect([(await whole('unit')).status, (await whole('province')).status]).toEqual([403, 204])
  expect(await call('specialist', 'GET', '/organisation/holidays?year=2031')).toMatchObject({ status: 403 })
  const year = await call('unit', 'GET', '/organisation/holidays?year=2031')
  expect(year.body).toMatchObject({ year: 2031, confirmed: { basis }, days: [{ type: 'swap_off' }, { type: 'swap_work' }] })

  const { person, post } = office.actor('specialist')
  const handOn = (by: string) =>
    call(by, 'POST', `/organisation/people/${person}/posts/${post}/hand-on`, { successor: office.actor('clerk').post })
  expect([(await handOn('unitNextDoor')).status, (await handOn('unit')).status]).toEqual([403, 409])
  const left = await call('unit', 'POST', `/organisation/people/${person}/leave`, { noSuccessor: true })
  expect([left.status, (await handOn('clerk')).status, (await handOn('unit')).status]).toEqual([204, 403, 204])
})

test('every operation is described', async () => {
  const described = await call('unit', 'GET', '/openapi.json')
  expect(Object.keys(described.body.paths).filter((path) => path.includes('organisation')).length).toBeGreaterThan(12)
})

test('what a division, a post and an agency are called is put right by who may on the pages', async () => {
  const { division } = office
  const named = { name: 'Phòng Ngân sách', symbol: 'NS' }
  expect(await call('unitNextDoor', 'PUT', `/organisation/divisions/${division}`, named)).toMatchObject({ status: 403 })
  expect(await call('unit', 'PUT', `/organisation/divisions/${division}`, named)).toMatchObject({ status: 204 })
  const { person, post } = office.actor('deputy')
  const amended = { position: 'Phó Giám đốc Sở', roles: ['agencyLeader'] }
  const place = `/organisation/people/${person}/posts/${post}`
  for (const by of ['clerk', 'unitNextDoor']) expect((await call(by, 'PUT', place, amended)).status).toBeGreaterThanOrEqual(403)
  // A duty of the whole province is only the province's administrator's to give.
  expect(await call('unit', 'PUT', place, { ...amended, roles: ['inspector'] })).toMatchObject({ status: 403 })
  expect(await call('unit', 'PUT', place, amended)).toMatchObject({ status: 204 })
  const facts = { shortName: 'Sở TC', symbol: 'STC', place: 'Thanh Giang' }
  const own = `/organisation/agencies/${office.agency('H98.11')}/own-facts`
  for (const by of ['clerk', 'unitNextDoor']) expect(await call(by, 'PUT', own, facts)).toMatchObject({ status: 403 })
  expect(await call('unit', 'PUT', own, facts)).toMatchObject({ status: 204 })
})

test('one’s own preferences, sessions and password, and nobody else’s', async () => {
  const dark = { theme: 'dark', density: 'dense', language: 'en' }
  expect(await call('deputy', 'PUT', '/account/preferences', dark)).toMatchObject({ status: 200, body: dark })
  expect((await call('head', 'GET', '/account/preferences')).body).toMatchObject({ theme: null })
  expect((await call('deputy', 'GET', '/account/sessions')).status).toBe(200)
  const foreign = 'a'.repeat(64)
  expect(await call('deputy', 'DELETE', `/account/sessions/${foreign}`)).toMatchObject({ status: 404 })
  expect(await call('deputy', 'POST', '/account/sessions/end-others')).toMatchObject({ status: 204 })
  const change = { passwordNow: 'sai', passwordNew: 'một câu mới dài', passwordAgain: 'một câu mới dài' }
  expect(await call('deputy', 'POST', '/account/password', change)).toMatchObject({ body: { code: 'wrong-password' } })
  expect(await call('deputy', 'POST', '/account/password', { ...change, passwordAgain: 'khác' })).toMatchObject({ status: 400 })
  expect(await call(null, 'GET', '/account/sessions')).toMatchObject({ status: 401 })
})
