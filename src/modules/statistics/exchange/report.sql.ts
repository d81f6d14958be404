import { sql } from 'kysely'
import type { Tx, Work } from '#platform/db/desk.ts'
import type { Channel, ExchangeClass, Purpose } from './definition.ts'
import type { Measures, Scope } from './measures.ts'

/** Of which documents: first sent in the scope from `from` to `to` (yyyy-mm-dd, both included), as known at `at` (null: now). */
export type Asked = { scopes: readonly Scope[]; from: string; to: string; at: Date | null }
/** The measures of one agency in one scope for the documents of one month (its first day) that lie in the period. */
export type AgencyFigures = Measures & { agency: string; scope: Scope; month: string }

/** Figures of the agencies that the actor's post may see; one per agency, scope and month with anything to count. */
export async function figuresOf({ tx, actor }: Work, { scopes, from, to, at }: Asked): Promise<AgencyFigures[]> {
  const { rows } = await sql<AgencyFigures>`
    select * from statistics.exchange(${actor.post || null}, ${scopes}::text[], ${from}, ${to}, ${at})`.execute(tx)
  return rows
}

/** The agencies whose figures the actor's post may see: its own, or all of the province. */
export async function agenciesInReach({ tx, actor }: Work): Promise<string[]> {
  const { rows } = await sql<{ reach: string[] | null }>`select statistics.reach(${actor.post || null}) as reach`.execute(tx)
  return rows[0]?.reach ?? []
}

/** The same figures for the machine's own commands (`agency` null: of all): asked by the owner of the database, bound to nobody's post. */
export async function figuresOfAgency(tx: Tx, agency: string | null, { scopes, from, to, at }: Asked): Promise<AgencyFigures[]> {
  const { rows } = await sql<AgencyFigures>`
    select * from statistics.figures(${agency === null ? null : [agency]}::uuid[], ${scopes}::text[], ${from}, ${to}, ${at})`.execute(
    tx,
  )
  return rows
}

/** Figures of one closed version, of the agencies that the actor's post may see. */
export async function closedFigures({ tx, actor }: Work, closing: string): Promise<AgencyFigures[]> {
  const { rows } = await sql<AgencyFigures>`select * from statistics.closed(${actor.post || null}, ${closing})`.execute(tx)
  return rows
}

/** The columns of the report that open a list of documents. */
export const openable = [
  ...(['documents', 'unnumbered', 'e', 'h', 'p', 'paper', 'electronic', 'mixed', 'complete', 'incomplete'] as const),
  ...(['eoffice', 'email', 'portal', 'specialised', 'failed', 'refused', 'unasked-paper'] as const),
  ...(['sent-e', 'sent-h', 'sent-p'] as const),
] as const
export type Openable = (typeof openable)[number]

/** The facts of one delivery, as they may be seen across agencies. `sentAt` is an ISO instant. */
export type CitedDelivery = {
  recipient: string
  class: ExchangeClass | null
  complete: boolean
  channel: Channel | null
  copies: number
  basis: string | null
  purpose: Purpose
  state: string
  sentAt: string
}
/** What a counted document is cited by; `promulgation_date` and `day_sent` are yyyy-mm-dd; `deliveries` holds at most 200. */
export type CountedRow = {
  identity: string
  agency: string
  day_sent: string
  documents: number
  e: number
  h: number
  p: number
  mixed: number
  complete: number
  copies: number
  recipients: number
  issuer: string
  code_number: number | null
  code_suffix: string
  code_notation: string | null
  promulgation_date: string | null
  kind: string
  replaced: boolean
  recalled: boolean
  deliveries: CitedDelivery[]
}
/** The last row of the page before. */
export type After = { day: string; identity: string } | null
export type ListAsked = {
  /** Null: of all agencies that the post may see. */
  agency: string | null
  scope: Scope
  of: Openable
  after: After
  limit: number
}

/** The documents behind one figure as it stands, newest first; at most 1,000. */
export async function documentsBehind(
  { tx, actor }: Work,
  period: { from: string; to: string },
  list: ListAsked,
): Promise<CountedRow[]> {
  const { rows } = await sql<CountedRow>`
    select * from statistics.exchange_documents(${actor.post || null}, ${list.agency}, ${list.scope}, ${period.from}, ${period.to}, ${list.of},
      ${list.after?.day ?? null}, ${list.after?.identity ?? null}, ${list.limit})`.execute(tx)
  return rows
}

/** The identities that a closed version counted, with their class at its instant. */
export async function closedDocuments({ tx, actor }: Work, closing: string, list: ListAsked): Promise<CountedRow[]> {
  const { rows } = await sql<CountedRow>`
    select * from statistics.closed_documents(${actor.post || null}, ${closing}, ${list.agency}, ${list.scope}, ${list.of},
      ${list.after?.day ?? null}, ${list.after?.identity ?? null}, ${list.limit})`.execute(tx)
  return rows
}

export type PaperReason = { basis: string; documents: number }

/** Why paper went from one agency in a period: legal bases by number of documents; empty when the post may not see it. */
export async function paperReasons(
  { tx, actor }: Work,
  agency: string,
  { scope, from, to }: { scope: Scope; from: string; to: string },
): Promise<PaperReason[]> {
  const { rows } = await sql<PaperReason>`
    select * from statistics.exchange_paper_reasons(${actor.post || null}, ${agency}, ${scope}, ${from}, ${to})`.execute(tx)
  return rows
}

export const matters = ['failed', 'refused', 'waiting', 'recall'] as const
export type Matter = (typeof matters)[number]
export type Attention = { matter: Matter; documents: number; agencies: number; oldest: Date }

/** Documents of the last 60 days with deliveries that need a person: not sent, refused, waiting over four hours, recall unanswered. */
export async function attention({ tx, actor }: Work): Promise<Attention[]> {
  const { rows } = await sql<Attention>`select * from statistics.exchange_attention(${actor.post || null})`.execute(tx)
  return rows
}

/** The documents of one such matter, newest first. */
export async function attentionDocuments(
  { tx, actor }: Work,
  matter: Matter,
  after: After,
  limit: number,
): Promise<CountedRow[]> {
  const { rows } = await sql<CountedRow>`
    select * from statistics.exchange_attention_documents(${actor.post || null}, ${matter}, ${after?.day ?? null},
      ${after?.identity ?? null}, ${limit})`.execute(tx)
  return rows
}

/** In how many figures of exchange and of handling the report differs from a recount of all facts. 0, or the program is at fault. */
export async function mismatchesIn(tx: Tx): Promise<number> {
  const { rows } = await sql<{ wrong: number }>`
    select statistics.mismatches() + statistics.handled_mismatches() as wrong`.execute(tx)
  return rows[0]?.wrong ?? 0
}
export const mismatches = ({ tx }: Work): Promise<number> => mismatchesIn(tx)

/** Folds up to `limit` differences into the roll-up; returns how many there were. */
export async function foldSome({ tx }: Work, limit: number): Promise<number> {
  const { rows } = await sql<{ folded: number }>`select statistics.fold(${limit}) as folded`.execute(tx)
  return rows[0]?.folded ?? 0
}
