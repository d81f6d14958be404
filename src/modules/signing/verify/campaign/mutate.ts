import type { Sample } from './corpus.ts'

/** The next number from 0 up to 1; the same seed gives the same row (mulberry32). */
export type Dice = () => number

export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A forged file, and whether it must not be valid: a signed byte is another one, or something was added after the signatures. */
export type Mutant = { kind: string; bytes: Uint8Array; beside: Uint8Array | null; forbidden: boolean }

const upTo = (dice: Dice, most: number) => Math.floor(dice() * most)
const noise = (dice: Dice, length: number) => Buffer.from(Array.from({ length }, () => upTo(dice, 256)))

const isSigned = ({ signed }: Sample, place: number) => signed.some(([from, to]) => place >= from && place < to)
const differs = (sample: Sample, bytes: Uint8Array): boolean => {
  const end = Math.max(...sample.signed.map(([, to]) => to))
  for (let place = 0; place < end; place++) if (bytes[place] !== sample.bytes[place] && isSigned(sample, place)) return true
  return false
}

type Mutation = (sample: Sample, dice: Dice) => Uint8Array

const flipped: Mutation = ({ bytes }, dice) => {
  const copy = Buffer.from(bytes)
  for (let times = 1 + upTo(dice, 4); times > 0; times--) {
    const place = upTo(dice, copy.length)
    copy[place] = (copy[place] ?? 0) ^ (1 << upTo(dice, 8))
  }
  return copy
}

const overwritten: Mutation = ({ bytes }, dice) => {
  const copy = Buffer.from(bytes)
  noise(dice, 1 + upTo(dice, 64)).copy(copy, upTo(dice, copy.length))
  return copy
}

const truncated: Mutation = ({ bytes }, dice) => bytes.subarray(0, upTo(dice, bytes.length))

const inserted: Mutation = ({ bytes }, dice) => {
  const place = upTo(dice, bytes.length)
  return Buffer.concat([bytes.subarray(0, place), noise(dice, 1 + upTo(dice, 32)), bytes.subarray(place)])
}

const removed: Mutation = ({ bytes }, dice) => {
  const place = upTo(dice, bytes.length)
  return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1 + upTo(dice, 200))])
}

const doubled: Mutation = ({ bytes }, dice) => {
  const [from, length] = [upTo(dice, bytes.length), 1 + upTo(dice, 2_000)]
  const place = upTo(dice, bytes.length)
  return Buffer.concat([bytes.subarray(0, place), bytes.subarray(from, from + length), bytes.subarray(place)])
}

/** One of the words of a pattern in another's place; the pattern's words are numbers, or names of PDF. */
const soup =
  (pattern: RegExp): Mutation =>
  ({ bytes }, dice) => {
    const text = Buffer.from(bytes).toString('latin1')
    const words = [...text.matchAll(pattern)]
    const [one, other] = [words[upTo(dice, words.length)], words[upTo(dice, words.length)]]
    if (!one || !other) return bytes
    return Buffer.from(`${text.slice(0, one.index)}${other[0]}${text.slice(one.index + one[0].length)}`, 'latin1')
  }

const contents = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Annot /Subtype /FreeText /Rect [0 0 99 99] /Contents (x) >>',
  '<< /Fields [] >>',
  '<< /Length 5 >>\nstream\nBT ET\nendstream',
  '[0 0 99 99]',
  'null',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
  '<< /Type /DSS /Certs [] >>',
]

/** A later revision, well-formed or nearly so: some object of the file written anew. */
const revised: Mutation = ({ bytes }, dice) => {
  const text = Buffer.from(bytes).toString('latin1')
  const numbers = [...text.matchAll(/(\d+) 0 obj/g)].map((match) => Number(match[1]))
  const number = numbers[upTo(dice, numbers.length)] ?? 1
  const size = Math.max(...numbers, 0) + 1
  const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '0'
  const root = [...text.matchAll(/\/Root (\d+ 0 R)/g)].at(-1)?.[1] ?? '1 0 R'
  const body = `${number} 0 obj\n${contents[upTo(dice, contents.length)]}\nendobj\n`
  const table = `xref\n${number} 1\n${`${bytes.length}`.padStart(10, '0')} 00000 n \n`
  const said = dice() < 0.8 ? table : 'xref\n0 0\n'
  const end = `trailer\n<< /Size ${size} /Root ${root} /Prev ${start} >>\nstartxref\n${bytes.length + body.length}\n%%EOF\n`
  return Buffer.concat([bytes, Buffer.from(body + said + end, 'latin1')])
}

const appended: Mutation = ({ bytes }, dice) => Buffer.concat([bytes, noise(dice, 1 + upTo(dice, 300))])

const mutations: [string, Mutation][] = [
  ['flipped', flipped],
  ['overwritten', overwritten],
  ['truncated', truncated],
  ['inserted', inserted],
  ['removed', removed],
  ['doubled', doubled],
  ['numbers', soup(/\b\d{1,10}\b/g)],
  ['names', soup(/\/[A-Z][A-Za-z]{1,12}\b/g)],
  ['revised', revised],
  ['appended', appended],
]

/** One forged file of a sample; sometimes the signature beside it is forged instead, which must only not hurt. */
export function mutantOf(sample: Sample, dice: Dice): Mutant {
  if (sample.beside && dice() < 0.5) {
    const beside = flipped({ ...sample, bytes: sample.beside }, dice)
    return { kind: 'signature', bytes: sample.bytes, beside, forbidden: false }
  }
  const [kind, mutate] = mutations[upTo(dice, mutations.length)] ?? ['flipped', flipped]
  const bytes = mutate(sample, dice)
  return { kind, bytes, beside: sample.beside, forbidden: bytes.length > sample.bytes.length || differs(sample, bytes) }
}
