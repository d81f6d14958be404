import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import { lawData } from '#platform/config/law-data.ts'
import { refuseSecretWords } from '../secrecy.ts'

/** A coded reason: the code travels with the act, the text is what people read; `remark` true: words of one's own are required. */
export type Reason = { code: string; text: string; remark: boolean }

/** Basis of paper; `modes` says which ways of sending may name it, `purposes` (empty: any) for which purposes. */
export type PaperBasis = Reason & { modes: ('HYBRID' | 'PAPER')[]; purposes: string[] }

const Row = z.object({ code: z.string(), text: z.string(), remark: z.boolean(), valid_until: z.iso.date().optional() })
const modes = { ELECTRONIC_AND_PAPER: 'HYBRID', PAPER: 'PAPER' } as const
const BasisRow = Row.extend({
  modes: z.array(z.enum(['ELECTRONIC_AND_PAPER', 'PAPER'])),
  purposes: z.array(z.string()).default([]),
})
export const reasonGroups = ['refusal', 'return', 'recall', 'recall_refusal', 'void', 'hand_back', 'extension'] as const
export type ReasonGroup = (typeof reasonGroups)[number]

const rowsOf = async (group: string): Promise<unknown> =>
  ((await lawData('refusal-reasons.yaml')) as Record<string, unknown>)[group]

/** The reasons of one group that are in force on a day (yyyy-mm-dd), in the order of data/refusal-reasons.yaml. */
export async function reasons(group: ReasonGroup, today: string): Promise<Reason[]> {
  const rows = z.array(Row).parse(await rowsOf(group))
  return rows
    .filter((row) => !row.valid_until || row.valid_until >= today)
    .map(({ code, text, remark }) => ({ code, text, remark }))
}

/** What somebody said: a row of the group by its code, or none, and words of one's own. */
export type Said = { code: string | null; remark: string }
/** The names of the two fields at the door that asks, for the refusal. */
export type SaidFields = { code: string; remark: string }
const usual: SaidFields = { code: 'code', remark: 'remark' }

/**
 * The words of a coded reason with the remark that it may require: one check for every act that takes such a reason.
 * @throws Refused bad-input (code: no row in force; remark: asked for by the row) | secret-material
 */
export async function reasonWords(
  group: ReasonGroup,
  { code, remark }: Said,
  today: string,
  fields: SaidFields = usual,
): Promise<string> {
  const reason = (await reasons(group, today)).find((one) => one.code === code)
  if (!reason) throw new Refused('bad-input', fields.code)
  const words = remark.trim()
  if (reason.remark && words === '') throw new Refused('bad-input', fields.remark)
  refuseSecretWords(words, fields.remark)
  return words === '' ? reason.text : `${reason.text}: ${words}`
}

/** The same where words alone do as well: without a code they must be there. @throws Refused as `reasonWords` */
export async function reasonOrWords(group: ReasonGroup, said: Said, today: string, fields: SaidFields = usual): Promise<string> {
  if (said.code !== null && said.code !== '') return reasonWords(group, said, today, fields)
  const words = said.remark.trim()
  if (words === '') throw new Refused('bad-input', fields.remark)
  refuseSecretWords(words, fields.remark)
  return words
}

/** Căn cứ gửi bản giấy (QĐ 28/2018 art. 5, 7), in force on a day. */
export async function paperBases(today: string): Promise<PaperBasis[]> {
  const rows = z.array(BasisRow).parse(await rowsOf('paper_basis'))
  return rows
    .filter((row) => !row.valid_until || row.valid_until >= today)
    .map(({ code, text, remark, modes: of, purposes }) => ({ code, text, remark, modes: of.map((one) => modes[one]), purposes }))
}
