import { sql } from 'kysely'
import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { testDatabase } from '#platform/db/testing.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { type Authority, certificateOf, issueCertificate, makeAuthority, openKey } from '#signing'
import * as anchors from '../anchors/anchor.page.tsx'
import { type Ground, testGround } from '../testing.ts'
import * as agencyPage from './agency-key.page.tsx'
import { certificateHealth } from './health.ts'
import * as mine from './key.page.tsx'

let ground: Ground
let authority: Authority
let agency: string
const span = { validFrom: new Date('2026-01-01T00:00:00Z'), validTo: new Date('2026-12-31T00:00:00Z') }

beforeAll(async () => {
  ground = testGround(await testDatabase())
  authority = await makeAuthority('Tỉnh An Hòa', 'ECDSA-P256-SHA256')
  agency = await ground.agency('Sở Tài chính')
})
afterAll(() => ground.close())

const people = (...roles: Role[]) => ground.desk('Trần Thị Hòa', agency, roles)
const vendorFile = (commonName: string, kind: 'person' | 'agency') =>
  issueCertificate(authority, { subject: { commonName, organisation: 'Sở Tài chính' }, kind, ...span }, 'của-tệp-123')

type Answered = { status: number; to: string | null; errors: Record<string, string>; refused: string | null }
type Args = Parameters<typeof mine.action>[0]

function argsOf(desk: Desk, init: RequestInit = {}, query = ''): Args {
  const context = new RouterContextProvider()
  context.set(deskContext, desk)
  const request = new Request(`http://localhost/chung-thu-so${query}`, init)
  return { context, request, params: {}, url: new URL(request.url), pattern: '' } as Args
}

/** Posts a form of files and fields as a browser without script does. */
async function post(
  page: { action: (args: Args) => Promise<unknown> },
  desk: Desk,
  form: Record<string, string | Uint8Array>,
): Promise<Answered> {
  const body = new FormData()
  for (const [name, value] of Object.entries(form)) {
    if (typeof value === 'string') body.append(name, value)
    else body.append(name, new Blob([new Uint8Array(value)]), 'khoa.p12')
  }
  const answer = await page.action(argsOf(desk, { method: 'POST', body }))
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get('location'), errors: {}, refused: null }
  const { data, init } = answer as {
    data: { errors?: Record<string, string>; refused?: string | null }
    init: { status: number }
  }
  return { status: init.status, to: null, errors: data.errors ?? {}, refused: data.refused ?? null }
}

test('a person brings in a key by the form, is told of each mistake beside its field, and nothing is kept until all is right', async () => {
  const hoa = await people('specialist')
  const file = await vendorFile('Trần Thị Hòa', 'person')
  const right = { intent: 'import', file, password: 'của-tệp-123', pinNew: 'mã-pin-123', pinNewAgain: 'mã-pin-123' }
  const wrongs: [Record<string, string | Uint8Array>, string, string][] = [
    [{ ...right, file: new Uint8Array() }, 'file', 'Chưa chọn tệp .p12 hoặc .pfx.'],
    [{ ...right, file: new TextEncoder().encode('không phải tệp khóa') }, 'file', 'Không đọc được tệp khóa'],
    [{ ...right, password: 'sai' }, 'password', 'Mật khẩu của tệp khóa không đúng'],
    [{ ...right, pinNew: '1234567', pinNewAgain: '1234567' }, 'pinNew', 'Ít nhất 8 ký tự'],
    [{ ...right, pinNewAgain: 'mã-pin-124' }, 'pinNewAgain', 'không giống nhau'],
  ]
  for (const [form, field, words] of wrongs) {
    const answer = await post(mine, hoa, form)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(Object.keys(answer.errors)).toEqual([field])
    expect(answer.errors[field]).toContain(words)
  }
  const large = await post(mine, hoa, { ...right, file: new Uint8Array(300_000) })
  expect(large).toMatchObject({ status: 413 })
  expect(await hoa.work((work) => certificateOf(work, { holder: 'person' }))).toBeNull()
  expect(await post(mine, hoa, right)).toMatchObject({ status: 302, to: '/chung-thu-so?xong=import' })
  const shown = await mine.loader(argsOf(hoa, {}, '?xong=import'))
  expect(shown).toMatchObject({
    own: { subject: 'Trần Thị Hòa', access: 'open', trusted: false },
    daysLeft: 303,
    places: ['mine'],
    done: 'import',
  })
  expect(JSON.stringify(shown)).not.toContain('wrapped')
})

test('the PIN is changed by the form; tries left are said, then the lock and the way out', async () => {
  const hoa = await people('specialist')
  const file = await vendorFile('Trần Thị Hòa', 'person')
  await post(mine, hoa, { intent: 'import', file, password: 'của-tệp-123', pinNew: 'mã-pin-123', pinNewAgain: 'mã-pin-123' })
  const change = (pinOld: string) =>
    post(mine, hoa, { intent: 'change-pin', pinOld, pinNew: 'mã-mới-123', pinNewAgain: 'mã-mới-123' })
  expect((await change('sai')).errors).toEqual({ pinOld: 'Mã PIN không đúng. Còn 4 lần thử, sau đó chứng thư bị khóa.' })
  expect(await change('mã-pin-123')).toMatchObject({ status: 302 })
  await openKey(hoa, { holder: 'person', pin: 'mã-mới-123' })
  for (const left of [4, 3, 2, 1]) expect((await change('sai')).errors.pinOld).toContain(`Còn ${left} lần`)
  expect(await change('sai')).toMatchObject({ status: 423, refused: expect.stringContaining('Hãy nạp lại tệp .p12') })
})

test('the agency’s page: keepers by name, a grant to a clerk, closed to others', async () => {
  const clerk = await people('recordsClerk')
  const colleague = await people('recordsClerk')
  const file = await vendorFile('Sở Tài chính', 'agency')
  await post(agencyPage, clerk, {
    intent: 'import',
    file,
    password: 'của-tệp-123',
    pinNew: 'mã-pin-123',
    pinNewAgain: 'mã-pin-123',
  })
  const before = await agencyPage.loader(argsOf(clerk))
  expect(before.shown.keepers.map(({ person }) => person)).toEqual([clerk.actor.person])
  expect(before.shown.others.map(({ person }) => person)).toContain(colleague.actor.person)
  const grant = { intent: 'grant', key: before.shown.card?.id ?? '', pinNew: 'của-bạn-123', pinNewAgain: 'của-bạn-123' }
  const person = colleague.actor.person
  expect((await post(agencyPage, clerk, { ...grant, pinOwn: 'mã-pin-123' })).errors).toEqual({ person: 'Chưa chọn người.' })
  expect((await post(agencyPage, clerk, { ...grant, person, pinOwn: 'sai' })).errors.pinOwn).toContain('Còn 4 lần')
  expect(await post(agencyPage, clerk, { ...grant, person, pinOwn: 'mã-pin-123' })).toMatchObject({ status: 302 })
  await openKey(colleague, { holder: 'agency', pin: 'của-bạn-123' })
  const specialist = await people('specialist')
  await expect(agencyPage.loader(argsOf(specialist))).rejects.toMatchObject({ init: { status: 403 } })
  expect(await post(agencyPage, specialist, { ...grant, person, pinOwn: 'mã-pin-123' })).toMatchObject({ status: 403 })
})

test('forms that nobody sends by hand are refused without a fault', async () => {
  const hoa = await people('recordsClerk', 'systemAdmin')
  const odd: Record<string, string>[] = [
    {},
    { intent: 'khác' },
    { intent: 'revoke', key: 'không-phải-mã' },
    { intent: 'revoke', key: '018f0000-0000-7000-8000-000000000001' },
    { intent: 'withdraw', key: '018f0000-0000-7000-8000-000000000001', person: "' or 1=1" },
    { intent: 'grant', key: '018f0000-0000-7000-8000-000000000001' },
  ]
  for (const form of odd) {
    for (const page of [mine, agencyPage]) expect((await post(page, hoa, form)).status).toBeGreaterThanOrEqual(400)
  }
  expect(await post(anchors, hoa, { intent: 'remove', id: 'x' })).toMatchObject({ status: 404 })
  expect(await post(anchors, hoa, { intent: 'import', file: new Uint8Array() })).toMatchObject({ status: 400 })
  const plain = argsOf(hoa, { method: 'POST', body: new URLSearchParams({ intent: 'import' }) })
  expect(await mine.action(plain)).toMatchObject({ init: { status: 400 } })
})

test('trusted authorities are listed and added by the administrator of the system alone', async () => {
  const admin = await people('systemAdmin')
  expect(await post(anchors, admin, { intent: 'import', file: authority.root })).toMatchObject({
    to: '/chung-thu-so/tin-cay?xong=nap-1',
  })
  const shown = await anchors.loader(argsOf(admin))
  expect(shown.anchors.map(({ subject }) => subject)).toEqual(['Tỉnh An Hòa – CA gốc'])
  const clerk = await people('recordsClerk')
  await expect(anchors.loader(argsOf(clerk))).rejects.toMatchObject({ init: { status: 403 } })
  expect(await post(anchors, clerk, { intent: 'import', file: authority.issuing })).toMatchObject({ status: 403 })
  const { rows } = await sql`select count(*)::int as n from signing.anchor`.execute(ground.owner)
  expect(rows).toEqual([{ n: 1 }])
})

test('an administrator’s home says who signs without a key and which certificates end soon', async () => {
  const place = await ground.agency('Sở Nội vụ')
  const admin = await ground.desk('Võ Thị Quản', place, ['unitAdmin'])
  const leader = await ground.desk('Lý Văn Giám', place, ['agencyLeader'])
  const health = () => admin.work(certificateHealth)
  expect(await health()).toMatchObject({ agency: null, people: 0, ending: [], missing: [{ name: 'Lý Văn Giám' }] })
  const validTo = new Date('2026-03-20T00:00:00Z')
  const subject = { commonName: 'Lý Văn Giám', organisation: 'Sở Nội vụ' }
  const file = await issueCertificate(authority, { subject, kind: 'person', ...span, validTo }, 'của-tệp-123')
  await post(mine, leader, { intent: 'import', file, password: 'của-tệp-123', pinNew: 'mã-pin-123', pinNewAgain: 'mã-pin-123' })
  expect(await health()).toMatchObject({ people: 1, missing: [], ending: [{ name: 'Lý Văn Giám', daysLeft: 17 }] })
})
