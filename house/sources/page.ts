import type { Row, Source } from './sources.ts'

const head = `# The five source texts, clause by clause

Generated from \`data/sources/*.yaml\` by \`node house/sources/print.ts\`; \`house/sources/sources.test.ts\` fails when it is stale, when a word of
a text stands in no row, or when a row names a test that does not exist. "spine" is what the first issue fulfils, "later" what follows it.
The texts themselves stand in \`data/sources/texts/\`, unchanged, with the remains of press pages, which are listed as left out.
`

/** The whole page docs/sources.md: a summary, then one table per text with every clause, its module and its test. */
export function page(sources: Source[]): string {
  return [head, summary(sources), ...sources.map(section)].join('\n')
}

function summary(sources: Source[]): string {
  const lines = sources.map(({ source, rows, leftOut }) => {
    const spine = rows.filter((row) => row.issue === 'spine')
    const open = spine.filter((row) => row.test.length === 0).length
    const proven = rows.filter((row) => row.test.length > 0).length
    return `| [${source}](#${source.toLowerCase()}) | ${rows.length} | ${spine.length} | ${proven} | ${open} | ${leftOut.length} |`
  })
  const top = '| text | clauses | spine | proven by a test | spine, not yet proven | parts left out |\n|---|---|---|---|---|---|'
  return `${top}\n${lines.join('\n')}\n`
}

function section({ source, title, rows, leftOut }: Source): string {
  const top =
    '| id | clause | words of the text | module | what the product does | targets | issue | test |\n|---|---|---|---|---|---|---|---|'
  const left = leftOut.map((part) => `| ${part.kind} | ${cell(part.reason)} | ${cell(opening(part.quote))} |`)
  return [
    `## ${source}\n\n${title}\n`,
    `${top}\n${rows.map(line).join('\n')}\n`,
    `Left out of ${source}, because it states no duty, target, system, deadline or report:\n`,
    `| kind | reason | words |\n|---|---|---|\n${left.join('\n')}\n`,
  ].join('\n')
}

function line(row: Row): string {
  const tests = row.test.length === 0 ? 'not yet' : row.test.map((name) => `\`${name}\``).join('<br>')
  const cells = [row.id, row.clause, cell(row.quote), row.module, cell(row.what), row.targets.join(' '), row.issue, tests]
  return `| ${cells.join(' | ')} |`
}

/** Enough of a left-out part to find it in the text. */
function opening(quote: string): string {
  return quote.length <= 120 ? quote : `${quote.slice(0, 110).replace(/\s\S*$/, '')} …`
}

/** Markdown's own signs inside a quote are shown as they stand in the text. */
function cell(text: string): string {
  return text.replace(/[\\|*_<>[\]]/g, (sign) => `\\${sign}`)
}
