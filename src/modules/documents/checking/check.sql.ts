import { sql } from 'kysely'
import { codeOf } from '#kernel/vietnamese.ts'
import type { Tx } from '#platform/db/desk.ts'
import type { Checked, CheckedFile, CheckStanding, CheckVerdict } from './check.ts'

type Row = Omit<Checked, 'symbol' | 'replacedBy' | 'verdict' | 'files' | 'standing'> & {
  codeNumber: number | null
  codeSuffix: string
  codeNotation: string | null
  replacedNumber: number | null
  replacedSuffix: string
  replacedNotation: string | null
  replacedDate: string | null
  standing: string
  verdict: CheckVerdict | null
  reasons: string[] | null
  judgedAt: Date | null
}

const symbol = (number: number | null, notation: string | null, suffix: string): string | null =>
  number === null || notation === null ? null : codeOf(number, notation, suffix)

function checkedFrom(row: Row, files: CheckedFile[]): Checked {
  const { codeNumber, codeSuffix, codeNotation, replacedNumber, replacedSuffix, replacedNotation, replacedDate, ...rest } = row
  const { verdict, reasons, judgedAt, standing, ...facts } = rest
  const replacing = symbol(replacedNumber, replacedNotation, replacedSuffix)
  return {
    ...facts,
    symbol: symbol(codeNumber, codeNotation, codeSuffix),
    standing: standing as CheckStanding,
    replacedBy: replacing === null ? null : { symbol: replacing, date: replacedDate },
    verdict: verdict && judgedAt ? { verdict, reasons: reasons ?? [], at: judgedAt } : null,
    files,
  }
}

/** What the database tells whoever holds a code, whoever that is; null: there is no such issued document. */
export async function checkedByCode(tx: Tx, code: string): Promise<Checked | null> {
  const { rows } = await sql<Row>`
    select code, kind, code_number as "codeNumber", code_suffix as "codeSuffix", code_notation as "codeNotation",
      promulgation_date as date, agency, organ_id as "organId", signed_by as "signedBy", signer, signer_position as position,
      signer_competence as competence, internal, subject, issued_at as "issuedAt", standing, ended_at as "endedAt",
      replaced_number as "replacedNumber", replaced_suffix as "replacedSuffix", replaced_notation as "replacedNotation",
      replaced_date as "replacedDate", verdict, reasons, judged_at as "judgedAt"
    from documents.check_issued(${code})`.execute(tx)
  const [row] = rows
  if (!row) return null
  const files = await sql<CheckedFile>`select main, sha256, size from documents.check_files(${code})`.execute(tx)
  return checkedFrom(row, files.rows)
}
