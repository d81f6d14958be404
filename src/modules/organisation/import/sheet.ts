import type { z } from 'zod'
import type { Work } from '#platform/db/desk.ts'

/** A column of the template. `read` turns the words of a cell into what the shape expects; undefined means "no such word". */
export type Column = {
  head: string
  field: string
  required?: boolean
  /** One line for the page of explanations. */
  means: string
  examples: readonly string[]
  read?: (text: string) => unknown
}

/** What happened to a line. */
export type Did = 'new' | 'changed' | 'same'
export type LineError = { sheet: string; row: number; column: string; message: string }

/** One line with its values; its mistakes are told by field. */
export type Line<Values> = { number: number; values: Values }

/** Where the acts of an import are done and told. */
export type Bringing = {
  work: Work
  did: (line: { number: number }, what: Did) => void
  /** A mistake about one field, or about the whole line when the field is ''. */
  wrong: (line: { number: number }, field: string, message: string) => void
  /** People who were added, for the sheet of links. */
  added: (person: string) => void
}

/** A sheet of the template: its columns, the shape of a line, and the act that brings the lines in. */
export type Sheet = {
  name: string
  columns: readonly Column[]
  /** Reads the lines of a sheet, tells the mistakes by field, and brings in what is right. */
  bring: (at: Bringing, cells: readonly { number: number; cells: Readonly<Record<string, string>> }[]) => Promise<void>
}

const unknownWord = 'Không có mục này trong danh mục. Xem trang Hướng dẫn của tệp mẫu.'

type Cells = { number: number; cells: Readonly<Record<string, string>> }

/** The words of a line as values by field; null when one is missing or unknown, which has been told. */
function valuesOf(at: Bringing, columns: readonly Column[], line: Cells): Record<string, unknown> | null {
  const values: Record<string, unknown> = {}
  let sound = true
  for (const { head, field, required, read } of columns) {
    const text = line.cells[head] ?? ''
    const value = text === '' ? undefined : read ? read(text) : text
    if (value !== undefined) values[field] = value
    else if (text !== '' || required) {
      sound = false
      at.wrong(line, field, text === '' ? 'Chưa điền mục này.' : unknownWord)
    }
  }
  return sound ? values : null
}

/** Makes a sheet of a shape and of an act on its lines. */
export const sheet = <Shape extends z.ZodType>(of: {
  name: string
  columns: readonly Column[]
  shape: Shape
  bring: (at: Bringing, lines: Line<z.output<Shape>>[]) => Promise<void>
}): Sheet => ({
  name: of.name,
  columns: of.columns,
  async bring(at, cells) {
    const lines: Line<z.output<Shape>>[] = []
    for (const line of cells) {
      const values = valuesOf(at, of.columns, line)
      if (!values) continue
      const parsed = of.shape.safeParse(values)
      if (parsed.success) lines.push({ number: line.number, values: parsed.data })
      else for (const { path, message } of parsed.error.issues) at.wrong(line, String(path[0] ?? ''), message)
    }
    await of.bring(at, lines)
  },
})
