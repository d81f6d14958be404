import { z } from 'zod'
import { type FormulaId, formulas, ratio, share } from './definition.ts'
import type { Measures } from './measures.ts'

const Rate = z.object({ part: z.int(), whole: z.int(), percent: z.number().nullable() })
export const Rates = z.object(Object.fromEntries(Object.keys(formulas).map((id) => [id, Rate])) as Record<FormulaId, typeof Rate>)

/** Every rate with its two counts; `percent` has two decimals, null when there is nothing to count. */
export function ratesOf(measures: Measures): z.infer<typeof Rates> {
  const rows = (Object.keys(formulas) as FormulaId[]).map((id) => {
    const { part, whole } = ratio(id, measures)
    const hundredths = share(part, whole)
    return [id, { part, whole, percent: hundredths === null ? null : hundredths / 100 }]
  })
  return Object.fromEntries(rows)
}
