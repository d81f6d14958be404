import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'

/** The modules in their total order: a clause is fulfilled by exactly one of them. */
export const modules = [
  'kernel',
  'platform',
  'organisation',
  'signing',
  'eforms',
  'documents',
  'records',
  'directives',
  'onestop',
  'meetings',
  'consultations',
  'exchange',
  'portal',
  'statistics',
  'indexes',
  'app',
] as const

export const sourceNames = ['S0', 'S1', 'S2', 'S3', 'S4'] as const

/** "file#title" of a test; a clause may name several. */
const TestName = z.string().regex(/^(src|house|e2e|crash|bench|demo)\/[^#\s]+\.tsx?#\S.*$/)

const Row = z.strictObject({
  id: z.string().regex(/^S[0-4]-[A-Za-z0-9.]+-[1-9]\d*$/),
  clause: z.string().min(1),
  quote: z.string().min(1).transform(squeeze),
  module: z.enum(modules),
  what: z.string().min(10).max(200),
  issue: z.enum(['spine', 'later']),
  targets: z.array(z.string()).default([]),
  test: z.union([
    z.literal('not yet').transform((): string[] => []),
    TestName.transform((name) => [name]),
    z.array(TestName).min(1),
  ]),
})

/** What states no duty, target, system, deadline or report; `web` marks the remains of a press page. */
const LeftOut = z.strictObject({
  kind: z.enum(['heading', 'addressee', 'recital', 'letterhead', 'context', 'web']),
  reason: z.string().min(10),
  quote: z.string().min(1).transform(squeeze),
})

const Source = z.strictObject({
  source: z.enum(sourceNames),
  title: z.string(),
  text: z.string(),
  rows: z.array(Row),
  leftOut: z.array(LeftOut),
})

export type Source = z.infer<typeof Source>
export type Row = z.infer<typeof Row>

/** One space for any run of white space, composed letters: the form in which a quote and its text are compared. */
export function squeeze(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Path of a file of the repository, whatever the folder is called. */
export function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}

/** The five texts' clauses, each with the text they were cut from. @throws Error naming the file, the row and the field that is wrong */
export function readSources(): { source: Source; text: string }[] {
  return sourceNames.map((name) => {
    const file = `data/sources/${name}.yaml`
    const { data, error } = Source.safeParse(parse(readFileSync(inRepository(file), 'utf8')))
    if (!data) throw new Error(`${file}: ${z.prettifyError(error)}`)
    return { source: data, text: readFileSync(inRepository(`data/sources/${data.text}`), 'utf8') }
  })
}
