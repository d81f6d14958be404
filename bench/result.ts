import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One measured thing; `wanted` as a person reads it, `ok` null where only the figure is reported. */
export type Line = { what: string; value: string; wanted: string; ok: boolean | null }

export const line = (what: string, value: string, wanted = '', ok: boolean | null = null): Line => ({ what, value, wanted, ok })

const mark = (ok: boolean | null) => (ok === null ? '' : ok ? 'ok' : 'MISSED')

/** Prints the table and keeps it under bench/results with the time of the run. True when nothing that is wanted was missed. */
export function report(lines: readonly Line[]): boolean {
  const rows = lines.map((one) => [one.what, one.value, one.wanted, mark(one.ok)])
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const text = rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  const name = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
  writeFileSync(join(folder, `${name}.txt`), `${text}\n`)
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(lines, null, 1)}\n`)
  console.log(`\n${text}\n`)
  return lines.every((one) => one.ok !== false)
}
