import { PDF } from '@libpdf/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { array, dict, name, stream } from '#platform/pdf/objects.ts'
import type { Signer } from '../signer.ts'
import { certify } from './certify.ts'
import { sealAppended, signatureDict } from './embed.ts'
import { openField } from './field.ts'
import { fillNumber } from './fill.ts'
import { judgePdf } from './judge.ts'
import { seal } from './seal.ts'
import { preparedLetter, type TestAuthority, testAuthority } from './testing.ts'

const at = new Date('2026-11-20T03:00:00Z')
let authority: TestAuthority
let agency: Signer
let sealed: Uint8Array = new Uint8Array()

beforeAll(async () => {
  authority = testAuthority()
  agency = authority.issue('Sở Tài chính')
  const signed = await certify(await preparedLetter(), { signer: authority.issue('Người ký'), at, name: 'Người ký' })
  const numbered = await fillNumber(signed, { number: '05', day: '20', month: '11', year: '2026' })
  sealed = await seal(numbered, { signer: agency, at, name: 'Sở Tài chính' })
})
afterAll(() => authority.remove())

/** Validation data, then a time-stamp over all in a prepared field: what makes a signature last for an archive. */
async function lasting(bytes: Uint8Array, stamper: string): Promise<Uint8Array> {
  const data = await PDF.load(bytes)
  const certificates = agency.chain.map((der) => data.context.register(stream({}, der)))
  data.context.catalog.getDict().set('DSS', data.context.register(dict({ Certs: array(...certificates) })))
  const stamped = await PDF.load(await data.save({ incremental: true }))
  const value = signatureDict({ signer: agency, at, name: '' })
  value.set('Type', name('DocTimeStamp'))
  value.set('SubFilter', name('ETSI.RFC3161'))
  value.delete('M')
  value.delete('Name')
  openField(stamped, 'archive1').dict.set('V', stamped.context.register(value))
  return sealAppended(stamped, async (digest) => authority.stamp(stamper, digest))
}

test('validation data and an archive’s time-stamp leave the file valid; its time is the authority’s', async () => {
  authority.issue('Dấu thời gian', { usage: 'stamp' })
  const file = await lasting(sealed, 'Dấu thời gian')
  const judged = await judgePdf(file, { anchors: [authority.root], at: null })
  expect([judged.verdict, judged.reasons]).toEqual(['valid', []])
  expect(judged.signatures.map(({ field, kind, coversWholeFile }) => [field, kind, coversWholeFile])).toEqual([
    ['person', 'signature', false],
    ['agency', 'signature', false],
    ['archive1', 'timestamp', true],
  ])
  const [, , stamp] = judged.signatures
  expect(stamp?.signer).toBe('Dấu thời gian')
  expect(Math.abs((stamp?.signedAt?.getTime() ?? 0) - Date.now())).toBeLessThan(600_000)
  const changed = Buffer.from(file)
  changed[1_000] = (changed[1_000] ?? 0) ^ 1
  expect((await judgePdf(changed, { anchors: [authority.root], at: null })).signatures.map(({ integrity }) => integrity)).toEqual(
    ['broken', 'broken', 'broken'],
  )
})

test('a certificate that is not for time-stamps makes none', async () => {
  authority.issue('Giả dấu', { usage: 'stamp' })
  const file = await lasting(sealed, 'Giả dấu')
  expect((await judgePdf(file, { anchors: [], at: null })).signatures.map(({ verdict }) => verdict)).toEqual([
    'indeterminate',
    'indeterminate',
    'indeterminate',
  ])
})
