import { sql } from 'kysely'
import type { Tx, Work } from '#platform/db/desk.ts'
import type { Handling, HandlingColumn } from './handling.ts'

/** The measures of one agency for the documents issued or registered in one month (its first day). */
export type AgencyHandling = Handling & { agency: string; month: string }
export type Span = { from: string; to: string }

/** Handling of the agencies that the actor's post may see, as known at an instant (null: now). */
export async function handlingIn({ tx, actor }: Work, { from, to }: Span, at: Date | null): Promise<AgencyHandling[]> {
  const { rows } =
    await sql<AgencyHandling>`select * from statistics.monthly(${actor.post || null}, ${from}, ${to}, ${at})`.execute(tx)
  return rows
}

/** The same for the machine's own commands: asked by the owner of the database, bound to nobody's post. */
export async function handlingOfAgency(tx: Tx, agency: string | null, { from, to }: Span): Promise<AgencyHandling[]> {
  const { rows } =
    await sql<AgencyHandling>`select * from statistics.handling(${agency === null ? null : [agency]}::uuid[], ${from}, ${to}, null)`.execute(
      tx,
    )
  return rows
}

/** What one closed version of a period counted, of the agencies that the actor's post may see. */
export async function closedHandling({ tx, actor }: Work, closing: string): Promise<AgencyHandling[]> {
  const { rows } = await sql<AgencyHandling>`select * from statistics.closed_monthly(${actor.post || null}, ${closing})`.execute(
    tx,
  )
  return rows
}

/** A counted document as it may be seen across agencies; `day` is that of its issue or of its số đến. */
export type HandledRow = Handling & {
  document: string
  direction: 'OUT' | 'IN'
  agency: string
  day: string
  holder: string
  issuer: string
  code: string
  notation: string
  promulgation_date: string | null
  kind: string
  arrival_number: number | null
  state: string
}
export type HandledAsked = Span & {
  /** Null: of all agencies that the post may see. */
  agency: string | null
  of: HandlingColumn
  after: { day: string; identity: string } | null
  limit: number
  /** A closed version whose identities are asked; null: as it stands. */
  closing: string | null
}

/** The documents behind one figure of handling, newest first; at most 1,000. */
export async function handledDocuments({ tx, actor }: Work, asked: HandledAsked): Promise<HandledRow[]> {
  const { rows } = await sql<HandledRow>`
    select * from statistics.handled_documents(${actor.post || null}, ${asked.agency}, ${asked.from}, ${asked.to}, ${asked.of},
      ${asked.after?.day ?? null}, ${asked.after?.identity ?? null}, ${asked.limit}, ${asked.closing})`.execute(tx)
  return rows
}

/** Folds up to `limit` differences into the sums of months; returns how many there were. */
export async function foldHandling({ tx }: Work, limit: number): Promise<number> {
  const { rows } = await sql<{ folded: number }>`select statistics.fold_handled(${limit}) as folded`.execute(tx)
  return rows[0]?.folded ?? 0
}
