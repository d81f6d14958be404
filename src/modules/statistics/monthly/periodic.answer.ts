import { z } from 'zod'
import { share } from '../exchange/definition.ts'
import { conditions, type SpreadFigure, spreadLevels } from '../spread/spread.ts'
import { type Handling, handlingFormulaIds, handlingNames, handlingRatio } from './handling.ts'
import type { MonthlyLine, MonthlyReport } from './monthly.ts'

const Count = z.int()
export const Handled = z.object(
  Object.fromEntries(handlingNames.map((name) => [name, Count])) as Record<keyof Handling, typeof Count>,
)
const Rate = z.object({ part: z.int(), whole: z.int(), percent: z.number().nullable() })
const Shares = z.object(
  Object.fromEntries(handlingFormulaIds.map((id) => [id, Rate])) as Record<(typeof handlingFormulaIds)[number], typeof Rate>,
)
const Target = z.object({ id: z.string(), value: z.number().nullable(), verdict: z.string().nullable() }).nullable()
const Line = z.object({
  handled: Handled,
  shares: Shares,
  sent: z.object({ documents: Count, e: Count, h: Count, p: Count }),
  change: z.number().nullable().describe('Tỷ lệ trọn vẹn so với kỳ trước, điểm phần trăm'),
  target: Target,
})

/** What the API and the command line answer to the periodic report. */
export const PeriodicReport = z
  .object({
    period: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    workFiles: z.literal(false),
    total: Line,
    groups: z.array(Line.extend({ level: z.string() })),
    agencies: z.array(Line.extend({ agency: z.uuid(), code: z.string(), name: z.string(), level: z.string() })),
  })
  .meta({ id: 'PeriodicReport' })

const rate = ({ part, whole }: { part: number; whole: number }) => {
  const hundredths = share(part, whole)
  return { part, whole, percent: hundredths === null ? null : hundredths / 100 }
}
const sharesOf = (handled: Handling) =>
  Object.fromEntries(handlingFormulaIds.map((id) => [id, rate(handlingRatio(id, handled))])) as z.infer<typeof Shares>
const targetOf = (judged: MonthlyLine['judged']) =>
  judged && { id: judged.target.id, value: judged.target.value, verdict: judged.verdict }

const lineOf = ({ sent, handled, judged, change }: MonthlyLine): z.infer<typeof Line> => ({
  ...{ handled, shares: sharesOf(handled), sent: { documents: sent.documents, e: sent.e, h: sent.h, p: sent.p } },
  change: change === null ? null : Math.round(change * 100) / 100,
  target: targetOf(judged),
})

export const periodicAnswer = ({ period, total, groups }: MonthlyReport): z.infer<typeof PeriodicReport> => ({
  ...{ period: period.code, from: period.first, to: period.last, workFiles: false },
  total: lineOf(total),
  groups: groups.map(({ level, total: sum }) => ({ level, ...lineOf(sum) })),
  agencies: groups.flatMap(({ level, lines }) =>
    lines.map((one) => {
      const { id, organId, name } = one.agency
      return { agency: id, code: organId, name, level, ...lineOf(one) }
    }),
  ),
})

/** How far electronic work has spread: by condition and level. */
export const SpreadFigures = z.array(
  z
    .object({ condition: z.enum(conditions), level: z.enum(spreadLevels), share: Rate, target: Target })
    .meta({ id: 'SpreadFigure' }),
)

export const spreadAnswer = (figures: readonly SpreadFigure[]): z.infer<typeof SpreadFigures> =>
  figures.map(({ condition, level, ratio, judged }) => ({
    ...{ condition, level, share: rate(ratio) },
    target: targetOf(judged),
  }))
