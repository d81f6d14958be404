import { z } from 'zod'
import type { Ratio } from './definition.ts'

/** Targets and the roadmaps that bind a province, as they stand in the file of targets (dates 'yyyy-mm-dd'). */
const day = z.iso.date()
const Comparator = z.enum(['gte', 'lte', 'eq'])
const arguments_ = z.record(z.string(), z.unknown())

export const Target = z.object({
  id: z.string(),
  /** The roadmap the row belongs to. */
  seed: z.string(),
  kind: z.enum(['target', 'duty', 'baseline', 'indicator']),
  scope: z.string(),
  level: z.union([z.string(), z.array(z.string())]).transform((level) => (typeof level === 'string' ? [level] : level)),
  indicator: z.string(),
  formula: z.string().optional(),
  condition: z.string().optional(),
  of: z.union([z.string(), z.number()]).optional(),
  filter: arguments_.optional(),
  inner: arguments_.optional(),
  threshold: z.number().optional(),
  service_level: z.int().optional(),
  comparator: Comparator.optional(),
  /** True where the text says "trên": more than, not at least. */
  strict: z.boolean().default(false),
  value: z.number().nullable().default(null),
  unit: z.string().default('percent'),
  start: day.nullable().default(null),
  deadline: day.nullable().default(null),
  until: day.nullable().default(null),
  evaluate: z.enum(['auto', 'collected', 'duty']).optional(),
  /** The wording's figure is shown, this one decides. */
  evaluate_as: z.object({ formula: z.string(), comparator: Comparator, value: z.number() }).optional(),
  interpretation: z.boolean().default(false),
  article: z.string(),
  note: z.string().optional(),
})
export type Target = z.infer<typeof Target>

export const Adoption = z.object({
  province: z.string(),
  roadmap: z.string(),
  from: day.nullable(),
  until: day.nullable(),
  legal_basis: z.string(),
  status: z.enum(['history', 'in_force', 'example']),
})
export type Adoption = z.infer<typeof Adoption>

export const TargetFile = z.object({ targets: z.array(Target), adoptions: z.object({ rows: z.array(Adoption) }) })

export const OwnRoadmap = z.object({
  roadmap: z.string(),
  from: day.nullable(),
  until: day.nullable(),
  rows: z.array(z.object({ based_on: z.string(), value: z.number(), deadline: day.nullable() })),
})
export type OwnRoadmap = z.infer<typeof OwnRoadmap>

/** A province's own roadmap as target rows: those it is based on with another value or deadline. Unknown rows are left out. */
export function ownTargets(own: OwnRoadmap, targets: readonly Target[]): Target[] {
  return own.rows.flatMap(({ based_on, value, deadline }) => {
    const base = targets.find(({ id }) => id === based_on)
    return base
      ? [{ ...base, id: `${own.roadmap}/${based_on}`, seed: own.roadmap, value, deadline, start: own.from, until: own.until }]
      : []
  })
}

export type Verdict = 'MET' | 'NOT_MET' | 'NOT_APPLICABLE' | 'NOT_YET_DUE'

/**
 * A figure to judge: a share as its counts (`partial` when a part of what the formula names cannot be counted yet: then it is
 * never "đạt"), or a plain number in the target's unit. Null: nothing to count.
 */
export type Figure = (Ratio & { partial?: boolean }) | { count: number } | null

export type Question = {
  province: string
  /** Scope or subject of the figures, as in the targets. */
  scope: string
  /** 'province' | 'district' | 'commune' of one agency or group; 'all' for everything together. */
  level: string
  period: { start: string; end: string }
  /** The figure of a row (its formula and arguments); undefined when it is not the caller's to compute. */
  value: (target: Target) => Figure | undefined
}

export type Judged = {
  target: Target
  /** `binding`: judged now. `coming`: the next row of its series, shown without verdict. */
  role: 'binding' | 'coming'
  figure: Figure
  /** Null: the text names no value, or a part is not counted yet. */
  verdict: Verdict | null
  /** Figure minus target, in points or in the target's unit; null without either. */
  gap: number | null
  /** Of a coming row: where a straight line from the row before to it stands at the end of the period. */
  path: number | null
}

const adoptedOn = (day: string, province: string) => (adoption: Adoption) =>
  adoption.province === province && (adoption.from ?? '') <= day && (adoption.until ?? '9999-12-31') >= day

const individual = ['province', 'district', 'commune']
const concerns = (target: Target, level: string): boolean =>
  target.level.some((row) => row === 'all' || row === level || (row === 'agency' && individual.includes(level)))

/** Rows of one series name the same thing to be watched; later ones replace earlier ones. */
const seriesOf = (target: Target): string =>
  JSON.stringify([
    target.formula,
    target.scope,
    target.level.toSorted(),
    target.condition,
    target.of,
    target.filter,
    target.inner,
    target.service_level,
  ])

/** The row as it is decided: by the figure that the reading names, where it differs from the wording. */
const asDecided = (target: Target): Target => (target.evaluate_as ? { ...target, ...target.evaluate_as } : target)

const numberOf = (figure: Figure): number | null => {
  if (figure === null) return null
  if ('count' in figure) return figure.count
  return figure.whole === 0 ? null : (100 * figure.part) / figure.whole
}

/** Sign of figure minus target, exact for shares: counts are whole and targets have at most four places. */
function compared(figure: Exclude<Figure, null>, value: number): number {
  const scaled = Math.round(value * 10_000)
  return Math.sign('count' in figure ? figure.count * 10_000 - scaled : 1_000_000 * figure.part - scaled * figure.whole)
}

/** Whether a figure reaches a target; the figure is not rounded. */
export function verdictOf(target: Target, figure: Figure): Verdict | null {
  if (target.value === null || target.comparator === undefined) return null
  if (figure === null || numberOf(figure) === null) return 'NOT_APPLICABLE'
  const sign = compared(figure, target.value)
  const met =
    target.comparator === 'eq'
      ? sign === 0
      : target.strict && sign === 0
        ? false
        : target.comparator === 'gte'
          ? sign >= 0
          : sign <= 0
  if (!met) return 'NOT_MET'
  return 'partial' in figure && figure.partial === true ? null : 'MET'
}

function lineTo(next: Target, before: Target | undefined, day: string): number | null {
  if (!before?.deadline || !next.deadline || before.value === null || next.value === null) return null
  const [from, to, at] = [before.deadline, next.deadline, day].map((date) => Date.parse(date))
  if (from === undefined || to === undefined || at === undefined) return null
  return before.value + ((next.value - before.value) * (at - from)) / (to - from)
}

/** Of one series at the end of a period: the rows that bind and the next one to come. */
function standing(
  series: readonly Target[],
  end: string,
): { binding: Target[]; coming: Target | undefined; before: Target | undefined } {
  const started = series.filter(({ start }) => start === null || start <= end)
  const dated = started
    .filter(({ deadline }) => deadline !== null)
    .toSorted((a, b) => ((a.deadline ?? '') < (b.deadline ?? '') ? -1 : 1))
  const latest = dated.findLast(({ deadline }) => (deadline ?? '') <= end)
  const reached = dated.filter(({ deadline }) => deadline === latest?.deadline)
  const endless = started.filter(({ deadline }) => deadline === null)
  const binding = [...endless, ...reached].filter(({ until }) => until === null || until >= end)
  return { binding, coming: dated.find(({ deadline }) => (deadline ?? '') > end), before: latest }
}

function judge(target: Target, question: Question, before?: Target, role: Judged['role'] = 'binding'): Judged | null {
  const decided = asDecided(target)
  const figure = question.value(decided)
  if (figure === undefined) return null
  const value = numberOf(figure)
  const gap = value === null || decided.value === null ? null : value - decided.value
  if (role === 'binding') return { target, role, figure, verdict: verdictOf(decided, figure), gap, path: null }
  return {
    target,
    role,
    figure,
    verdict: 'NOT_YET_DUE',
    gap,
    path: lineTo(decided, before && asDecided(before), question.period.end),
  }
}

/**
 * The targets that bind a province's agencies in a period, each with its verdict, and the next ones to come.
 * A reached row stays binding as a floor (with lte as a ceiling) until its `until`, or until a later row of its series reaches
 * its deadline; a row of a roadmap adopted later replaces the same series of an earlier one. Baselines and duties that are
 * tracked as leader directives are not judged here.
 */
export function evaluateTargets(targets: readonly Target[], adoptions: readonly Adoption[], question: Question): Judged[] {
  const { end } = question.period
  const adopted = adoptions
    .filter(adoptedOn(end, question.province))
    .toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
  const bySeries = new Map<string, Target[]>()
  for (const { roadmap } of adopted) {
    const rows = targets.filter(
      (target) =>
        target.seed === roadmap && target.scope === question.scope && concerns(target, question.level) && isJudged(target),
    )
    for (const series of new Set(rows.map(seriesOf)))
      bySeries.set(
        series,
        rows.filter((row) => seriesOf(row) === series),
      )
  }
  return [...bySeries.values()].flatMap((series) => {
    const { binding, coming, before } = standing(series, end)
    const judged = [...binding.map((row) => judge(row, question)), coming ? judge(coming, question, before, 'coming') : null]
    return judged.filter((found) => found !== null)
  })
}

const isJudged = ({ kind, evaluate, formula }: Target): boolean =>
  kind !== 'baseline' && formula !== undefined && (evaluate === 'auto' || evaluate === 'collected')
