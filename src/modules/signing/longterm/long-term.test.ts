import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openFiles } from '#platform/blobs/blobs.ts'
import { type Desk, openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { testDatabase } from '#platform/db/testing.ts'
import { importAnchors } from '../anchors/import.ts'
import { certify } from '../pdf/certify.ts'
import { fillNumber } from '../pdf/fill.ts'
import { judgePdf } from '../pdf/judge.ts'
import { coveredBytes, openRevision, signaturesOf } from '../pdf/read.ts'
import { seal } from '../pdf/seal.ts'
import { judge, preparedLetter } from '../pdf/testing.ts'
import type { Signer } from '../signer.ts'
import { type Ground, testGround } from '../testing.ts'
import { keepLong, lastingFile } from './keep-long.ts'
import { makeFilesLast } from './long-term.jobs.ts'
import { longTermFaults, longTermFigures, longTermOf } from './long-term.sql.ts'
import { hurryLongTerm, setStamping } from './set-stamping.ts'
import { type Services, testServices } from './testing.ts'

let services: Services
let ground: Ground
let pool: Pool
let admin: Actor
let clerk: Actor
let stranger: Actor
let person: Signer
let agency: Signer
const folder = mkdtempSync(join(tmpdir(), 'lt-long-'))
const vault = { keySecret: new Uint8Array(32), files: openFiles(folder) }
const clock = { at: '' }
const deskOf = (actor: Actor): Desk => openDesk(pool, actor, { seedNow: clock.at, vault })
const now = new Date()

beforeAll(async () => {
  services = await testServices()
  const database = await testDatabase()
  ground = testGround(database)
  pool = openPool(roleUrl(database.ownerUrl, 'lt_seed'), 4)
  const [here, there] = [await ground.agency('Sở Tài chính'), await ground.agency('Sở Y tế')]
  admin = (await ground.desk('Quản trị', here, ['systemAdmin'])).actor
  clerk = (await ground.desk('Văn thư', here, ['recordsClerk'])).actor
  stranger = (await ground.desk('Người nơi khác', there, ['recordsClerk', 'unitAdmin'])).actor
  // Both run out within four years, as does whoever stamps first.
  person = services.authority.issue('Ngô Hữu Thịnh', { to: '20301231000000Z' })
  agency = services.authority.issue('Sở Tài chính', { to: '20301231000000Z', algorithm: 'ECDSA-P256-SHA256' })
  services.authority.issue('Dấu 2026', { usage: 'stamp', to: '20310101000000Z' })
  services.authority.issue('Dấu 2030', { usage: 'stamp', from: '20300101000000Z', to: '20370101000000Z' })
  services.authority.issue('Dấu 2036', { usage: 'stamp', from: '20360101000000Z', to: '20400101000000Z' })
  services.stamper.name = 'Dấu 2026'
}, 120_000)
afterAll(async () => {
  await pool.destroy()
  await ground.close()
  await services.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  clock.at = now.toISOString()
  services.down.clear()
  services.asked.length = 0
})

const refused = (code: string, about: string) => expect.objectContaining({ code, about })
const figures = () => deskOf(admin).work(({ tx }) => longTermFigures(tx))
const stamping = () => ({ address: `${services.address}/tsa`, privateNetworks: true })

/** A letter as it is delivered: signed, numbered, sealed, and asked to be made to last. */
async function delivered(
  number: string,
  by: { person: Signer; agency: Signer } = { person, agency },
): Promise<{ sha256: string; bytes: Uint8Array }> {
  const at = new Date(now.getTime() - 60_000)
  const signed = await certify(await preparedLetter(), { signer: by.person, at, name: 'Ngô Hữu Thịnh' })
  const numbered = await fillNumber(signed, { number, day: '20', month: '11', year: '2026' })
  const bytes = await seal(numbered, { signer: by.agency, at, name: 'Sở Tài chính' })
  const { sha256 } = await deskOf(clerk).work(async (work) => {
    const kept = await vault.files.keep(work.tx, bytes, 'application/pdf')
    await keepLong(work, kept.sha256)
    await keepLong(work, kept.sha256)
    return kept
  })
  return { sha256, bytes }
}

const rowOf = (sha256: string) => deskOf(clerk).work(({ tx }) => longTermOf(tx, sha256))
const whole = (sha256: string) => deskOf(clerk).work((work) => lastingFile(work, vault, sha256))

test('only the administrator of the system names the time-stamp authority and presses for another try', async () => {
  await deskOf(admin).work((work) => importAnchors(work, services.authority.root))
  const set = deskOf(clerk).work((work) => setStamping(work, stamping()))
  await expect(set).rejects.toEqual(refused('not-allowed', 'stamping.set'))
  await expect(deskOf(stranger).work((work) => setStamping(work, null))).rejects.toEqual(refused('not-allowed', 'stamping.set'))
  await expect(deskOf(clerk).work(hurryLongTerm)).rejects.toEqual(refused('not-allowed', 'stamping.hurry'))
})

test('files wait while no authority is named; then each is made to last, and what was delivered stays its beginning', async () => {
  const { sha256, bytes } = await delivered('01')
  await makeFilesLast({ deskOf })
  expect([await figures(), services.asked]).toMatchObject([{ waiting: 1, stamped: 0, lasting: 0, failing: 0 }, []])
  await expect(whole(sha256)).rejects.toEqual(refused('not-found', 'long-term'))
  await deskOf(admin).work((work) => setStamping(work, stamping()))
  await makeFilesLast({ deskOf })
  expect(await figures()).toMatchObject({ waiting: 0, stamped: 0, lasting: 1, failing: 0, oldest: null })
  const file = await whole(sha256)
  expect(Buffer.compare(file.subarray(0, bytes.length), bytes)).toBe(0)
  expect(await deskOf(clerk).work(({ tx }) => vault.files.bytes(tx, sha256))).toEqual(Buffer.from(bytes))
  const asked = [...services.asked]
  await makeFilesLast({ deskOf })
  expect(services.asked).toEqual(asked)
})

test('another agency neither sees nor reaches it, and no hand takes away what proves it', async () => {
  const { rows } = await sql<{ sha256: string }>`select sha256 from signing.long_term`.execute(ground.owner)
  const sha256 = rows[0]?.sha256 ?? ''
  expect(await deskOf(stranger).work(({ tx }) => longTermOf(tx, sha256))).toBeNull()
  await expect(deskOf(stranger).work((work) => lastingFile(work, vault, sha256))).rejects.toEqual(
    refused('not-found', 'long-term'),
  )
  for (const change of [
    sql`update signing.long_term set tail = substr(tail, 1, 100)`,
    sql`update signing.long_term set tail = 'x'::bytea || tail`,
    sql`update signing.long_term set level = 'B-B', tail = null, stamped_at = null, good_until = null`,
    sql`update signing.long_term set level = 'B-T'`,
  ])
    await expect(change.execute(ground.owner)).rejects.toMatchObject({ code: 'LT033' })
})

test('a time-stamp authority that is silent harms nobody: the files wait in their order and are caught up', async () => {
  services.down.add('tsa')
  const first = await delivered('02')
  clock.at = new Date(now.getTime() + 1_000).toISOString()
  const second = await delivered('03')
  await makeFilesLast({ deskOf })
  expect(services.asked.filter((one) => one === 'tsa')).toHaveLength(1)
  expect(await figures()).toMatchObject({ waiting: 2, failing: 1 })
  const [fault] = await deskOf(admin).work(({ tx }) => longTermFaults(tx))
  expect(fault).toMatchObject({ sha256: first.sha256, tries: 1, lastError: 'refused', level: 'B-B' })
  services.down.clear()
  expect(await deskOf(admin).work(hurryLongTerm)).toBe(1)
  await makeFilesLast({ deskOf })
  expect(await figures()).toMatchObject({ waiting: 0, lasting: 3, failing: 0 })
  const [one, other] = [await rowOf(first.sha256), await rowOf(second.sha256)]
  expect((one?.stampedAt?.getTime() ?? 0) <= (other?.stampedAt?.getTime() ?? 0)).toBe(true)
})

test('while nobody says whether the signers stood, the time is proven and the data are asked for again', async () => {
  services.down.add('ocsp').add('issuing.crl')
  const { sha256 } = await delivered('04', {
    person: services.authority.issue('Người mới'),
    agency: services.authority.issue('Cơ quan mới'),
  })
  await makeFilesLast({ deskOf })
  expect(await rowOf(sha256)).toMatchObject({ level: 'B-T', missing: ['Người mới', 'Cơ quan mới'], tries: 1 })
  services.down.clear()
  await makeFilesLast({ deskOf })
  expect(await rowOf(sha256)).toMatchObject({ level: 'B-T' })
  clock.at = new Date(now.getTime() + 300_000).toISOString()
  await makeFilesLast({ deskOf })
  expect(await rowOf(sha256)).toMatchObject({ level: 'B-LTA', missing: [], tries: 0 })
})

test('a file that cannot be appended to is tried daily at most, and named to the administrator', async () => {
  const { sha256 } = await deskOf(clerk).work(async (work) => {
    const kept = await vault.files.keep(work.tx, Buffer.from('%PDF-1.7 no more'), 'application/pdf')
    await keepLong(work, kept.sha256)
    return kept
  })
  await makeFilesLast({ deskOf })
  const faults = await deskOf(admin).work(({ tx }) => longTermFaults(tx))
  expect(faults).toMatchObject([{ sha256, lastError: 'unreadable-file pdf' }])
  await sql`delete from signing.long_term where sha256 = ${sha256}`.execute(ground.owner)
})

/** Moves the installation and its authorities to another day. */
async function onDay(day: string, stamper: string): Promise<void> {
  clock.at = `${day}T03:00:00Z`
  services.clock.at = `${day} 03:00:00`
  services.stamper.name = stamper
  await makeFilesLast({ deskOf })
}

const place = (name: string) => join(services.authority.folder, name)
const epoch = (at: string) => String(Math.floor(new Date(at).getTime() / 1000))

test('ten years on, after every certificate has run out, the file alone still proves who signed and when', async () => {
  const { sha256 } = await delivered('05')
  await makeFilesLast({ deskOf })
  await onDay('2030-06-01', 'Dấu 2030')
  expect((await rowOf(sha256))?.goodUntil).toEqual(new Date('2031-01-01T00:00:00Z'))
  await onDay('2030-10-10', 'Dấu 2030')
  expect((await rowOf(sha256))?.goodUntil).toEqual(new Date('2037-01-01T00:00:00Z'))
  await onDay('2036-11-21', 'Dấu 2036')
  services.clock.at = null
  const bytes = await whole(sha256)
  const revision = await openRevision(bytes)
  const signatures = revision ? signaturesOf(revision) : []
  expect(signatures.map(({ field }) => field)).toEqual(['person', 'agency', 'archive1', 'archive2', 'archive3'])
  // Each is judged at the time that the next one proves: nothing had run out by then.
  const times = {
    person: now.toISOString(),
    agency: now.toISOString(),
    archive1: '2030-10-10',
    archive2: '2036-11-21',
    archive3: '2036-11-22',
  }
  for (const claimed of signatures) {
    writeFileSync(place('covered.bin'), coveredBytes(bytes, claimed) ?? new Uint8Array())
    writeFileSync(place('signature.der'), claimed.contents)
    const at = ['-attime', epoch(times[claimed.field as keyof typeof times]), '-CAfile', place('Thử Root.pem')]
    const args =
      claimed.kind === 'timestamp'
        ? ['ts', '-verify', '-data', place('covered.bin'), '-in', place('signature.der'), '-token_in', ...at]
        : [
            'cms',
            '-verify',
            '-cades',
            '-inform',
            'DER',
            '-in',
            place('signature.der'),
            '-content',
            place('covered.bin'),
            '-binary',
            '-purpose',
            'any',
            '-out',
            '/dev/null',
            ...at,
          ]
    expect(judge('openssl', args).said, claimed.field).toMatch(/Verification: OK|Verification successful/)
  }
  const judged = await judgePdf(bytes, { anchors: [services.authority.root], at: new Date('2036-11-22T00:00:00Z') })
  expect([judged.verdict, judged.reasons]).toEqual(['valid', []])
  expect(judged.signatures.slice(0, 2).map(({ level, timeSource }) => [level, timeSource])).toEqual([
    ['B-LTA', 'document-timestamp'],
    ['B-LTA', 'document-timestamp'],
  ])
  const late = ['-attime', epoch('2036-11-22'), '-CAfile', place('Thử Root.pem')]
  const first = signatures[0]
  if (!first) throw new Error('no signature')
  writeFileSync(place('covered.bin'), coveredBytes(bytes, first) ?? new Uint8Array())
  writeFileSync(place('signature.der'), first.contents)
  const alone = [
    'cms',
    '-verify',
    '-cades',
    '-inform',
    'DER',
    '-in',
    place('signature.der'),
    '-content',
    place('covered.bin'),
    '-binary',
    '-purpose',
    'any',
    '-out',
    '/dev/null',
  ]
  expect(judge('openssl', [...alone, ...late]).said).toContain('certificate has expired')
  writeFileSync(place('lasting.pdf'), bytes)
  expect(execFileSync('qpdf', ['--check', place('lasting.pdf')], { encoding: 'utf8' })).toContain(
    'No syntax or stream encoding errors',
  )
})
