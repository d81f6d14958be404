import { Refused, refusalOf } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { wordsOf } from '../perform.ts'
import type { Bringing, Did, LineError, Sheet } from './sheet.ts'
import { sameHead, type Table } from './table.ts'

/** How many lines of a sheet are new, changed or the same. */
export type SheetCount = { sheet: string } & Record<Did, number>
export type Brought = {
  sheets: SheetCount[]
  errors: LineError[]
  /** Identifiers of the people who were added. */
  added: string[]
}

const column = (sheet: Sheet, field: string): string => sheet.columns.find((one) => one.field === field)?.head ?? ''

/** The lines of a table by the headings of the sheet. */
function linesOf(sheet: Sheet, table: Table, wrong: (row: number, head: string, message: string) => void) {
  const [heads, ...lines] = table.rows
  const places = sheet.columns.map(({ head, required }) => {
    const at = heads?.cells.findIndex((cell) => sameHead(cell, head)) ?? -1
    if (at < 0 && required) wrong(heads?.number ?? 1, head, 'Thiếu cột này trong trang tính.')
    return { head, at }
  })
  return lines.map(({ number, cells }) => ({
    number,
    cells: Object.fromEntries(places.map(({ head, at }) => [head, at < 0 ? '' : (cells[at] ?? '')])),
  }))
}

/** The table of a sheet: by its name, or by its headings (a CSV may be called anything). */
function tableFor(sheet: Sheet, tables: readonly Table[]): Table | undefined {
  const required = sheet.columns.filter((one) => one.required)
  const fits = (table: Table) =>
    required.every(({ head }) => table.rows[0]?.cells.some((cell) => sameHead(cell, head)) ?? false) &&
    (table.rows[0]?.cells.every((cell) => cell === '' || sheet.columns.some(({ head }) => sameHead(cell, head))) ?? false)
  return tables.find((table) => sameHead(table.name, sheet.name)) ?? tables.find(fits)
}

/** Brings all sheets in, within one transaction, and tells what happened line by line. Nothing is decided here about keeping it. */
export async function bringIn(work: Work, sheets: readonly Sheet[], tables: readonly Table[]): Promise<Brought> {
  const brought: Brought = { sheets: [], errors: [], added: [] }
  for (const sheet of sheets) {
    const table = tableFor(sheet, tables)
    if (!table) continue
    const count: SheetCount = { sheet: sheet.name, new: 0, changed: 0, same: 0 }
    brought.sheets.push(count)
    const tell = (row: number, head: string, message: string) =>
      brought.errors.push({ sheet: sheet.name, row, column: head, message })
    const at: Bringing = {
      work,
      did: (_line, what) => {
        count[what] += 1
      },
      wrong: ({ number }, field, message) => void tell(number, column(sheet, field), message),
      added: (person) => void brought.added.push(person),
    }
    const before = brought.errors.length
    await sheet.bring(at, linesOf(sheet, table, tell))
    // Lines are brought in the order that they need, and told in the order in which people read them.
    const told = brought.errors.splice(before)
    brought.errors.push(...told.toSorted((a, b) => a.row - b.row))
  }
  if (brought.sheets.length === 0) throw new Refused('unreadable-file', 'sheets')
  return brought
}

/**
 * Imports all sheets, all or nothing. With mistakes, or as a trial (`keep` false), everything is undone and only told.
 * Repeating an import changes nothing. @throws Refused unreadable-file when no sheet of the template is found
 */
export async function importTables(
  desk: Pick<Desk, 'work'>,
  { sheets, tables, keep }: { sheets: readonly Sheet[]; tables: readonly Table[]; keep: boolean },
): Promise<Brought> {
  let undone: Brought | null = null
  try {
    return await desk.work(async (work) => {
      const brought = await bringIn(work, sheets, tables)
      if (!keep || brought.errors.length > 0) {
        undone = brought
        throw new Error('undo')
      }
      const counts = brought.sheets.map(({ sheet: _, ...count }) => count)
      await note(work, 'import.keep', work.actor.agency, { counts })
      return brought
    })
  } catch (error) {
    if (undone) return undone
    throw error
  }
}

/** Does the acts of one line; a refusal becomes a mistake of that line, beside the field that it is about. */
export async function lineActs(at: Bringing, line: { number: number }, act: () => Promise<Did>): Promise<void> {
  try {
    at.did(line, await act())
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    at.wrong(line, refused.about, wordsOf(refused.code, refused.about))
  }
}
