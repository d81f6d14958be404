import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { repositoryFolder } from '#platform/config/config.ts'

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

const rowsOf = async (group: string): Promise<unknown> => {
  const text = await readFile(join(repositoryFolder, 'data/refusal-reasons.yaml'), 'utf8')
  return (parse(text) as Record<string, unknown>)[group]
}

/** The reasons of one group that are in force on a day (yyyy-mm-dd), in the order of data/refusal-reasons.yaml. */
export async function reasons(group: ReasonGroup, today: string): Promise<Reason[]> {
  const rows = z.array(Row).parse(await rowsOf(group))
  return rows
    .filter((row) => !row.valid_until || row.valid_until >= today)
    .map(({ code, text, remark }) => ({ code, text, remark }))
}

/** Căn cứ gửi bản giấy (QĐ 28/2018 art. 5, 7), in force on a day. */
export async function paperBases(today: string): Promise<PaperBasis[]> {
  const rows = z.array(BasisRow).parse(await rowsOf('paper_basis'))
  return rows
    .filter((row) => !row.valid_until || row.valid_until >= today)
    .map(({ code, text, remark, modes: of, purposes }) => ({ code, text, remark, modes: of.map((one) => modes[one]), purposes }))
}
