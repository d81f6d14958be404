import writeExcelFile, { type Row } from 'write-excel-file/node'
import { Refused } from '#kernel/refused.ts'
import { formatDate } from '#kernel/vietnamese.ts'
import { agencyById } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { typeset } from '#platform/pdf/typeset.ts'
import { readBook } from '../books/keep.sql.ts'
import { incomingEntries, mostLines, outgoingEntries, type Period } from './register.sql.ts'
import { incomingTable, outgoingTable, type RegisterTable } from './register.ts'

export type Register = RegisterTable & { parent: string; agency: string; title: string; lines: string[] }

/** What the cover says of a period that is longer than one print: nobody may take a part for the whole. */
const stopsAt = (number: string, day: string): string =>
  `Kỳ này còn số sau số ${number}: bản in dừng ở đây, hãy in tiếp từ ngày ${day}`

/**
 * A book for a period with the columns of NĐ 30, Phụ lục IV, and the lines of its cover. Printing is noted.
 * A period of more than `most` numbers is cut there, and the cover says so.
 * @throws Refused not-found | bad-input (to, before from)
 */
export async function registerOf(work: Work, id: string, period: Period, most = mostLines): Promise<Register> {
  if (period.to < period.from) throw new Refused('bad-input', 'to')
  const book = await readBook(work, id)
  const agency = await agencyById(work.tx, book.agency)
  const parent = agency?.parent ? await agencyById(work.tx, agency.parent) : undefined
  const out = book.direction === 'OUT'
  const wanted = { ...period, most: most + 1 }
  const table = out
    ? outgoingTable(await outgoingEntries(work.tx, id, wanted))
    : incomingTable(await incomingEntries(work.tx, id, wanted))
  const rows = table.rows.slice(0, most)
  await note(work, 'book.print', id, period)
  const column = out ? 0 : 1
  const numbers = rows.map((row) => row[column] ?? '')
  return {
    ...table,
    rows,
    parent: parent?.name ?? '',
    agency: agency?.name ?? '',
    title: out ? 'Sổ đăng ký văn bản đi' : 'Sổ đăng ký văn bản đến',
    lines: [
      `${book.name}, năm ${yearsOf(period)}`,
      `Từ ngày ${formatDate(period.from)} đến ngày ${formatDate(period.to)}`,
      numbers.length > 0 ? `Từ số ${numbers[0]} đến số ${numbers.at(-1)}` : 'Chưa có số nào trong kỳ',
      ...(table.rows.length > most ? [stopsAt(numbers.at(-1) ?? '', rows.at(-1)?.[1 - column] ?? '')] : []),
    ],
  }
}

/** One year, or the first and the last: a book begins anew each year, a period need not. */
const yearsOf = ({ from, to }: { from: string; to: string }): string =>
  [...new Set([from.slice(0, 4), to.slice(0, 4)])].join(' – ')

/** The register as PDF/A on lying A4. `at`: when it was printed. */
export const registerPdf = (register: Register, at: Date): Uint8Array =>
  typeset('register', { data: JSON.stringify(register) }, at).pdf

/** The same as an Excel workbook; every cell is text, so nothing becomes a formula. */
export async function registerWorkbook(register: Register): Promise<Uint8Array> {
  const text = (value: string) => ({ value, type: String })
  const rows: Row[] = [
    [{ ...text(register.title), fontWeight: 'bold' as const }],
    ...register.lines.map((line) => [text(line)]),
    register.heads.map((head) => ({ ...text(head), fontWeight: 'bold' as const, wrap: true })),
    ...register.rows.map((row) => row.map((cell) => (cell === '' ? null : { ...text(cell), wrap: true }))),
  ]
  const columns = register.widths.map((width) => ({ width: Math.round(width * 1.3) }))
  return new Uint8Array(await writeExcelFile(rows, { columns, sheet: 'So dang ky', stickyRowsCount: 5 }).toBuffer())
}
