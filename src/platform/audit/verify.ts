import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { sql } from 'kysely'
import type { Pool } from '#platform/db/desk.ts'
import { message, most, unsealedTail } from './seal.ts'
import { type Kept, type Standing, standingOf } from './witness.ts'

/** What was done to the audit behind the program's back. */
export type Fault =
  | 'row-changed'
  | 'row-removed'
  | 'link-removed'
  | 'head-forged'
  | 'row-inserted'
  | 'end-removed'
  | 'chain-rewritten'
  | 'head-unreadable'

/**
 * `whole`: every link fits, every head is signed by this key, no row stands beside the chain, and the chain goes through the head
 * that was remembered outside the database. `brokenAt` is the first link or head that does not fit; for a row that was slipped in
 * it is the row's own number.
 */
export type AuditReport = {
  whole: boolean
  links: number
  heads: number
  brokenAt: number | null
  why: Fault | null
  unsealed: { rows: number; oldest: string | null }
}

type Break = { at: number; why: Fault } | null

/**
 * Whether the schema can say what was done. A backup taken on an earlier one is proven before anything of it is brought up to
 * date, and tells only where its chain breaks.
 */
async function saysWhy(pool: Pool): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regproc('platform.audit_strays') is not null as there`.execute(pool)
  return rows[0]?.there ?? false
}
type Checked = { seq: number; hash: Buffer; broken_at: number | null; why: Fault | null }

async function checkLinks(pool: Pool, why: boolean): Promise<{ links: number; broken: Break }> {
  let at: { seq: number; hash: Buffer } = { seq: 0, hash: Buffer.alloc(0) }
  for (;;) {
    const { rows } = await sql<Checked>`select seq, hash, broken_at, ${why ? sql`why` : sql`null`} as why
      from platform.check_audit(${at.seq}, ${at.hash}, ${most})`.execute(pool)
    const [next] = rows
    if (typeof next?.broken_at === 'number')
      return { links: next.seq, broken: { at: next.broken_at, why: next.why ?? 'row-changed' } }
    if (!next || next.seq === at.seq) return { links: at.seq, broken: null }
    at = next
  }
}

type Head = { seq: number; hash: Buffer; signature: Buffer; linked: Buffer | null }

function faultOf({ seq, hash, signature, linked }: Head, key: KeyObject): Fault | null {
  if (!verify(null, message(seq, hash), key, signature)) return 'head-forged'
  if (!linked) return 'end-removed'
  return linked.equals(hash) ? null : 'chain-rewritten'
}

async function checkHeads(pool: Pool, key: KeyObject, why: boolean): Promise<{ heads: number; broken: Break }> {
  const publicKey = createPublicKey(key)
  let heads = 0
  let after = 0
  for (;;) {
    const linked = why ? sql`linked` : sql`case when fits then hash else '' end`
    const { rows } = await sql<Head>`select seq, hash, signature, ${linked} as linked
      from platform.audit_heads(${after}, ${most})`.execute(pool)
    if (rows.length === 0) return { heads, broken: null }
    for (const head of rows) {
      const fault = faultOf(head, publicKey)
      if (fault) return { heads, broken: { at: head.seq, why: fault } }
      heads += 1
      after = head.seq
    }
  }
}

async function checkStrays(pool: Pool): Promise<Break> {
  const { rows } = await sql<{ rows: number; first: number | null }>`select rows, first from platform.audit_strays()`.execute(
    pool,
  )
  const first = rows[0]?.first
  return first === null || first === undefined ? null : { at: first, why: 'row-inserted' }
}

const byStanding: Record<Standing, Fault | null> = {
  holds: null,
  rewritten: 'chain-rewritten',
  cut: 'end-removed',
  unreadable: 'head-unreadable',
}

async function checkWitness(pool: Pool, witness: Kept): Promise<Break> {
  const why = byStanding[await standingOf(pool, witness)]
  if (!why || !witness) return null
  return { at: witness === 'unreadable' ? 0 : witness.seq, why }
}

/**
 * Recounts the whole chain from its first row, checks every signed head and every row beside the chain, and with a `witness` (read
 * before, so that it is never newer than the database) whether the chain still goes through it; names the tail not sealed yet.
 */
export async function verifyAudit(pool: Pool, key: KeyObject, witness: Kept = null): Promise<AuditReport> {
  const why = await saysWhy(pool)
  const links = await checkLinks(pool, why)
  const heads = await checkHeads(pool, key, why)
  const beside = async () => (why ? ((await checkStrays(pool)) ?? (await checkWitness(pool, witness))) : null)
  const broken = links.broken ?? heads.broken ?? (await beside())
  const tail = await unsealedTail(pool)
  return {
    whole: broken === null,
    links: links.links,
    heads: heads.heads,
    brokenAt: broken?.at ?? null,
    why: broken?.why ?? null,
    unsealed: { rows: tail.rows, oldest: tail.oldest?.toISOString() ?? null },
  }
}
