import { shortAgency } from '#kernel/vietnamese.ts'
import type { FileVerdict, SignatureLineFacts } from './verdict.ts'

/** Why a file may not stand in the place of the paper. */
export const paperReasons = [
  'not-valid',
  'not-known',
  'no-person',
  'no-agency',
  'other-agency',
  'no-time',
  'sealed-before-date',
  'sealed-long-after',
  'signed-after-seal',
  'signed-after-arrival',
  'not-whole',
] as const
export type PaperReason = (typeof paperReasons)[number]

/** What a document says of itself: who sent it, of which day it is, when it was here. */
export type PaperFacts = { sender: string; date: string | null; arrivedAt: Date | null }
export type ReplacesPaper = { replacesPaper: boolean; reasons: PaperReason[] }

/** Clocks differ: so much may a signature lie ahead. */
const slack = 10 * 60_000
/** Days after the day of the document within which its agency seals it; later ones are asked about. */
const mostDays = 30
const day = 86_400_000

/** Names are compared sign by sign, but for capitals, blanks and the one abbreviation that everybody reads. */
const named = (name: string | null) =>
  shortAgency(
    (name ?? '')
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  )
    .toLocaleLowerCase('vi')
    .replaceAll('uỷ', 'ủy')

/** A certificate of an agency bears its name; a person's bears the person's, beside the agency's. */
const isAgencys = ({ signer, organisation }: SignatureLineFacts, sender: string): boolean =>
  named(signer) === named(sender) || (organisation !== null && named(signer) === named(organisation))

const timeOf = ({ signedAt, claimedAt }: SignatureLineFacts): number | null => {
  const said = claimedAt ?? signedAt
  return said === null ? null : Date.parse(said)
}

/** The first moment of a day in Vietnam. */
const startOf = (date: string) => Date.parse(`${date}T00:00:00+07:00`)

function timeReasons(people: SignatureLineFacts[], seal: SignatureLineFacts, { date, arrivedAt }: PaperFacts): PaperReason[] {
  const sealed = timeOf(seal)
  const signed = people.map(timeOf)
  if (sealed === null || signed.some((time) => time === null)) return ['no-time']
  const last = Math.max(...signed.map(Number))
  return [
    ...(date !== null && sealed + slack < startOf(date) ? (['sealed-before-date'] as const) : []),
    ...(date !== null && sealed > startOf(date) + (mostDays + 1) * day ? (['sealed-long-after'] as const) : []),
    ...(last > sealed + slack ? (['signed-after-seal'] as const) : []),
    ...(arrivedAt && Math.max(last, sealed) > arrivedAt.getTime() + slack ? (['signed-after-arrival'] as const) : []),
  ]
}

const isWhole = ({ coversWholeFile, laterChanges }: SignatureLineFacts) =>
  coversWholeFile || laterChanges === 'none' || laterChanges === 'permitted'

/**
 * Whether a file may stand in the place of paper (NĐ 30/2020 art. 5, 12, 13): signed by the person who is competent and by the
 * agency that sends it, at times that fit its day, and whole since. It says nothing of how the document was sent.
 */
export function replacesPaper(
  { verdict, signatures }: Pick<FileVerdict, 'verdict' | 'signatures'>,
  facts: PaperFacts,
): ReplacesPaper {
  const own = signatures.filter(({ kind }) => kind === 'signature')
  const seals = own.filter((one) => isAgencys(one, facts.sender))
  const people = own.filter((one) => !seals.includes(one))
  const seal = seals.findLast(({ signer }) => named(signer) === named(facts.sender))
  const reasons: PaperReason[] = [
    ...(verdict === 'invalid' ? (['not-valid'] as const) : verdict === 'indeterminate' ? (['not-known'] as const) : []),
    ...(people.length === 0 ? (['no-person'] as const) : []),
    ...(seals.length === 0 ? (['no-agency'] as const) : seal ? [] : (['other-agency'] as const)),
    ...(seal ? timeReasons(people, seal, facts) : []),
    ...(seal && !isWhole(seal) ? (['not-whole'] as const) : []),
  ]
  return { replacesPaper: reasons.length === 0, reasons }
}
