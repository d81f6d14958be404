import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueLink } from '../links/issue-link.ts'
import { useLink } from '../links/use-link.ts'
import { password, type TestOffice, testOffice } from '../organisation.testing.ts'
import { becomePerson } from './become.ts'
import { changePassword } from './change-password.ts'
import { changeRole, workplaces } from './change-role.ts'
import { programWords } from './program-words.ts'
import { ownSessions, revokeOthers, revokeSession } from './revoke-session.ts'
import { sessionActor } from './session.ts'
import { preferencesOf, setPreferences } from './set-preferences.ts'
import { signIn, signOut } from './sign-in.ts'
import { networkOf } from './tries.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice()
})
afterAll(() => office.close())

const caller = { address: '10.0.0.7', program: 'Firefox' }
const enter = (login: string, typed = password, address = caller.address) =>
  signIn(office.nobody, { login, password: typed }, { ...caller, address })
const refused = (code: string, about?: string) => expect.objectContaining(about === undefined ? { code } : { code, about })

test('login and password open a session that stands for the person in a post; signing out ends it', async () => {
  const token = await enter('  Specialist ')
  const actor = await sessionActor(office.pool, token)
  expect(actor).toEqual({ ...office.actor('specialist'), onBehalfOf: null })
  await office.as('specialist').work((work) => signOut(work, token))
  expect(await sessionActor(office.pool, token)).toBeNull()
})

test('the password is compared as letters, not as bytes, and nothing else opens', async () => {
  await expect(enter('specialist', password.normalize('NFD'))).resolves.toBeTypeOf('string')
  await expect(enter('specialist', `${password} `)).rejects.toEqual(refused('wrong-password'))
  await expect(enter('ai.do')).rejects.toEqual(refused('wrong-password'))
})

const laterBy = (minutes: number) =>
  office.nobody.work(({ tx }) =>
    sql`update organisation.sign_in_try set since = since - make_interval(mins => ${minutes})`.execute(tx),
  )

// A name that somebody has and one that nobody has: the same answers, one by one.
test.for([
  ['deputy'],
  ['bóng.ma'],
] as const)('five wrong passwords shut the door for a quarter of an hour where they were typed: %s', async ([login]) => {
  for (let at = 0; at < 5; at += 1) await expect(enter(login, 'đoán mò')).rejects.toEqual(refused('wrong-password'))
  await expect(enter(` ${login.toUpperCase()}`)).rejects.toEqual(refused('too-many-tries'))
  await expect(enter(`${login}.khác`, 'đoán mò')).rejects.toEqual(refused('wrong-password'))
  await laterBy(14)
  await expect(enter(login)).rejects.toEqual(refused('too-many-tries'))
  await laterBy(2)
  const again = enter(login)
  await (login === 'deputy'
    ? expect(again).resolves.toBeTypeOf('string')
    : expect(again).rejects.toEqual(refused('wrong-password')))
})

test('nobody keeps a colleague out by wrong passwords from elsewhere, however many', async () => {
  const guess = () => enter('head', 'đoán mò', '10.0.0.66').catch((error: { code: string }) => error.code)
  const codes = []
  for (let at = 0; at < 60; at += 1) codes.push(await guess())
  expect(codes.slice(0, 6)).toEqual([...Array.from({ length: 5 }, () => 'wrong-password'), 'too-many-tries'])
  expect(new Set(codes.slice(5))).toEqual(new Set(['too-many-tries']))
  await expect(enter('head', password, '10.0.0.8')).resolves.toBeTypeOf('string')
  // One who came in has mistyped: those tries count no more.
  for (let at = 0; at < 4; at += 1) await expect(enter('head', 'nhầm', '10.0.0.8')).rejects.toEqual(refused('wrong-password'))
  await expect(enter('head', password, '10.0.0.8')).resolves.toBeTypeOf('string')
  for (let at = 0; at < 4; at += 1) await expect(enter('head', 'nhầm', '10.0.0.8')).rejects.toEqual(refused('wrong-password'))
  await expect(enter('head', password, '10.0.0.8')).resolves.toBeTypeOf('string')
})

test.for([
  ['clerkNextDoor'],
  ['bóng.ma.nữa'],
] as const)('fifty from many places shut the door everywhere; a new link opens it: %s', async ([login]) => {
  const guess = (place: number) => expect(enter(login, 'đoán mò', `10.1.0.${place}`)).rejects.toEqual(refused('wrong-password'))
  for (let place = 0; place < 3; place += 1) await guess(place)
  // 44 from nine more places, without the time that their passwords take.
  await office.nobody.work(({ tx }) =>
    sql`update organisation.sign_in_try set tries = tries + 44
      where network_hash = sha256('') and login_hash = sha256(convert_to(lower(${login}), 'UTF8'))`.execute(tx),
  )
  for (let place = 3; place < 6; place += 1) await guess(place)
  await expect(enter(login, password, '10.1.0.99')).rejects.toEqual(refused('too-many-tries'))
  if (login !== 'clerkNextDoor') return
  const { token } = await office.as('province').work((work) => issueLink(work, office.actor(login).person))
  await office.nobody.work((work) => useLink(work, token, { passwordNew: password, passwordAgain: password }, caller))
  await expect(enter(login, password, '10.1.0.99')).resolves.toBeTypeOf('string')
})

test.for([
  ['10.0.0.7', '10.0.0.7'],
  ['::ffff:10.0.0.7', '10.0.0.7'],
  ['2001:db8:0:1:aaaa::9', '2001:db8:0:1::/64'],
  ['2001:0DB8::1:2:3:4:5', '2001:db8:0:1::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
] as const)('a network is an IPv4 address or the /64 of an IPv6 one: %s', ([address, network]) => {
  expect(networkOf(address)).toBe(network)
})

test('five people guess at once and no try is lost', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => enter('head', 'đoán mò')))
  const codes = tries.map((one) => (one.status === 'rejected' ? one.reason.code : 'in'))
  expect(codes.filter((code) => code === 'wrong-password')).toHaveLength(5)
  expect(codes.filter((code) => code === 'too-many-tries')).toHaveLength(3)
})

test('only a demonstration lets anybody become somebody', async () => {
  const { person } = office.actor('clerk')
  await expect(office.nobody.work((work) => becomePerson(work, person, caller))).rejects.toEqual(refused('not-allowed'))
})

test('a new password ends all other sessions and is the only one that opens', async () => {
  const [here, elsewhere] = [await enter('clerk'), await enter('clerk')]
  const change = (passwordNow: string, passwordNew: string, passwordAgain = passwordNew) =>
    changePassword(office.as('clerk'), here, { passwordNow, passwordNew, passwordAgain })
  await expect(change('sai', 'một câu mới dài')).rejects.toEqual(refused('wrong-password', 'passwordNow'))
  await expect(change(password, 'ngắn')).rejects.toEqual(refused('bad-input', 'passwordNew'))
  await expect(change(password, 'một câu mới dài', 'một câu khác')).rejects.toEqual(refused('bad-input', 'passwordAgain'))
  await change(password, 'một câu mới dài')
  expect(await sessionActor(office.pool, here)).not.toBeNull()
  expect(await sessionActor(office.pool, elsewhere)).toBeNull()
  await expect(enter('clerk')).rejects.toEqual(refused('wrong-password'))
  await expect(enter('clerk', 'một câu mới dài')).resolves.toBeTypeOf('string')
})

test('own sessions are listed and ended one by one or all; those of others are out of reach', async () => {
  const [here, other, third] = [await enter('unit'), await enter('unit'), await enter('unit')]
  const foreign = await enter('unitNextDoor')
  const desk = office.as('unit')
  const sessions = await desk.work((work) => ownSessions(work, here))
  expect(sessions).toHaveLength(3)
  expect(sessions.filter((one) => one.current)).toHaveLength(1)
  const [theirs] = await office.as('unitNextDoor').work((work) => ownSessions(work, foreign))
  await expect(desk.work((work) => revokeSession(work, theirs?.id ?? ''))).rejects.toEqual(refused('not-found'))
  const before = await desk.work((work) => ownSessions(work, other))
  await desk.work((work) => revokeSession(work, before.find((one) => one.current)?.id ?? ''))
  expect(await sessionActor(office.pool, other)).toBeNull()
  await desk.work((work) => revokeOthers(work, here))
  expect(await sessionActor(office.pool, third)).toBeNull()
  expect(await sessionActor(office.pool, here)).not.toBeNull()
  expect(await sessionActor(office.pool, foreign)).not.toBeNull()
})

test('a role that is neither held nor delegated is not taken', async () => {
  const token = await enter('specialist')
  const desk = office.as('specialist')
  expect(await desk.work(workplaces)).toEqual([expect.objectContaining({ id: office.actor('specialist').post, current: true })])
  await expect(desk.work((work) => changeRole(work, token, office.actor('province').post))).rejects.toEqual(
    refused('not-allowed'),
  )
})

test('an ended session, a locked account and an ended post stand for nobody', async () => {
  const token = await enter('inspector')
  expect((await sessionActor(office.pool, token))?.agencies).toHaveLength(1)
  const change = (statement: string) => office.nobody.work(({ tx }) => sql.raw(statement).execute(tx))
  await change("update organisation.account set locked_at = now() where login = 'inspector'")
  expect(await sessionActor(office.pool, token)).toBeNull()
  await expect(enter('inspector')).rejects.toEqual(refused('account-locked'))
  await change("update organisation.account set locked_at = null where login = 'inspector'")
  expect(await sessionActor(office.pool, token)).not.toBeNull()
  await change(`update organisation.post set effective_to = current_date - 2 where id = '${office.actor('inspector').post}'`)
  expect(await sessionActor(office.pool, token)).toBeNull()
  await expect(enter('inspector')).rejects.toEqual(refused('account-locked', 'post'))
})

test('what a person prefers is kept for that person', async () => {
  const desk = office.as('specialist')
  await desk.work((work) => setPreferences(work, { theme: 'dark', density: 'dense', language: 'en' }))
  expect(await desk.work(preferencesOf)).toEqual({ theme: 'dark', density: 'dense', language: 'en' })
  expect(await office.as('unit').work(preferencesOf)).toEqual({ theme: null, density: null, language: 'vi' })
})

test('the agency sees in its audit who signed in; passwords and tokens are nowhere', async () => {
  const token = await enter('specialist')
  const rows = await office.as('specialist').work(({ tx }) => tx.selectFrom('platform.audit').selectAll().execute())
  const verbs = rows.filter((row) => row.person === office.actor('specialist').person).map((row) => row.verb)
  expect(verbs).toEqual(expect.arrayContaining(['account.sign-in', 'account.set-preferences']))
  const text = JSON.stringify(rows)
  expect(text).not.toContain(token)
  expect(text).not.toContain('Nguyễn Thị Ánh')
  expect(text).not.toContain(password)
})

test.for([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    'Chrome trên Windows',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge trên Windows'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 coc_coc_browser/130.0 Chrome/124.0 Safari/537.36', 'Cốc Cốc trên Windows'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari trên iPhone',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox trên Linux'],
  ['curl/8.5', 'curl/8.5'],
  ['', 'Không rõ'],
] as const)('a session is named as people call its program: %s', ([program, words]) => {
  expect(programWords(program)).toBe(words)
})
