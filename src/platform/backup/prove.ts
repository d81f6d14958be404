import type { KeyObject } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AuditReport, verifyAudit } from '#platform/audit/seal.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import type { Manifest } from './manifest.ts'
import { restore } from './restore.ts'

export type Proof = { at: string; kind: Manifest['kind']; tables: number; rows: number; files: number; audit: AuditReport | null }

/**
 * Proves a backup by restoring it into a second instance, a PostgreSQL of its own in a temporary folder that is removed
 * afterwards: every hash, every row count, every foreign key, and with `auditKey` the whole audit chain.
 * @throws Error with a Vietnamese sentence when anything does not fit
 */
export async function proveBackup(folder: string, auditKey: KeyObject | null): Promise<Proof> {
  const place = await mkdtemp(join(tmpdir(), 'lt-prove-'))
  const secret = crypto.randomUUID()
  const embedded = await startEmbedded({ dataDir: place, settings: { fsync: 'off' } })
  try {
    const manifest = await restore({ ownerUrl: embedded.url, blobFolder: join(place, 'blobs'), secret }, folder)
    const pool = openPool(roleUrl(embedded.url, 'lt_app', secret), 2)
    const audit = auditKey ? await verifyAudit(pool, auditKey).finally(() => pool.destroy()) : null
    if (!auditKey) await pool.destroy()
    if (audit && !audit.whole) throw new Error(`Bản sao lưu khôi phục được nhưng chuỗi nhật ký gãy ở ${audit.brokenAt}.`)
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    return { at: manifest.at, kind: manifest.kind, tables: manifest.tables.length, rows, files: manifest.files.length, audit }
  } finally {
    await embedded.stop()
    await rm(place, { recursive: true, force: true })
  }
}
