import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { inRepository, readSources } from './sources.ts'

/** What vitest's JSON report says of one file. */
type Report = { testResults: { name: string; assertionResults: { title: string; status: string }[] }[] }

/** A title as written, with `%s`, `%o` or `$name` where a table fills in, matches every title that came of it. */
function titled(written: string): RegExp {
  const escaped = written.replace(/[.*+?^{}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/%[sdifjo]|\$[\w.]+/g, '.*')}$`, 's')
}

/** Titles of the tests that passed, by their file. */
export function passedIn(reports: readonly Report[]): Map<string, string[]> {
  const passed = new Map<string, string[]>()
  for (const { name, assertionResults } of reports.flatMap((report) => report.testResults)) {
    const titles = assertionResults.filter(({ status }) => status === 'passed').map(({ title }) => title)
    const file = relative(inRepository('.'), name)
    passed.set(file, [...(passed.get(file) ?? []), ...titles])
  }
  return passed
}

/** The tests that a row of the sources names and that did not run to a good end, as "row: file#title". */
export function notRun(rows: readonly { id: string; test: readonly string[] }[], passed: Map<string, string[]>): string[] {
  return rows.flatMap(({ id, test }) =>
    test
      .filter((name) => {
        const [file = '', ...rest] = name.split('#')
        const like = titled(rest.join('#'))
        return !(passed.get(file) ?? []).some((title) => like.test(title))
      })
      .map((name) => `${id}: ${name}`),
  )
}

/** `node house/sources/ran.ts FOLDER`: after a whole run, compares its reports with data/sources. Exit 1 names what did not run. */
if (import.meta.main) {
  const folder = process.argv[2] ?? ''
  const reports = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Report)
  const rows = readSources().flatMap(({ source }) => source.rows)
  const missing = notRun(rows, passedIn(reports))
  for (const line of missing) process.stdout.write(`${line} did not run\n`)
  process.exitCode = missing.length === 0 ? 0 : 1
}
