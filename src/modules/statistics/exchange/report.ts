import { Refused } from '#kernel/refused.ts'
import { type Agency, agenciesOn, agencyById } from '#organisation'
import type { Tx, Work } from '#platform/db/desk.ts'
import { type Closing, versionsOf } from '../periods/closing.sql.ts'
import { monthBefore, type Period, previousOf } from '../periods/period.ts'
import { adoptionsOf, provinceOf, targetsOf } from '../targets/target.sql.ts'
import { ratio } from './definition.ts'
import { judgedIn, levelOf, type Roadmaps, targetOf } from './judging.ts'
import { type Measures, type Scope, sumOf } from './measures.ts'
import {
  type AgencyFigures,
  type Attention,
  agenciesInReach,
  attention,
  closedFigures,
  figuresOf,
  type PaperReason,
  paperReasons,
} from './report.sql.ts'
import type { Judged } from './targets.ts'

export type Order = 'lowest' | 'highest' | 'rising'
export type ExchangeQuestion = {
  period: Period
  scope: Scope
  /** One agency, or null for all that the actor's post may see. */
  agency: string | null
  order: Order
  /** The agency whose reasons for paper are shown. */
  open: string | null
}

/** One line of the table of agencies. `change` in points against the period before. */
export type AgencyLine = {
  agency: Agency
  measures: Measures
  percent: number | null
  change: number | null
  judged: Judged | null
}
export type ExchangeReport = {
  /** Instant of the figures. */
  at: Date
  period: Period
  scope: Scope
  /** The one agency the figures are of; null: all in reach. */
  agency: Agency | null
  /** The agencies to choose from; one when the post sees its own only. */
  agencies: Agency[]
  rates: { scope: Scope; measures: Measures; judged: Judged | null }[]
  measures: Measures
  targets: Judged[]
  trend: { month: Period; measures: Measures }[]
  lines: AgencyLine[]
  attention: Attention[]
  reasons: PaperReason[]
  /** Closed versions of the period, the newest first, with what they hold of the same agencies and scope. */
  versions: { closing: Closing; measures: Measures }[]
}

/** The rate E in percent, not rounded; null when nothing was sent. */
export function percentE(measures: Measures): number | null {
  const { part, whole } = ratio('E_DOC', measures)
  return whole === 0 ? null : (100 * part) / whole
}

const cards = ['BETWEEN', 'INTERNAL', 'EXTERNAL'] as const
const monthsOfTrend = 12

/** What binds the province today and before: every roadmap it ever adopted with its rows. */
export async function roadmapsOf({ tx }: Pick<Work, 'tx'>): Promise<Roadmaps> {
  const province = await provinceOf(tx)
  const adoptions = province === null ? [] : await adoptionsOf(tx, province)
  return {
    province,
    adoptions,
    targets: await targetsOf(
      tx,
      adoptions.map(({ roadmap }) => roadmap),
    ),
  }
}

function within(figures: readonly AgencyFigures[], { first, last }: Period, scope: Scope): AgencyFigures[] {
  return figures.filter((row) => row.scope === scope && row.month >= first && row.month <= last)
}

function linesOf(figures: readonly AgencyFigures[], agencies: readonly Agency[], about: ExchangeQuestion, roadmaps: Roadmaps) {
  const { period, scope, order } = about
  const now = Map.groupBy(within(figures, period, scope), ({ agency }) => agency)
  const before = Map.groupBy(within(figures, previousOf(period), scope), ({ agency }) => agency)
  const lines = agencies.flatMap((agency): AgencyLine[] => {
    const rows = now.get(agency.id)
    if (!rows) return []
    const measures = sumOf(rows)
    const percent = percentE(measures)
    const earlier = percentE(sumOf(before.get(agency.id) ?? []))
    const judged = judgedIn(roadmaps, { scope, level: levelOf(agency), from: period.first, to: period.last }, measures)
    return [
      {
        agency,
        measures,
        percent,
        change: percent === null || earlier === null ? null : percent - earlier,
        judged: targetOf(judged, 'E_DOC'),
      },
    ]
  })
  const rank: Record<Order, (line: AgencyLine) => number> = {
    lowest: ({ percent }) => percent ?? 101,
    highest: ({ percent }) => -(percent ?? -1),
    rising: ({ change }) => -(change ?? -1000),
  }
  return lines.toSorted((a, b) => rank[order](a) - rank[order](b) || a.agency.name.localeCompare(b.agency.name, 'vi'))
}

async function closedOf(work: Work, { period, scope, agency }: ExchangeQuestion): Promise<ExchangeReport['versions']> {
  const versions: ExchangeReport['versions'] = []
  for (const closing of await versionsOf(work, period)) {
    const figures = (await closedFigures(work, closing.id)).filter((row) => row.scope === scope)
    versions.push({ closing, measures: sumOf(figures.filter((row) => agency === null || row.agency === agency)) })
  }
  return versions
}

/** Agencies in reach on the last day of the period, and those gone by then that sent in it: no figure loses its issuer. */
export async function agenciesOf(work: Work, period: Period, figures: readonly { agency: string }[]): Promise<Agency[]> {
  const reach = new Set(await agenciesInReach(work))
  return agenciesAmong(work.tx, period, { figures, reach: (id) => reach.has(id) })
}

type Among = { figures: readonly { agency: string }[]; reach: (agency: string) => boolean }

export async function agenciesAmong(tx: Tx, period: Period, { figures, reach }: Among): Promise<Agency[]> {
  const then = (await agenciesOn(tx, period.last)).filter(({ id, level }) => reach(id) && usual.includes(level))
  const known = new Set(then.map(({ id }) => id))
  const gone = [...new Set(figures.map(({ agency }) => agency))].filter((id) => !known.has(id))
  const found = await Promise.all(gone.map((id) => agencyById(tx, id)))
  return [...then, ...found.filter((agency) => agency !== undefined)]
}
/**
 * The one agency that the figures are of: the one asked for, or the only one in reach; null: all of them. One that has no figures
 * here is missing: a report about others, or an empty one under their name, would be misread. @throws Refused not-found
 */
export function chosenAmong(agencies: readonly Agency[], asked: string | null): Agency | null {
  const chosen = agencies.find(({ id }) => id === asked)
  if (asked !== null && !chosen) throw new Refused('not-found', 'agency')
  return chosen ?? (agencies.length === 1 ? (agencies[0] ?? null) : null)
}

/** Levels whose bodies issue documents under numbers of their own. */
const usual: readonly Agency['level'][] = ['PROVINCE', 'DISTRICT', 'COMMUNE']

/**
 * The figures of electronic exchange for one period (law: targets of the five texts; S4 II.2), as they stand now: rates against
 * their targets, twelve months, agencies, what needs a person. Only of agencies that the actor's post may see; an agency out
 * of its reach has no figures.
 */
export async function exchangeReport(work: Work, about: ExchangeQuestion): Promise<ExchangeReport> {
  const { period, scope } = about
  const trendFrom = monthBefore(period.last, monthsOfTrend - 1).first
  const from = [trendFrom, previousOf(period).first].toSorted()[0] ?? trendFrom
  const all = await figuresOf(work, { scopes: [...new Set<Scope>([...cards, scope])], from, to: period.last, at: null })
  const agencies = await agenciesOf(work, period, all)
  const agency = chosenAmong(agencies, about.agency)
  const figures = about.agency === null ? all : all.filter((row) => row.agency === about.agency)
  const roadmaps = await roadmapsOf(work)
  const judge = (of: Scope, measures: Measures) =>
    judgedIn(roadmaps, { scope: of, level: levelOf(agency), from: period.first, to: period.last }, measures)
  const rates = cards.map((of) => {
    const measures = sumOf(within(figures, period, of))
    return { scope: of, measures, judged: targetOf(judge(of, measures), 'E_DOC') }
  })
  const measures = sumOf(within(figures, period, scope))
  const months = Array.from({ length: monthsOfTrend }, (_, back) => monthBefore(period.last, monthsOfTrend - 1 - back))
  const open = about.open
  return {
    at: work.clock.now,
    ...{ period, scope, agency, agencies, rates, measures },
    targets: judge(scope, measures),
    trend: months.map((month) => ({ month, measures: sumOf(within(figures, month, scope)) })),
    lines: linesOf(figures, agencies, about, roadmaps),
    attention: await attention(work),
    reasons: open === null ? [] : await paperReasons(work, open, { scope, from: period.first, to: period.last }),
    versions: await closedOf(work, about),
  }
}
