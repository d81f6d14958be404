import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RouterContextProvider } from 'react-router'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from '#platform/db/desk.ts'
import { testDatabase } from '#platform/db/testing.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { type Authority, importKey, issueCertificate, makeAuthority, revokeKey } from '#signing'
import { type Ground, testGround } from '../testing.ts'
import { endingHome } from './ending.load.ts'
import * as file from './file.page.ts'
import * as page from './register.page.tsx'

let ground: Ground
let authority: Authority
let admin: Desk
let clerk: Desk
let leader: Desk
const folder = mkdtempSync(join(tmpdir(), 'lt-register-'))

async function bring(desk: Desk, holder: 'person' | 'agency', until: string) {
  const dates = { validFrom: new Date('2026-01-01T00:00:00Z'), validTo: new Date(until) }
  const subject = { commonName: holder === 'person' ? desk.actor.name : 'Sở Tài chính', organisation: 'Sở Tài chính' }
  const made = await issueCertificate(authority, { subject, kind: holder, ...dates }, 'của-tệp-123')
  return importKey(desk, { file: made, password: 'của-tệp-123', pin: '12345678', holder })
}

/** One agency on 2 March 2026: its seal ends in 5 days, one person's certificate in 20, one was given up, a leader has none. */
beforeAll(async () => {
  ground = testGround(await testDatabase())
  authority = await makeAuthority('Tỉnh An Hòa', 'ECDSA-P256-SHA256')
  const agency = await ground.agency('Sở Tài chính')
  admin = await ground.desk('Quản trị Đơn vị', agency, ['unitAdmin'])
  clerk = await ground.desk('Lê Thu Na', agency, ['recordsClerk'])
  leader = await ground.desk('Đặng Ký Tên', agency, ['agencyLeader'])
  const [soon, gone, fine] = [
    await ground.desk('Bùi Sắp Hết', agency, ['specialist']),
    await ground.desk('Cao Đã Hủy', agency, ['specialist']),
    await ground.desk('Hồ Còn Lâu', agency, ['agencyLeader']),
  ]
  await bring(clerk, 'agency', '2026-03-07T12:00:00Z')
  await bring(soon, 'person', '2026-03-22T12:00:00Z')
  await bring(fine, 'person', '2026-12-31T00:00:00Z')
  const key = await bring(gone, 'person', '2026-12-31T00:00:00Z')
  await gone.work((work) => revokeKey(work, key.id))
})
afterAll(async () => {
  await ground.close()
  rmSync(folder, { recursive: true })
})

function argsOf(desk: Desk, name = ''): Parameters<typeof file.loader>[0] {
  const context = new RouterContextProvider()
  context.set(deskContext, desk)
  const request = new Request(`http://localhost/tep/chung-thu-so/${name}`)
  return { context, request, params: { file: name }, url: new URL(request.url), pattern: '' } as Parameters<typeof file.loader>[0]
}

test('the register names every holder, how long each certificate lasts, and what is to be asked for', async () => {
  const { lines } = await page.loader(argsOf(admin))
  expect(Object.fromEntries(lines.map(({ name, daysLeft, need }) => [name, [daysLeft, need]]))).toEqual({
    'Sở Tài chính': [5, 'RENEW'],
    'Bùi Sắp Hết': [20, 'RENEW'],
    'Cao Đã Hủy': [303, 'REVOKE'],
    'Đặng Ký Tên': [null, 'NEW'],
    'Hồ Còn Lâu': [303, null],
    'Lê Thu Na': [null, null],
    'Quản trị Đơn vị': [null, null],
  })
})

test('the list and its letter say the same, with what the platform knows filled in', async () => {
  const answer = await file.loader(argsOf(admin, 'nhu-cau.xlsx'))
  expect(answer.status).toBe(200)
  const rows = await readSheet(Buffer.from(await answer.arrayBuffer()))
  const [, heads, ...asked] = rows
  expect(heads?.slice(0, 4)).toEqual(['STT', 'Họ và tên / Tên cơ quan', 'Nội dung đề nghị', 'Chức vụ'])
  expect(asked.map((row) => [row[1], row[2], row.at(-1)])).toEqual([
    ['Sở Tài chính', 'Gia hạn', 'Chứng thư sắp hết hạn'],
    ['Bùi Sắp Hết', 'Gia hạn', 'Chứng thư sắp hết hạn'],
    ['Cao Đã Hủy', 'Thu hồi', 'Không dùng nữa từ ngày 02/03/2026'],
    ['Đặng Ký Tên', 'Cấp mới', 'Chưa có chứng thư để ký văn bản điện tử'],
  ])
  const letter = join(folder, 'letter.pdf')
  writeFileSync(letter, Buffer.from(await (await file.loader(argsOf(admin, 'cong-van.pdf'))).arrayBuffer()))
  const said = execFileSync('pdftotext', ['-layout', letter, '-'], { encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })
  for (const words of [
    'Cấp mới 1 chứng thư',
    'Gia hạn 2 chứng thư',
    'Thu hồi 1 chứng thư',
    'Ban Cơ yếu Chính phủ',
    'SỞ TÀI CHÍNH',
  ])
    expect(said).toContain(words)
})

test('nobody but the administrator of the agency reads the register, the list or the letter', async () => {
  for (const desk of [clerk, leader]) {
    await expect(page.loader(argsOf(desk))).rejects.toMatchObject({ init: { status: 403 } })
    for (const name of ['nhu-cau.xlsx', 'cong-van.pdf']) expect((await file.loader(argsOf(desk, name))).status).toBe(403)
  }
  expect((await file.loader(argsOf(admin, 'khac.xlsx'))).status).toBe(404)
})

test('who is concerned is reminded a month before a certificate ends, and nobody else', async () => {
  const seal = { own: false, daysLeft: 5, validTo: new Date('2026-03-07T12:00:00Z') }
  expect(await endingHome(clerk)).toEqual([seal])
  expect(await endingHome(admin)).toEqual([seal])
  expect(await endingHome(leader)).toBeNull()
  expect(await endingHome(ground.later(clerk, '2026-02-01T00:00:00Z'))).toBeNull()
  expect(await endingHome(ground.later(clerk, '2026-03-09T00:00:00Z'))).toMatchObject([{ daysLeft: -2 }])
})
