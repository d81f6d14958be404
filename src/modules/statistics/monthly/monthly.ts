import type { Agency } from '#organisation'
import type { Tx, Work } from '#platform/db/desk.ts'
import { levelOf, type Roadmaps } from '../exchange/judging.ts'
import { type Measures, sumOf } from '../exchange/measures.ts'
import { type AgencyFigures, figuresOf, figuresOfAgency } from '../exchange/report.sql.ts'
import { agenciesAmong, agenciesOf, chosenAmong, roadmapsOf } from '../exchange/report.ts'
import { evaluateTargets, type Judged } from '../exchange/targets.ts'
import { type Closing, versionsOf } from '../periods/closing.sql.ts'
import { nowOf } from '../periods/now.sql.ts'
import { type Period, previousOf } from '../periods/period.ts'
import { type AgencyHandling, closedHandling, handlingIn, handlingOfAgency } from './handling.sql.ts'
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

type About = { period: Period; agency: string | null }
type Facts = Omit<Known, 'period'> & { agencies: Agency[]; at: Date }
const spanOf = ({ period }: About) => ({ from: [period.first, previousOf(period).first].toSorted()[0] ?? '', to: period.last })

/** The report out of what is known of some agencies. @throws Refused not-found for an agency that is none of them */
function reportFrom({ period, agency: asked }: About, { agencies, at, ...facts }: Facts): MonthlyReport {
  const agency = chosenAmong(agencies, asked)
  // All in reach stand in the report, also who issued nothing.
  const shown = agency === null ? agencies : [agency]
  const known = { period, ...facts }
  const groups = reported.flatMap((level): MonthlyGroup[] => {
    const of = shown.filter((one) => one.level === level).toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
    if (of.length === 0) return []
    const lines = of.map((one) => ({ agency: one, ...lineOf(known, new Set([one.id]), levelOf(one)) }))
    return [{ level, lines, total: lineOf(known, new Set(of.map(({ id }) => id)), level.toLowerCase()) }]
  })
  const total = lineOf(known, new Set(shown.map(({ id }) => id)), 'all')
  return { at, period, agency, agencies, groups, total, versions: [] }
}

/**
 * The periodic report of electronic work (S1 1 and 5): for each agency in reach what it sent, received, handled and signed, grouped
 * by level with ratios of sums, against the target of its level. `agency` null: all that the actor's post may see.
 * @throws Refused not-found for an agency out of reach
 */
export async function monthlyReport(work: Work, about: About): Promise<MonthlyReport> {
  const span = spanOf(about)
  const sent = await figuresOf(work, { scopes: ['ALL'], ...span, at: null })
  const handled = await handlingIn(work, span, null)
  const agencies = await agenciesOf(work, about.period, [...sent, ...handled])
  const report = reportFrom(about, { sent, handled, agencies, roadmaps: await roadmapsOf(work), at: work.clock.now })
  const ids = new Set(report.groups.flatMap(({ lines }) => lines.map(({ agency }) => agency.id)))
  for (const closing of await versionsOf(work, about.period)) {
    const kept = (await closedHandling(work, closing.id)).filter((row) => ids.has(row.agency))
    report.versions.push({ closing, handled: handlingSum(kept) })
  }
  return report
}

/** The same for the machine's own command: of all agencies, asked by the owner of the database, bound to nobody's post. */
export async function periodicOf(tx: Tx, about: About): Promise<MonthlyReport> {
  const span = spanOf(about)
  const sent = await figuresOfAgency(tx, null, { scopes: ['ALL'], ...span, at: null })
  const handled = await handlingOfAgency(tx, null, span)
  const agencies = await agenciesAmong(tx, about.period, { figures: [...sent, ...handled], reach: () => true })
  return reportFrom(about, { sent, handled, agencies, roadmaps: await roadmapsOf({ tx }), at: await nowOf(tx) })
}
