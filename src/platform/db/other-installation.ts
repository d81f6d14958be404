import pg from 'pg'
import { cannotStart } from '#platform/config/problem.ts'

/** What PostgreSQL answers when name and password do not fit. */
const wrongPassword = new Set(['28P01', '28000'])

/** Another database of the server whose tables the serving roles reach: an installation of its own. */
async function otherDatabase(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct b.datname as name from pg_shdepend d join pg_database b on b.oid = d.dbid
     where d.refclassid = 'pg_authid'::regclass and b.datname <> current_database()
       and d.refobjid = (select oid from pg_roles where rolname = 'lt_app') order by 1 limit 1`,
  )
  return rows[0]?.name ?? null
}

async function opens(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return true
  } catch (error) {
    if (wrongPassword.has((error as { code?: string }).code ?? '')) return false
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Roles belong to the whole server, so the passwords that this installation would set could lock another one out of its own
 * database. Answers whether passwords are this installation's to set: yes on a server of its own, no where another database
 * stands beside it and the same secret opens already.
 * @throws cannot-start, before anything is changed, when they are another installation's
 */
export async function ownsPasswords(client: pg.Client, servingUrl: string): Promise<boolean> {
  const other = await otherDatabase(client)
  if (!other) return true
  if (await opens(servingUrl)) return false
  throw cannotStart(
    `Máy chủ PostgreSQL này đã phục vụ một bản cài khác (cơ sở dữ liệu "${other}"). Tài khoản lt_app, lt_seed là chung của cả máy chủ, nên hai bản cài không thể dùng chung một máy chủ. Chưa có gì bị thay đổi. Hãy đặt DATABASE_URL tới một máy chủ PostgreSQL riêng cho bản cài này, hoặc bỏ DATABASE_URL để dùng PostgreSQL kèm theo.`,
    `This PostgreSQL server serves another installation (database "${other}"), and the roles lt_app and lt_seed belong to the whole server. Nothing was changed. Point DATABASE_URL to a PostgreSQL server of its own, or leave it out to use the one that comes along.`,
  )
}
