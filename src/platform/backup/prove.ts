import type { KeyObject } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AuditReport, verifyAudit } from '#platform/audit/verify.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { type Manifest, unusable } from './manifest.ts'
import { restore } from './restore.ts'

export type Proof = { at: string; kind: Manifest['kind']; tables: number; rows: number; files: number; audit: AuditReport | null }

async function chainOf(ownerUrl: string, secret: string, key: KeyObject): Promise<AuditReport> {
  const pool = openPool(roleUrl(ownerUrl, 'lt_app', secret), 2)
  const audit = await verifyAudit(pool, key).finally(() => pool.destroy())
  if (!audit.whole) throw unusable(`Bản sao lưu khôi phục được nhưng chuỗi nhật ký gãy ở ${audit.brokenAt}.`)
  return audit
}

/**
 * Proves a backup by restoring it as it was taken into a second instance, a PostgreSQL of its own in a temporary folder that is
 * removed afterwards: every hash, every row count, every foreign key, and with `auditKey` the whole audit chain. `then` may try
 * something on that copy, an upgrade say.
 * @throws Error with a Vietnamese sentence when anything does not fit
 */
export async function proveBackup(
  folder: string,
  auditKey: KeyObject | null,
  then: (ownerUrl: string, secret: string) => Promise<unknown> = async () => {},
): Promise<Proof> {
  const place = await mkdtemp(join(tmpdir(), 'lt-prove-'))
  const secret = crypto.randomUUID()
  const embedded = await startEmbedded({ dataDir: place, settings: { fsync: 'off' } })
  try {
    const to = { ownerUrl: embedded.url, blobFolder: join(place, 'blobs'), secret, asTaken: true as const }
    const manifest = await restore(to, folder)
    const audit = auditKey ? await chainOf(embedded.url, secret, auditKey) : null
    await then(embedded.url, secret)
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    return { at: manifest.at, kind: manifest.kind, tables: manifest.tables.length, rows, files: manifest.files.length, audit }
  } finally {
    await embedded.stop()
    await rm(place, { recursive: true, force: true })
  }
}
