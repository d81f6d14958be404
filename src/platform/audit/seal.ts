import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Pool } from '#platform/db/desk.ts'

/**
 * The Ed25519 key that signs the heads of the audit chain, in `secrets/audit.key` of the data folder, made at first use.
 * Kept outside the database: who can write tables cannot sign a new head.
 */
export async function auditKey(dataDir: string): Promise<KeyObject> {
  const file = join(dataDir, 'secrets', 'audit.key')
  await mkdir(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 })
  const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  try {
    await writeFile(file, made, { flag: 'wx', mode: 0o600, flush: true })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
  return createPrivateKey(await readFile(file))
}

type Head = { seq: number; hash: Buffer; linked: number }
const most = 5_000
/** What is signed: position and hash, so that an old head cannot stand for a longer chain. */
const message = (seq: number, hash: Uint8Array) => Buffer.concat([Buffer.from(`lienthong audit ${seq} `), hash])

/** Links the rows that were committed since, and signs the head. Returns how many were linked. May run in many processes. */
export async function sealAudit(pool: Pool, key: KeyObject): Promise<number> {
  const { rows } = await sql<Head>`select seq, hash, linked from platform.link_audit(${most})`.execute(pool)
  const [head] = rows
  if (!head || head.linked === 0) return 0
  const signature = sign(null, message(head.seq, head.hash), key)
  await sql`select platform.sign_audit_head(${head.seq}, ${head.hash}, ${signature})`.execute(pool)
  return head.linked
}

/** `whole`: every link fits and every head is signed by this key. `brokenAt` is the first link or head that does not. */
export type AuditReport = {
  whole: boolean
  links: number
  heads: number
  brokenAt: number | null
  unsealed: { rows: number; oldest: string | null }
}

type Checked = { seq: number; hash: Buffer; broken_at: number | null }

async function checkLinks(pool: Pool): Promise<Checked> {
  let at: Checked = { seq: 0, hash: Buffer.alloc(0), broken_at: null }
  for (;;) {
    const { rows } =
      await sql<Checked>`select seq, hash, broken_at from platform.check_audit(${at.seq}, ${at.hash}, ${most})`.execute(pool)
    const [next] = rows
    if (!next || next.seq === at.seq) return { ...at, broken_at: next?.broken_at ?? null }
    at = next
    if (at.broken_at !== null) return at
  }
}

async function checkHeads(pool: Pool, key: KeyObject): Promise<{ heads: number; brokenAt: number | null }> {
  const publicKey = createPublicKey(key)
  let heads = 0
  let after = 0
  for (;;) {
    const { rows } = await sql<{ seq: number; hash: Buffer; signature: Buffer; fits: boolean }>`
      select seq, hash, signature, fits from platform.audit_heads(${after}, ${most})`.execute(pool)
    if (rows.length === 0) return { heads, brokenAt: null }
    for (const { seq, hash, signature, fits } of rows) {
      if (!fits || !verify(null, message(seq, hash), publicKey, signature)) return { heads, brokenAt: seq }
      heads += 1
      after = seq
    }
  }
}

/** The rows of the audit that no link holds yet: how many, and the oldest (null: none). */
export async function unsealedTail(pool: Pool): Promise<{ rows: number; oldest: Date | null }> {
  const { rows } = await sql<{ rows: number; oldest: Date | null }>`select rows, oldest from platform.audit_tail()`.execute(pool)
  return rows[0] ?? { rows: 0, oldest: null }
}

/** Recounts the whole chain from its first row and checks every signed head; names the tail that is not sealed yet. */
export async function verifyAudit(pool: Pool, key: KeyObject): Promise<AuditReport> {
  const links = await checkLinks(pool)
  const { heads, brokenAt } = await checkHeads(pool, key)
  const tail = await unsealedTail(pool)
  const broken = links.broken_at ?? brokenAt
  return {
    whole: broken === null,
    links: links.seq,
    heads,
    brokenAt: broken,
    unsealed: { rows: tail.rows, oldest: tail.oldest?.toISOString() ?? null },
  }
}
