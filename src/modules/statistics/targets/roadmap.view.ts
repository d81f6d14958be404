import { formatDate } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { formulas } from '../exchange/definition.ts'
import type { Scope } from '../exchange/measures.ts'
import type { Target } from '../exchange/targets.ts'
import { scopeWords } from '../exchange/words.vi.ts'
import { mayAdopt } from './roadmap.policy.ts'
import { adoptionsOf, provinceOf, roadmapsKnown } from './target.sql.ts'

const scopeCodes: Record<string, Scope> = {
  ...{ between: 'BETWEEN', internal: 'INTERNAL', external: 'EXTERNAL', all: 'ALL' },
  ...{ to_government: 'TO_GOVERNMENT', to_province: 'TO_PROVINCE', to_district: 'TO_DISTRICT' },
}
const levels: Record<string, string> = {
  ...{ all: 'mọi cấp', agency: 'từng cơ quan', province: 'cấp tỉnh', district: 'cấp huyện', commune: 'cấp xã' },
  ...{ department: 'sở, ban, ngành' },
}
const comparators = { gte: 'từ', lte: 'không quá', eq: 'đúng' } as const
const figure = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 4 })

/** What a row asks, as a sentence's end: "từ 90 %", "trên 50 %"; a dash when the text names no value. */
function levelOf({ comparator, value, strict, unit }: Target): string {
  if (value === null || !comparator) return '–'
  const start = strict && comparator === 'gte' ? 'trên' : comparators[comparator]
  return `${start} ${figure.format(value)}${unit === 'percent' ? ' %' : ''}`
}

/** A row that says "như S4-T01" is named by the row that it points to. */
function indicatorOf(target: Target, among: readonly Target[]): string {
  const [, like] = /^như (S\d-T\d+)/.exec(target.indicator) ?? []
  const words = among.find(({ id }) => id === like)?.indicator ?? target.indicator
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const shownRow = (target: Target, _: number, among: readonly Target[]) => {
  const scope = scopeCodes[target.scope]
  return {
    id: target.id,
    indicator: indicatorOf(target, among),
    article: target.article,
    scope: [scope ? scopeWords[scope] : null, target.level.map((one) => levels[one] ?? one).join(', ')]
      .filter(Boolean)
      .join('; '),
    level: levelOf(target),
    deadline: target.deadline ? formatDate(target.deadline) : '',
  }
}
export type TargetRow = ReturnType<typeof shownRow>

/** Rows that the program judges from its own facts today: what a province may write a value for. */
const judgedHere = (target: Target): boolean =>
  target.kind === 'target' &&
  target.evaluate === 'auto' &&
  target.value !== null &&
  scopeCodes[target.scope] !== undefined &&
  ((target.formula ?? '') in formulas || target.formula === 'AGENCY_SHARE')

/** What binds the province, and, for who may write it down, what can be adopted or taken as a pattern. */
export async function openRoadmaps({ tx, actor, clock }: Work) {
  const province = await provinceOf(tx)
  const all = await roadmapsKnown(tx)
  const adoptions = province === null ? [] : await adoptionsOf(tx, province)
  const texts = all.filter(({ id }) => /^S\d$/.test(id))
  return {
    province,
    today: formatDate(clock.today),
    may: mayAdopt(actor),
    adopted: adoptions.map((adoption) => {
      const roadmap = all.find(({ id }) => id === adoption.roadmap)
      return {
        id: adoption.roadmap,
        title: roadmap?.title ?? adoption.roadmap,
        legalBasis: adoption.legal_basis,
        from: adoption.from && formatDate(adoption.from),
        until: adoption.until && formatDate(adoption.until),
        over: adoption.until !== null && adoption.until < clock.today,
        rows: (roadmap?.rows ?? []).filter(({ kind }) => kind !== 'baseline').map(shownRow),
      }
    }),
    texts: texts.map(({ id, title, province: from }) => ({ value: id, label: `${title} (${from})` })),
    patterns: texts.flatMap(({ rows }) => rows.filter(judgedHere).map(shownRow)),
  }
}
export type Roadmaps = Awaited<ReturnType<typeof openRoadmaps>>
