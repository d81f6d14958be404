import { sql } from 'kysely'
import type { Pool } from './desk.ts'
import { migrationsIn } from './migrate.ts'

type Health = { ok: boolean; note?: string }

/** Whether the database has the schema of this program: another one may have been started on it meanwhile. */
export function schemaCheck(pool: Pool, from?: string): () => Promise<Health> {
  const known = new Set(migrationsIn(from).map((one) => one.name))
  return async () => {
    const { rows } = await sql<{ name: string }>`select name from public.lt_migration`.execute(pool)
    const ran = new Set(rows.map((row) => row.name))
    const lacks = [...known].filter((name) => !ran.has(name)).length
    if (lacks > 0) return { ok: false, note: `Lược đồ cơ sở dữ liệu thiếu ${lacks} bước: hãy khởi động lại để nâng cấp.` }
    if ([...ran].some((name) => !known.has(name)))
      return { ok: false, note: 'Cơ sở dữ liệu mới hơn chương trình đang chạy: hãy chạy bản chương trình mới hơn.' }
    return { ok: true }
  }
}
