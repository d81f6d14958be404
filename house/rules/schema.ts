import { inSource, type Rule, type SourceFile } from './tree.ts'

const stateList = /state text[^\n]*?check \(state in \(([^)]*)\)/gs
const words = (list: string) => [...list.matchAll(/'([A-Z_]+)'/g)].map(([, word]) => word ?? '')

/** The states that a union type of the code lists. */
const unionIn = (files: readonly SourceFile[], name: string): string[] => {
  const file = files.find(({ text }) => text.includes(`export type ${name} =`))
  const [, body = ''] = file?.text.match(new RegExp(`export type ${name} =([^;]*?)\\n(?:\\n|export )`, 's')) ?? []
  return words(body)
}

const pairs: [type: string, table: string][] = [
  ['OutgoingState', 'documents.outgoing'],
  ['IncomingState', 'documents.incoming'],
  ['DeliveryState', 'documents.delivery'],
  ['AssignmentState', 'documents.assignment'],
]

/** The list in force: of the last migration that makes the table or sets its state's constraint anew. */
const tableStates = (files: readonly SourceFile[], table: string): string[] => {
  const name = `${table.split('.')[1]}_state_check`
  const migrations = files.filter(({ path }) => path.startsWith('db/migrations/')).map(({ text }) => text)
  const anew = migrations.findLast((text) => text.includes(`add constraint ${name}`))
  if (anew) return words(anew.slice(anew.indexOf(`add constraint ${name}`)).split(';')[0] ?? '')
  const made = migrations.find((text) => text.includes(`create table ${table} (`)) ?? ''
  return words([...made.slice(made.indexOf(`create table ${table} (`)).matchAll(stateList)][0]?.[1] ?? '')
}

export const refusedTwice: Rule = {
  number: 7,
  sentence: 'What must never happen is refused twice: by the code and by the database; state lists of both are compared.',
  check: (files) =>
    pairs.flatMap(([type, table]) => {
      const [code, database] = [unionIn(files, type).toSorted(), tableStates(files, table).toSorted()]
      return code.length > 0 && code.join() === database.join()
        ? []
        : [`${table}: code says ${code.join(' ')}, database says ${database.join(' ')}`]
    }),
}

/** Every refusal code is thrown somewhere or belongs to a module's words, and every code has its words. */
export const refusalsHaveWords: Rule = {
  number: 7,
  sentence: 'A test compares the catalogue of refusals and their words both ways.',
  check: (files) => {
    const catalogue = files.find(({ path }) => path === 'src/kernel/refused.ts')?.text ?? ''
    const said = files.find(({ path }) => path === 'src/platform/http/refusals.vi.ts')?.text ?? ''
    const codes = [...(catalogue.match(/refusalCodes = \[([^\]]*)\]/s)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(
      ([, code]) => code ?? '',
    )
    const code = files.filter(
      ({ path }) => inSource(path) && path !== 'src/kernel/refused.ts' && !path.endsWith('refusals.vi.ts'),
    )
    return codes.flatMap((one) => [
      ...(said.includes(`'${one}':`) ? [] : [`src/platform/http/refusals.vi.ts: no words for ${one}`]),
      ...(code.some(({ text }) => text.includes(`'${one}'`)) ? [] : [`src/kernel/refused.ts: nothing refuses with ${one}`]),
    ])
  },
}

export const migrationsAreHeaded: Rule = {
  number: 14,
  sentence: 'A migration says why, what it locks and the way forward; its name says whose it is.',
  check: (files) =>
    files
      .filter(({ path }) => path.startsWith('db/migrations/'))
      .flatMap(({ path, text }) => [
        ...(/^-- Why: /.test(text) && /-- Locks: /.test(text) && /Way forward/.test(text) ? [] : [`${path}: header`]),
        ...(/^db\/migrations\/\d{4}_[a-z]+_\w+\.sql$/.test(path) ? [] : [`${path}: name`]),
      ]),
}
