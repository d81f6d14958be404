import { expect, test } from 'vitest'
import { noCircles } from './rules/circles.ts'
import { everyActionIsAudited, honest, standsAlone } from './rules/honesty.ts'
import { leftAndByTheDoor } from './rules/order.ts'
import { eachInItsPlace, noDumpingGround, nothingAmbient, refusalsByCode } from './rules/places.ts'
import { migrationsAreHeaded, refusalsHaveWords, refusedTwice } from './rules/schema.ts'
import { caps10 } from './rules/size.ts'
import { type Rule, repository } from './rules/tree.ts'

const files = repository()
const rules = [
  leftAndByTheDoor,
  noCircles,
  caps10,
  eachInItsPlace,
  nothingAmbient,
  noDumpingGround,
  refusalsByCode,
  honest,
  standsAlone,
  everyActionIsAudited,
  refusedTwice,
  refusalsHaveWords,
  migrationsAreHeaded,
]

test.each(rules.map((rule) => [`rule ${rule.number}: ${rule.sentence}`, rule] as const))('%s', (_, rule) => {
  expect(rule.check(files)).toEqual([])
})

const long = `export function f() {\n${'  g()\n'.repeat(41)}}\n`
const marked = `// ${['TO', 'DO'].join('')} later\n`
const outside = `const place = '/${'wo'}rk/main'\n`

/** Each rule is proven by a planted violation: it must be seen. */
test.each<[string, Rule, string, string]>([
  ['an import to the right', leftAndByTheDoor, 'src/modules/organisation/x.ts', `import { issue } from '#documents'\n`],
  [
    'an import past the door',
    leftAndByTheDoor,
    'src/modules/statistics/x.ts',
    `import { lock } from '../documents/outgoing/outgoing.sql.ts'\n`,
  ],
  [
    'a dynamic import to the right',
    leftAndByTheDoor,
    'src/kernel/x.ts',
    `export const f = () => import('#platform/db/desk.ts')\n`,
  ],
  ['a re-export to the right', leftAndByTheDoor, 'src/platform/x.ts', `export { issue } from '#documents'\n`],
  ['export *', leftAndByTheDoor, 'src/modules/documents/x.ts', `export * from './y.ts'\n`],
  ['a file of 251 lines', caps10, 'src/kernel/x.ts', 'const a = 1\n'.repeat(251)],
  ['a function of 43 lines', caps10, 'src/kernel/x.ts', long],
  ['five parameters', caps10, 'src/kernel/x.ts', 'export const f = (a: 1, b: 1, c: 1, d: 1, e: 1) => a\n'],
  ['HTTP in an action', eachInItsPlace, 'src/modules/documents/x.ts', `import { redirect } from 'react-router'\n`],
  ['SQL in an action', eachInItsPlace, 'src/modules/documents/x.ts', `import { sql } from 'kysely'\n`],
  ['looks in an action', eachInItsPlace, 'src/modules/documents/x.ts', `import { Button } from '#platform/look/index.ts'\n`],
  ['another clock', nothingAmbient, 'src/modules/documents/x.ts', 'export const now = () => new Date()\n'],
  ['module state', nothingAmbient, 'src/modules/documents/x.ts', 'let count = 0\nexport const f = () => count++\n'],
  ['the pool in an action', nothingAmbient, 'src/modules/documents/x.ts', `import { openPool } from '#platform/db/pool.ts'\n`],
  ['a kernel that reads files', nothingAmbient, 'src/kernel/x.ts', `import { readFileSync } from 'node:fs'\n`],
  ['a folder of helpers', noDumpingGround, 'src/modules/documents/helpers/x.ts', ''],
  ['a class', noDumpingGround, 'src/modules/documents/x.ts', 'export class Thing {}\n'],
  [
    'instanceof',
    refusalsByCode,
    'src/modules/documents/x.ts',
    ['export const f = (e: unknown) => e instance', 'of Refused\n'].join(''),
  ],
  ['a mark of unfinished work', honest, 'src/modules/documents/x.ts', marked],
  ['any', honest, 'src/modules/documents/x.ts', 'export const f = (a: any) => a\n'],
  ['a disabled check', honest, 'src/modules/documents/x.ts', `// @ts-${'ignore'}\n`],
  ['a switched off test', honest, 'src/modules/documents/x.test.ts', ['test.sk', "ip('x', () => {})\n"].join('')],
  ['a place outside', standsAlone, 'src/modules/documents/x.ts', outside],
  [
    'a step without audit',
    everyActionIsAudited,
    'src/modules/documents/x.ts',
    `export async function f() { outgoingStates.take('sign') }\n`,
  ],
  ['a migration without header', migrationsAreHeaded, 'db/migrations/9999_documents_x.sql', 'select 1;\n'],
])('%s is seen', (_, rule, path, text) => {
  expect(rule.check([{ path, text }])).not.toEqual([])
})

test('files that import each other, be it for a type, are seen', () => {
  const planted = [
    { path: 'src/kernel/x.ts', text: `import type { Y } from './y.ts'\n` },
    { path: 'src/kernel/y.ts', text: `export { x } from './z.ts'\n` },
    { path: 'src/kernel/z.ts', text: `import { x } from './x.ts'\n` },
    { path: 'src/kernel/apart.ts', text: `import { x } from './x.ts'\n` },
  ]
  expect(noCircles.check(planted).map((fault) => fault.split(':', 1)[0])).toEqual([
    'src/kernel/x.ts',
    'src/kernel/y.ts',
    'src/kernel/z.ts',
  ])
})

test('a state that the database does not know is seen', () => {
  const changed = files.map((file) =>
    file.path.endsWith('outgoing/outgoing.ts')
      ? { ...file, text: file.text.replace("  | 'CANCELLED'", "  | 'CANCELLED'\n  | 'LOST'") }
      : file,
  )
  expect(refusedTwice.check(changed)).not.toEqual([])
})

test('a refusal without words is seen', () => {
  const changed = files.map((file) =>
    file.path === 'src/kernel/refused.ts'
      ? { ...file, text: file.text.replace("'wrong-state',", "'wrong-state',\n  'unheard-of',") }
      : file,
  )
  expect(refusalsHaveWords.check(changed)).not.toEqual([])
})
