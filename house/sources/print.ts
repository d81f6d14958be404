import { writeFileSync } from 'node:fs'
import { page } from './page.ts'
import { inRepository, readSources } from './sources.ts'

const sources = readSources().map(({ source }) => source)
writeFileSync(inRepository('docs/sources.md'), page(sources))
const open = sources.flatMap(({ rows }) => rows).filter((row) => row.issue === 'spine' && row.test.length === 0)
process.stdout.write(`docs/sources.md written; ${open.length} clauses of the spine name no test yet\n`)
