import type { Agency } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { levelOf, type Roadmaps } from '../exchange/judging.ts'
import { type Measures, sumOf } from '../exchange/measures.ts'
import { type AgencyFigures, figuresOf } from '../exchange/report.sql.ts'
import { agenciesOf, roadmapsOf } from '../exchange/report.ts'
import { evaluateTargets, type Judged } from '../exchange/targets.ts'
import { type Closing, versionsOf } from '../periods/closing.sql.ts'
import { type Period, previousOf } from '../periods/period.ts'
import { type AgencyHandling, closedHandling, handlingIn } from './handling.sql.ts'
import { type Handling, handlingRatio, handlingSum } from './handling.ts'

/** What an agency or a group of them sent, received, handled and signed in a period. */
export type MonthlyLine = {
  sent: Measures
  handled: Handling
  /** EPROC in percent, not rounded, and its change in points against the period before; null when nothing was issued. */
  percent: number | null
  change: number | null
  judged: Judged | null
}
export type MonthlyGroup = { level: Agency['level']; lines: (MonthlyLine & { agency: Agency })[]; total: MonthlyLine }
export type MonthlyReport = {
  at: Date
  period: Period
  /** The one agency the figures are of; null: all in reach. */
  agency: Agency | null
  agencies: Agency[]
  groups: MonthlyGroup[]
  total: MonthlyLine
  /** Closed versions of the period, the newest first, with what they hold of the same agencies. */
  versions: { closing: Closing; handled: Handling }[]
}

/** EPROC counts documents alone while there are no work files: then it may fall short, but is never called reached (S1 1). */
export function judgeHandling(roadmaps: Roadmaps, about: { level: string; from: string; to: string }, handled: Handling) {
  const { province, targets, adoptions } = roadmaps
  if (province === null) return null
  const figure = { ...handlingRatio('EPROC', handled), partial: true }
  const judged = evaluateTargets(targets, adoptions, {
    ...{ province, scope: 'all', level: about.level, period: { start: about.from, end: about.to } },
    value: ({ formula }) => (formula === 'EPROC' ? figure : undefined),
  })
  return judged.find(({ role }) => role === 'binding') ?? judged[0] ?? null
}

const percentOf = (handled: Handling): number | null => {
  const { part, whole } = handlingRatio('EPROC', handled)
  return whole === 0 ? null : (100 * part) / whole
}

type Known = { period: Period; sent: readonly AgencyFigures[]; handled: readonly AgencyHandling[]; roadmaps: Roadmaps }

/** The line of some agencies together: sums, and ratios of sums. */
function lineOf({ period, sent, handled, roadmaps }: Known, ids: ReadonlySet<string>, level: string): MonthlyLine {
  const { first, last } = period
  const within = <Row extends { agency: string; month: string }>(rows: readonly Row[], span: Pick<Period, 'first' | 'last'>) =>
    rows.filter((row) => ids.has(row.agency) && row.month >= span.first && row.month <= span.last)
  const now = handlingSum(within(handled, period))
  const [percent, before] = [percentOf(now), percentOf(handlingSum(within(handled, previousOf(period))))]
  return {
    sent: sumOf(within(sent, period)),
    handled: now,
    percent,
    change: percent === null || before === null ? null : percent - before,
    judged: judgeHandling(roadmaps, { level, from: first, to: last }, now),
  }
}

const reported = ['PROVINCE', 'DISTRICT', 'COMMUNE'] as const

/**
 * The periodic report of electronic work (S1 1 and 5): for each agency in reach what it sent, received, handled and signed, grouped
 * by level with ratios of sums, against the target of its level. `agency` null: all that the actor's post may see.
 */
export async function monthlyReport(work: Work, about: { period: Period; agency: string | null }): Promise<MonthlyReport> {
  const { period } = about
  const from = [period.first, previousOf(period).first].toSorted()[0] ?? period.first
  const sent = await figuresOf(work, { scopes: ['ALL'], from, to: period.last, at: null })
  const handled = await handlingIn(work, { from, to: period.last }, null)
  const agencies = await agenciesOf(work, period, [...sent, ...handled])
  const agency = agencies.length === 1 ? (agencies[0] ?? null) : (agencies.find(({ id }) => id === about.agency) ?? null)
  // An agency out of reach has no figures; all others stand in the report, also who issued nothing.
  const shown = about.agency === null ? agencies : agencies.filter(({ id }) => id === about.agency)
  const known = { period, sent, handled, roadmaps: await roadmapsOf(work) }
  const groups = reported.flatMap((level): MonthlyGroup[] => {
    const of = shown.filter((one) => one.level === level).toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
    if (of.length === 0) return []
    const lines = of.map((one) => ({ agency: one, ...lineOf(known, new Set([one.id]), levelOf(one)) }))
    return [{ level, lines, total: lineOf(known, new Set(of.map(({ id }) => id)), level.toLowerCase()) }]
  })
  const versions: MonthlyReport['versions'] = []
  const ids = new Set(shown.map(({ id }) => id))
  for (const closing of await versionsOf(work, period)) {
    const kept = (await closedHandling(work, closing.id)).filter((row) => ids.has(row.agency))
    versions.push({ closing, handled: handlingSum(kept) })
  }
  return { at: work.clock.now, period, agency, agencies, groups, total: lineOf(known, ids, 'all'), versions }
}
