import type { Agency } from '#organisation'
import { type FormulaId, formulas, type Purpose, paperCount, purposes, ratio } from './definition.ts'
import type { Measures, Scope } from './measures.ts'
import { type Adoption, evaluateTargets, type Figure, type Judged, type Target } from './targets.ts'

/** What binds the province of this installation. */
export type Roadmaps = { province: string | null; targets: readonly Target[]; adoptions: readonly Adoption[] }

/** Whom a group of figures stands for: one agency's level, or everything together. */
export const levelOf = (agency: Pick<Agency, 'level'> | null): string => agency?.level.toLowerCase() ?? 'all'

/** The figure of a target out of measures; undefined for what is not of the exchange report. */
export function figureOf(target: Target, measures: Measures): Figure | undefined {
  const { formula = '', filter } = target
  if (Object.hasOwn(formulas, formula)) return ratio(formula as FormulaId, measures)
  if (formula !== 'PAPER_COUNT') return undefined
  const named = Array.isArray(filter?.purpose) ? filter.purpose : purposes
  const asked = purposes.filter((purpose) => named.includes(purpose)) satisfies Purpose[]
  // Papers of meetings are no deliveries of documents: what also names them cannot be counted from here.
  return filter && 'item' in filter ? undefined : { count: paperCount(measures, asked) }
}

/** Every target that concerns the figures of a scope in a period, judged. */
export function judgedIn(
  roadmaps: Roadmaps,
  about: { scope: Scope; level: string; from: string; to: string },
  measures: Measures,
): Judged[] {
  const { province, targets, adoptions } = roadmaps
  if (province === null) return []
  const question = {
    level: about.level,
    period: { start: about.from, end: about.to },
    value: (row: Target) => figureOf(row, measures),
  }
  return evaluateTargets(targets, adoptions, { ...question, province, scope: about.scope.toLowerCase() })
}

/** The target of a rate: the one that binds, else the next to come. The strictest where several bind. */
export function targetOf(judged: readonly Judged[], formula: FormulaId): Judged | null {
  const about = judged.filter(({ target }) => target.formula === formula && target.value !== null)
  const binding = about.filter(({ role }) => role === 'binding').toSorted((a, b) => (b.target.value ?? 0) - (a.target.value ?? 0))
  return binding[0] ?? about[0] ?? null
}
