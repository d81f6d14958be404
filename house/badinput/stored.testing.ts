import pg from 'pg'

export type Prints = {
  /** One line per table of ours: rows, and the newest transaction that wrote one; equal lines mean that nothing was written. */
  now: () => Promise<string[]>
  close: () => Promise<void>
}

/** A refused secret leaves its audit line, a wrong PIN its count, one's session its last use,
 * a page its having been looked at: these are no content. */
const spared = [
  'documents.outgoing_seen',
  'documents.incoming_seen',
  'platform.audit',
  'signing.key_access',
  'organisation.session',
  'organisation.sign_in_try',
  'organisation.account',
  'platform.outbox',
]

/** Watches what a database stores, as its owner. */
export async function printsOf(ownerUrl: string): Promise<Prints> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('documents', 'organisation', 'platform', 'signing', 'statistics') order by 1`,
  )
  const tables = rows.map(({ name }) => name).filter((name) => !spared.includes(name))
  const all = tables
    .map((name) => `select '${name} ' || count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) as print from ${name}`)
    .join(' union all ')
  return {
    now: async () => (await client.query<{ print: string }>(all)).rows.map(({ print }) => print),
    close: () => client.end(),
  }
}
