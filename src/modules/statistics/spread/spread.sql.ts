import { sql } from 'kysely'
import type { Tx, Work } from '#platform/db/desk.ts'
import type { Span } from '../monthly/handling.sql.ts'

/** In how many months of a period an agency worked in the e-office, and exchanged electronically with province or district. */
export type AgencyMonths = {
  agency: string
  /** Months of the period that have begun and in which the agency was in force. */
  months: number
  worked: number
  exchanged: number
  /** First days of the months without. */
  idle: string[]
  cut_off: string[]
}

/** What a hamlet was sent in a period, and of how much it is known that it was read or told. */
export type HamletReading = { agency: string; sent: number; reached: number }

/** Of the hamlets of the communes that the actor's post may see, in force on the last day of the period. */
export async function hamletReadings({ tx, actor }: Work, { from, to }: Span): Promise<HamletReading[]> {
  const { rows } =
    await sql<HamletReading>`select * from statistics.hamlet_readings(${actor.post || null}, ${from}, ${to})`.execute(tx)
  return rows
}

/** Of the state agencies of province, district and commune that the actor's post may see, in force on the last day of the period. */
export async function agencyMonths({ tx, actor }: Work, { from, to }: Span): Promise<AgencyMonths[]> {
  const { rows } =
    await sql<AgencyMonths>`select agency, months, worked, exchanged, idle::text[] as idle, cut_off::text[] as cut_off
    from statistics.agency_months(${actor.post || null}, ${from}, ${to})`.execute(tx)
  return rows
}

/** The same two for the machine's own command: of all agencies, asked by the owner of the database, bound to nobody's post. */
export async function everyMonths(tx: Tx, { from, to }: Span): Promise<AgencyMonths[]> {
  const { rows } =
    await sql<AgencyMonths>`select agency, months, worked, exchanged, idle::text[] as idle, cut_off::text[] as cut_off
    from statistics.months_of(null, ${from}, ${to})`.execute(tx)
  return rows
}
export async function everyHamlet(tx: Tx, { from, to }: Span): Promise<HamletReading[]> {
  return (await sql<HamletReading>`select * from statistics.hamlets_of(null, ${from}, ${to})`.execute(tx)).rows
}
