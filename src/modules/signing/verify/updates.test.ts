import { afterAll, beforeAll, expect, test } from 'vitest'
import { certify } from '../pdf/certify.ts'
import { fillNumber } from '../pdf/fill.ts'
import { everySignature, openRevision } from '../pdf/read.ts'
import { seal } from '../pdf/seal.ts'
import { preparedLetter, type TestAuthority, testAuthority } from '../pdf/testing.ts'
import type { Signer } from '../signer.ts'
import { type Dice, diceOf } from './campaign/mutate.ts'
import { judgeHere } from './file.ts'
import { withDocumentStamp, withValidationData } from './testing.ts'

const at = new Date('2026-11-20T03:00:00Z')
const first = Number(process.env.UPDATES_SEED ?? Math.floor(Math.random() * 1_000_000))
let authority: TestAuthority
let person: Signer
let agency: Signer
let signed: Uint8Array

beforeAll(async () => {
  authority = testAuthority()
  person = authority.issue('Ngô Hữu Thịnh')
  agency = authority.issue('Sở Tài chính', { algorithm: 'ECDSA-P256-SHA256' })
  authority.issue('Dấu thời gian', { usage: 'stamp' })
  signed = await certify(await preparedLetter(), { signer: person, at, name: 'Ngô Hữu Thịnh' })
})
afterAll(() => authority.remove())

const judged = (bytes: Uint8Array) =>
  judgeHere({ file: { bytes }, beside: null, trust: { anchors: [authority.root], at: new Date('2035-01-01T00:00:00Z') } })

type Update = { name: string; act: (bytes: Uint8Array) => Promise<Uint8Array> }

/** What the platform itself does to a signed letter later, in an order of chance that its own rules allow. */
function updatesBy(dice: Dice): Update[] {
  const stamps = Math.floor(dice() * 3)
  const number: Update = { name: 'number', act: (pdf) => fillNumber(pdf, { number: '05', day: '20', month: '11', year: '2026' }) }
  const sealing: Update = { name: 'seal', act: (pdf) => seal(pdf, { signer: agency, at, name: 'Sở Tài chính' }) }
  const data: Update = { name: 'data', act: (pdf) => withValidationData(pdf, { certificates: person.chain }) }
  const later = Array.from({ length: stamps }, (_, index): Update[] => [
    ...(dice() < 0.7 ? [data] : []),
    {
      name: `stamp ${index + 1}`,
      act: (pdf) => withDocumentStamp(pdf, `archive${index + 1}`, (digest) => authority.stamp('Dấu thời gian', digest)),
    },
  ]).flat()
  const issued = dice() < 0.2 ? [] : dice() < 0.2 ? [number] : [number, sealing]
  // Filling in the number is the one change after which the file waits for its next signature.
  return issued.length === 1 ? issued : [...issued, ...later]
}

test(`any row of our own updates stays valid, and no changed signed byte of it ever is; seed ${first}`, async () => {
  for (let seed = first; seed < first + 4; seed++) {
    const dice = diceOf(seed)
    let bytes = signed
    const done: string[] = []
    for (const { name, act } of updatesBy(dice)) {
      const before = bytes
      bytes = await act(bytes)
      done.push(name)
      expect(Buffer.compare(bytes.subarray(0, before.length), before), `${seed}: ${done} keeps every earlier byte`).toBe(0)
      const { verdict, reasons, signatures } = await judged(bytes)
      const waits = done.join() === 'number'
      expect([seed, done, reasons, verdict]).toEqual([
        seed,
        done,
        waits ? ['not-covered-by-signature'] : [],
        waits ? 'indeterminate' : 'valid',
      ])
      expect(signatures.every(({ laterChanges }) => ['none', 'permitted'].includes(laterChanges))).toBe(true)
    }
    for (let times = 0; times < 4; times++) {
      const forged = Buffer.from(bytes)
      const place = await signedPlace(bytes, dice)
      forged[place] = (forged[place] ?? 0) ^ (1 << Math.floor(dice() * 8))
      expect([seed, place, (await judged(forged)).verdict]).not.toEqual([seed, place, 'valid'])
    }
  }
})

/** A byte of chance that some signature covers. */
async function signedPlace(bytes: Uint8Array, dice: Dice): Promise<number> {
  const revision = await openRevision(bytes)
  const ranges = revision ? (await everySignature(revision)).map(({ range }) => range) : []
  const [, length = 0, next = 0, rest = 0] = ranges[Math.floor(dice() * ranges.length)] ?? []
  const at = Math.floor(dice() * (length + rest))
  return at < length ? at : next + at - length
}
