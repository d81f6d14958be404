import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { certify } from '../pdf/certify.ts'
import { fillNumber } from '../pdf/fill.ts'
import { judgePdf } from '../pdf/judge.ts'
import { coveredBytes, openRevision, signaturesOf } from '../pdf/read.ts'
import { seal } from '../pdf/seal.ts'
import { judge, preparedLetter } from '../pdf/testing.ts'
import { extend, type Level } from './extend.ts'
import { askingRevocation, askStamp, type Remembered } from './outside.ts'
import { type Services, testServices } from './testing.ts'

let services: Services
let sealed: Uint8Array = new Uint8Array()
const at = new Date(Date.now() - 3_600_000)

beforeAll(async () => {
  services = await testServices()
  const { authority } = services
  const signed = await certify(await preparedLetter(), { signer: authority.issue('Ngô Hữu Thịnh'), at, name: 'Ngô Hữu Thịnh' })
  const numbered = await fillNumber(signed, { number: '05', day: '20', month: '11', year: '2026' })
  const agency = authority.issue('Sở Tài chính', { algorithm: 'ECDSA-P256-SHA256' })
  sealed = await seal(numbered, { signer: agency, at, name: 'Sở Tài chính' })
})
afterAll(() => services.close())
beforeEach(() => {
  services.down.clear()
  services.asked.length = 0
})

/** A cache of one test. */
function memory(): Remembered & { kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>()
  return { kept, find: async (key) => kept.get(key) ?? null, keep: async (key, { der }) => void kept.set(key, der) }
}

function sources(remembered: Remembered = memory()) {
  const anchors = [services.authority.root]
  const asking = { now: new Date(), privateNetworks: true, remembered }
  const authority = { address: `${services.address}/tsa`, privateNetworks: true }
  return {
    anchors,
    revocation: askingRevocation(asking),
    stamp: (digest: Uint8Array) => askStamp(authority, digest, anchors),
  }
}

const begins = (file: Uint8Array, by: Uint8Array) => Buffer.compare(file.subarray(0, by.length), by) === 0

async function lasting(level: Level = 'B-B', file = sealed, options = { hurry: false }) {
  const made = await extend(file, sources(), { level, ...options })
  if (!made.file) throw new Error(`nothing made, missing ${made.missing}`)
  return made.file
}

/** The time-stamp of a field as openssl judges it. */
async function stampedBy(file: Uint8Array, field: string): Promise<string> {
  const revision = await openRevision(file)
  const claimed = revision && signaturesOf(revision).find((one) => one.field === field)
  if (!claimed) return 'no such stamp'
  const place = (name: string) => join(services.authority.folder, name)
  writeFileSync(place('covered.bin'), coveredBytes(file, claimed) ?? new Uint8Array())
  writeFileSync(place('stamp.der'), claimed.contents)
  const root = place('Thử Root.pem')
  return judge('openssl', [
    'ts',
    '-verify',
    '-data',
    place('covered.bin'),
    '-in',
    place('stamp.der'),
    '-token_in',
    '-CAfile',
    root,
  ]).said
}

test('validation data, then a time-stamp over all as the last revision; the delivered bytes stay the beginning', async () => {
  const { bytes, level, goodUntil } = await lasting()
  expect([level, begins(bytes, sealed)]).toEqual(['B-LTA', true])
  expect(goodUntil).toEqual(new Date('2040-01-01T00:00:00Z'))
  expect(await stampedBy(bytes, 'archive1')).toContain('Verification: OK')
  const file = join(services.authority.folder, 'lasting.pdf')
  writeFileSync(file, bytes)
  const checked = judge('qpdf', ['--check', file])
  expect([checked.status, checked.said.includes('WARNING')]).toEqual([0, false])
  expect(judge('pdfsig', ['-nocert', '-no-ocsp', file]).said.split('Signature is Valid.').length - 1).toBe(2)
  const judged = await judgePdf(bytes, { anchors: [services.authority.root], at: null })
  expect([judged.verdict, judged.reasons]).toEqual(['valid', []])
  expect(judged.signatures.at(-1)).toMatchObject({ field: 'archive1', kind: 'timestamp', coversWholeFile: true })
  // Leaf and issuing authority of both signers: each answered once, the issuing one's list read once.
  expect(services.asked.toSorted()).toEqual(['ocsp', 'ocsp', 'root.crl', 'tsa'])
})

test('what was said is remembered, and asked again when it is older than the signature', async () => {
  const remembered = memory()
  await extend(sealed, sources(remembered), { level: 'B-B' })
  services.asked.length = 0
  await extend(sealed, sources(remembered), { level: 'B-B' })
  expect(services.asked).toEqual(['tsa'])
  expect(remembered.kept.size).toBe(3)
})

test('nobody says whether the signer stood: the time is proven at once, the data come later', async () => {
  services.down.add('ocsp').add('issuing.crl')
  const early = await extend(sealed, sources(), { level: 'B-B' })
  expect([early.file?.level, early.missing]).toEqual(['B-T', ['Ngô Hữu Thịnh', 'Sở Tài chính']])
  const stamped = early.file?.bytes ?? new Uint8Array()
  expect((await extend(stamped, sources(), { level: 'B-T' })).file).toBeNull()
  services.down.clear()
  const { bytes, level } = await lasting('B-T', stamped)
  expect([level, begins(bytes, stamped)]).toEqual(['B-LTA', true])
  const judged = await judgePdf(bytes, { anchors: [services.authority.root], at: null })
  expect([judged.verdict, judged.signatures.map(({ field }) => field)]).toEqual([
    'valid',
    ['person', 'agency', 'archive1', 'archive2'],
  ])
})

test('a list from before the signature says nothing about it: it is waited for the next', async () => {
  services.down.add('ocsp')
  const late = await seal(
    await fillNumber(
      await certify(await preparedLetter(), {
        signer: services.authority.issue('Người ký muộn'),
        at: new Date(Date.now() + 60_000),
        name: 'Người ký muộn',
      }),
      { number: '06', day: '20', month: '11', year: '2026' },
    ),
    { signer: services.authority.issue('Cơ quan muộn'), at, name: 'Cơ quan muộn' },
  )
  const made = await extend(late, sources(), { level: 'B-B' })
  expect([made.file?.level, made.missing]).toEqual(['B-T', ['Người ký muộn']])
  // The lists stand for thirty days.
  expect(Math.round(((made.again?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(30)
})

test('renewed with new fields when the prepared ones are used up; every judge still agrees', async () => {
  let { bytes } = await lasting()
  for (const field of ['archive2', 'archive3', 'archive4']) {
    const { bytes: renewed } = await lasting('B-LTA', bytes)
    expect(begins(renewed, bytes)).toBe(true)
    expect(await stampedBy(renewed, field)).toContain('Verification: OK')
    bytes = renewed
  }
  const judged = await judgePdf(bytes, { anchors: [services.authority.root], at: null })
  expect([judged.verdict, judged.reasons]).toEqual(['valid', []])
  const file = join(services.authority.folder, 'renewed.pdf')
  writeFileSync(file, bytes)
  expect(judge('qpdf', ['--check', file]).status).toBe(0)
})

test('without a trusted authority nobody is asked, and no time-stamp of a stranger is taken', async () => {
  const stranger = { ...sources(), anchors: [] }
  const early = await extend(sealed, stranger, { level: 'B-B' })
  expect([early.file?.level, services.asked]).toEqual(['B-T', ['tsa']])
  const authority = { address: `${services.address}/tsa`, privateNetworks: true }
  const untrusted = askStamp(authority, new Uint8Array(32), [])
  await expect(untrusted).rejects.toMatchObject({ stampFault: 'untrusted-stamp' })
})

test('an authority that is down, refuses or says something else gives no time-stamp', async () => {
  services.down.add('tsa')
  await expect(extend(sealed, sources(), { level: 'B-B' })).rejects.toMatchObject({ silence: 'refused' })
  const elsewhere = {
    ...sources(),
    stamp: (digest: Uint8Array) => askStamp({ address: `${services.address}/ocsp`, privateNetworks: true }, digest, []),
  }
  await expect(extend(sealed, elsewhere, { level: 'B-B' })).rejects.toMatchObject({ stampFault: 'unreadable-stamp' })
  services.down.clear()
  const other = askStamp({ address: `${services.address}/tsa`, privateNetworks: true }, new Uint8Array(31), [
    services.authority.root,
  ])
  await expect(other).rejects.toMatchObject({ stampFault: 'refused-by-authority' })
})
