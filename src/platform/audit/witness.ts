import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Pool } from '#platform/db/desk.ts'

/** The head that the program signed last, kept where nobody reaches it who only writes tables. */
export type Witness = { seq: number; hash: string }
/** What is found where it is kept: nothing yet (null), or something that is no head any more. */
export type Kept = Witness | 'unreadable' | null

const Remembered = z.object({ seq: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) })

/** What has a head worth remembering: the chain of the audit, and the log of issued documents (`seq` is its size, `hash` its root). */
const chains = ['audit', 'log'] as const
export type Chain = (typeof chains)[number]

/** Beside the database and not among the secrets: it changes with every sealing, and a restored installation begins without it. */
const witnessFile = (dataDir: string, of: Chain) => join(dataDir, `${of}.head`)

export async function witnessOf(dataDir: string, of: Chain = 'audit'): Promise<Kept> {
  try {
    return Remembered.parse(JSON.parse(await readFile(witnessFile(dataDir, of), 'utf8')))
  } catch (error) {
    return (error as { code?: string }).code === 'ENOENT' ? null : 'unreadable'
  }
}

/** How the chain stands to what is remembered: it goes through that very head, was linked anew, ends before it; or nobody can say. */
export type Standing = 'holds' | 'rewritten' | 'cut' | 'unreadable'

export async function standingOf(pool: Pool, witness: Kept): Promise<Standing> {
  if (witness === null) return 'holds'
  if (witness === 'unreadable') return witness
  const { rows } = await sql<{ hash: Buffer | null }>`select platform.audit_link_hash(${witness.seq}) as hash`.execute(pool)
  const hash = rows[0]?.hash
  if (!hash) return 'cut'
  return hash.toString('hex') === witness.hash ? 'holds' : 'rewritten'
}

/** Remembers a newer head, whole or not at all. */
export async function remember(dataDir: string, witness: Witness, of: Chain = 'audit'): Promise<void> {
  const unfinished = `${witnessFile(dataDir, of)}.${process.pid}`
  await writeFile(unfinished, `${JSON.stringify(witness)}\n`, { mode: 0o600, flush: true })
  await rename(unfinished, witnessFile(dataDir, of))
}

/** For a database that was lawfully replaced by another: a restored backup, a demonstration made anew. */
export async function forgetWitness(dataDir: string): Promise<void> {
  for (const of of chains) await rm(witnessFile(dataDir, of), { force: true })
}
