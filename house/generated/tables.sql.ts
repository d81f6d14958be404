import pg from 'pg'

export type Column = { name: string; type: string; required: boolean }
export type Right = { role: string; does: string }
export type TableRow = { name: string; secured: boolean; columns: Column[]; policies: string[]; rights: Right[]; keys: string[] }
export type FunctionRow = { name: string; owner: string; definer: boolean }
export type Catalogue = { tables: TableRow[]; functions: FunctionRow[] }

/** The roles that serve people; the owner of the schema is not one of them. */
export const servingRoles = ['lt_app', 'lt_seed', 'lt_crossing', 'lt_search', 'lt_statistics', 'lt_sealer'] as const

const ours = `n.nspname not in ('public', 'information_schema', 'graphile_worker') and n.nspname !~ '^pg_'`

const tables = `select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured,
  (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull)
    order by a.attnum), '[]') from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  (select coalesce(json_agg(p.polname || ' (' || case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
    when 'd' then 'delete' else 'all' end || ')' order by p.polname), '[]') from pg_policy p where p.polrelid = c.oid) as policies,
  (select coalesce(json_agg(pg_get_constraintdef(k.oid) order by k.conname), '[]') from pg_constraint k
    where k.conrelid = c.oid and k.contype = 'f') as keys,
  (select coalesce(json_agg(json_build_object('role', r.role, 'does', r.does) order by r.at, r.does), '[]') from (
    select role, at, does from unnest($1::text[]) with ordinality as s (role, at),
      unnest(array['DELETE', 'INSERT', 'SELECT', 'TRUNCATE', 'UPDATE']) as does
    where has_table_privilege(role, c.oid, does)
    union all
    select role, at, 'UPDATE (' || string_agg(a.attname, ', ' order by a.attnum) || ')' from unnest($1::text[]) with ordinality as s (role, at),
      pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and not has_table_privilege(role, c.oid, 'UPDATE')
      and has_column_privilege(role, c.oid, a.attnum, 'UPDATE') group by role, at) r) as rights
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and ${ours} order by 1`

const functions = `select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name,
  pg_get_userbyid(p.proowner) as owner, p.prosecdef as definer
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours} order by 1`

/** What the database itself says about our schemas: tables, columns, row security, rights, functions and their owners. */
export async function catalogue(ownerUrl: string): Promise<Catalogue> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const found = await client.query<TableRow>(tables, [servingRoles])
    return { tables: found.rows, functions: (await client.query<FunctionRow>(functions)).rows }
  } finally {
    await client.end()
  }
}
