import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { record, routineOf } from '#platform/backup/routine.ts'
import type { Pool } from '#platform/db/desk.ts'
import { type Kept, remember, type Standing, standingOf, witnessOf } from './witness.ts'

/**
 * An Ed25519 key of this installation, in `secrets` of the data folder, made at first use. Kept outside the database: who can write
 * tables cannot sign a new head.
 */
export async function installationKey(dataDir: string, name: string): Promise<KeyObject> {
  const file = join(dataDir, 'secrets', name)
  const there = await readFile(file).catch(() => null)
  if (there) return createPrivateKey(there)
  await mkdir(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 })
  const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  try {
    await writeFile(file, made, { flag: 'wx', mode: 0o600, flush: true })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
  return createPrivateKey(await readFile(file))
}

/** The key that signs the heads of the audit chain, in `secrets/audit.key`. */
export const auditKey = (dataDir: string): Promise<KeyObject> => installationKey(dataDir, 'audit.key')

type Head = { seq: number; hash: Buffer; linked: number }
/** Rows linked or looked at in one statement. */
export const most = 5_000
/** What is signed: position and hash, so that an old head cannot stand for a longer chain. */
export const message = (seq: number, hash: Uint8Array) => Buffer.concat([Buffer.from(`lienthong audit ${seq} `), hash])

async function signed(pool: Pool, key: KeyObject): Promise<Head | null> {
  const { rows } = await sql<Head>`select seq, hash, linked from platform.link_audit(${most})`.execute(pool)
  const [head] = rows
  if (!head || head.linked === 0) return null
  const signature = sign(null, message(head.seq, head.hash), key)
  await sql`select platform.sign_audit_head(${head.seq}, ${head.hash}, ${signature})`.execute(pool)
  return head
}

/** Links the rows that were committed since, and signs the head. Returns how many were linked. May run in many processes. */
export const sealAudit = async (pool: Pool, key: KeyObject): Promise<number> => (await signed(pool, key))?.linked ?? 0

/** Under this name administrators read whether the chain still goes through the head that was remembered. */
export const chainRoutine = 'audit.chain'

async function tellBroken(pool: Pool, standing: Standing, kept: Kept): Promise<void> {
  if ((await routineOf(pool, chainRoutine))?.ok !== false) await record(pool, chainRoutine, false, { standing, kept })
}

/**
 * Seals as `sealAudit` does and remembers the head outside the database. Where the chain no longer goes through the head that was
 * remembered before, that one is kept as evidence and administrators are told: nothing that is signed later covers it up.
 */
export async function sealAndRemember(pool: Pool, dataDir: string): Promise<Standing> {
  const before = await witnessOf(dataDir)
  const standing = await standingOf(pool, before)
  const head = await signed(pool, await auditKey(dataDir))
  if (standing !== 'holds') await tellBroken(pool, standing, before)
  else if (head) {
    await remember(dataDir, { seq: head.seq, hash: head.hash.toString('hex') })
    if (!before) await record(pool, chainRoutine, true, { seq: head.seq })
  }
  return standing
}

/** The rows of the audit that no link holds yet: how many, and the oldest (null: none). */
export async function unsealedTail(pool: Pool): Promise<{ rows: number; oldest: Date | null }> {
  const { rows } = await sql<{ rows: number; oldest: Date | null }>`select rows, oldest from platform.audit_tail()`.execute(pool)
  return rows[0] ?? { rows: 0, oldest: null }
}
