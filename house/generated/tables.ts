import { code, page, table } from './markdown.ts'
import { catalogue, servingRoles, type TableRow } from './tables.sql.ts'

const rightsOf = ({ rights }: TableRow): string =>
  servingRoles
    .flatMap((role) => {
      const does = rights.filter((one) => one.role === role).map((one) => one.does.replace(/^\w+/, (word) => word.toLowerCase()))
      return does.length > 0 ? [`${code(role)} ${does.join(', ')}`] : []
    })
    .join('; ') || 'none'

const oneTable = (one: TableRow): string[] => [
  `### ${one.name}`,
  one.secured ? `Row security: ${one.policies.join(', ') || 'no policy, nobody but the owner'}.` : 'No row security.',
  `Rights: ${rightsOf(one)}.`,
  table(
    ['Column', 'Type', 'Required'],
    one.columns.map(({ name, type, required }) => [code(name), type, required ? 'yes' : '']),
  ),
  ...(one.keys.length > 0 ? [one.keys.map((key) => `- ${code(key)}`).join('\n')] : []),
]

/** docs/generated/tables.md @param ownerUrl - a migrated database, as its owner */
export async function tablesPage(ownerUrl: string): Promise<string> {
  const { tables, functions } = await catalogue(ownerUrl)
  const crossing = functions.filter(({ definer }) => definer)
  return page('Tables', 'a database with all migrations', [
    '## Functions with the rights of their owner',
    table(
      ['Function', 'Owner'],
      // The owner of the schema has another name in every installation.
      crossing.map(({ name, owner }) => [code(name), owner.startsWith('lt_') ? code(owner) : 'owner of the schema']),
    ),
    '## Tables',
    ...tables.flatMap(oneTable),
  ])
}
