import { dayOf } from '#kernel/vietnamese.ts'
import { type Agency, accountShares, agenciesOn } from '#organisation'
import type { Tx, Work } from '#platform/db/desk.ts'
import type { Ratio } from '../exchange/definition.ts'
import type { Roadmaps } from '../exchange/judging.ts'
import { roadmapsOf } from '../exchange/report.ts'
import { evaluateTargets, type Judged, type Target } from '../exchange/targets.ts'
import { nowOf } from '../periods/now.sql.ts'
import type { Period } from '../periods/period.ts'
import { type AgencyMonths, agencyMonths, everyHamlet, everyMonths, type HamletReading, hamletReadings } from './spread.sql.ts'

/** How far electronic work has spread: what an agency, or everybody in it, fulfils or not (S0 1.c, S3, S4 III.2.b and III.3.b). */
export const conditions = [
  'exchanges_electronically',
  'uses_eoffice',
  'eoffice_equipped',
  'has_account',
  'hamlet_reached',
] as const
export type Condition = (typeof conditions)[number]
export const spreadLevels = ['province', 'district', 'commune', 'all'] as const
export type SpreadLevel = (typeof spreadLevels)[number]

/** One agency as it stands at the end of a period. People and accounts are those of now, or of the last day when it is past. */
export type Standing = AgencyMonths & { of: Agency; people: number; accounts: number; sent: number; reached: number }

/** Whether an agency fulfils a condition; null where there is nothing to ask (no month begun, nobody in a post). */
export function fulfils(standing: Standing, condition: Condition): boolean | null {
  const { months, worked, exchanged, people, accounts, sent, reached } = standing
  // A hamlet has no office of its own: it is asked only whether what was sent to it arrived (S0 1.c).
  if (condition === 'hamlet_reached') return sent === 0 ? null : reached === sent
  if (condition === 'exchanges_electronically') return months === 0 ? null : exchanged === months
  if (condition === 'uses_eoffice') return months === 0 ? null : worked === months
  if (condition === 'eoffice_equipped') return accounts > 0
  return people === 0 ? null : accounts === people
}

/** The share of a group: agencies of agencies, and for accounts people of people. */
export function spreadRatio(standings: readonly Standing[], condition: Condition): Ratio {
  if (condition === 'has_account') {
    const sum = (key: 'people' | 'accounts') => standings.reduce((whole, one) => whole + one[key], 0)
    return { part: sum('accounts'), whole: sum('people') }
  }
  const asked = standings.filter((one) => fulfils(one, condition) !== null)
  return { part: asked.filter((one) => fulfils(one, condition)).length, whole: asked.length }
}

/** Who is asked for a condition at a level: agencies of the level, and for what hamlets got the hamlets of the communes. */
export const inLevel = (standings: readonly Standing[], level: SpreadLevel, condition: Condition): Standing[] =>
  standings.filter(({ of }) => {
    if (condition === 'hamlet_reached') return of.level === 'HAMLET' && level === 'commune'
    return of.level !== 'HAMLET' && (level === 'all' || of.level.toLowerCase() === level)
  })

const noMonths = { months: 0, worked: 0, exchanged: 0, idle: [], cut_off: [] }

/** State agencies of province, district and commune in reach, and the communes' hamlets, in force on the last day of the period (today while it runs). */
export async function standingsOf(work: Work, period: Period): Promise<Standing[]> {
  const span = { from: period.first, to: period.last }
  const known = { months: await agencyMonths(work, span), hamlets: await hamletReadings(work, span) }
  return standingsFrom(work.tx, period.last < work.clock.today ? period.last : work.clock.today, known)
}

type Known = { months: readonly AgencyMonths[]; hamlets: readonly HamletReading[] }

async function standingsFrom(tx: Tx, day: string, { months, hamlets }: Known): Promise<Standing[]> {
  const agencies = new Map((await agenciesOn(tx, day)).map((agency) => [agency.id, agency]))
  const shares = new Map((await accountShares(tx, day)).map((one) => [one.agency, one]))
  const all = [...months.map((one) => ({ ...one, sent: 0, reached: 0 })), ...hamlets.map((one) => ({ ...noMonths, ...one }))]
  return all.flatMap((one) => {
    const of = agencies.get(one.agency)
    const { people = 0, accounts = 0 } = shares.get(one.agency) ?? {}
    return of ? [{ ...one, of, people, accounts }] : []
  })
}

export type SpreadFigure = { condition: Condition; level: SpreadLevel; ratio: Ratio; judged: Judged | null }

const concerns = (target: Target, condition: Condition) =>
  condition === 'hamlet_reached'
    ? target.formula === 'HAMLET_REACHED'
    : target.condition === condition && (target.formula === 'AGENCY_SHARE' || target.formula === 'STAFF_SHARE')

/** One share against the target that binds its level, the strictest where several do; rows of the texts stand in several scopes. */
function judgedOf(roadmaps: Roadmaps, period: Period, figure: Omit<SpreadFigure, 'judged'>): Judged | null {
  const { province, targets, adoptions } = roadmaps
  if (province === null) return null
  const judged = ['between', 'system', 'hamlet'].flatMap((scope) =>
    evaluateTargets(targets, adoptions, {
      ...{ province, scope, level: figure.level, period: { start: period.first, end: period.last } },
      value: (target) => (concerns(target, figure.condition) ? figure.ratio : undefined),
    }),
  )
  const binding = judged.filter(({ role }) => role === 'binding')
  return binding.toSorted((a, b) => (b.target.value ?? 0) - (a.target.value ?? 0))[0] ?? judged[0] ?? null
}

/** Every condition by level and over all, with the target of the level. Levels without agencies are left out. */
export function spreadOf(standings: readonly Standing[], roadmaps: Roadmaps, period: Period): SpreadFigure[] {
  return conditions.flatMap((condition) =>
    spreadLevels.flatMap((level) => {
      const own = inLevel(standings, level, condition)
      if (own.length === 0) return []
      const figure = { condition, level, ratio: spreadRatio(own, condition) }
      return [{ ...figure, judged: judgedOf(roadmaps, period, figure) }]
    }),
  )
}

/** Every condition of the whole province, for the machine's own command: bound to nobody's post. */
export async function spreadAt(tx: Tx, period: Period): Promise<SpreadFigure[]> {
  const span = { from: period.first, to: period.last }
  const known = { months: await everyMonths(tx, span), hamlets: await everyHamlet(tx, span) }
  const today = dayOf(await nowOf(tx))
  const standings = await standingsFrom(tx, period.last < today ? period.last : today, known)
  return spreadOf(standings, await roadmapsOf({ tx }), period)
}
