import { z } from 'zod'
import { ExchangeAddress } from '../exchange/exchange.forms.ts'
import { type Condition, conditions, type SpreadLevel, spreadLevels } from './spread.ts'

/** Address of the agencies behind one share. What cannot be read is left at its usual value. */
export const SpreadAddress = ExchangeAddress.pick({ ky: true }).extend({
  'dieu-kien': z.enum(conditions).catch('exchanges_electronically'),
  cap: z.enum(spreadLevels).catch('all'),
  dat: z.enum(['co', 'khong']).nullable().catch(null),
})
export type SpreadAddress = z.infer<typeof SpreadAddress>

type Place = { period: string; condition: Condition; level: SpreadLevel; met: 'co' | 'khong' | null }

export function spreadAddress({ period, condition, level, met }: Place): string {
  const search = new URLSearchParams({ ky: period, 'dieu-kien': condition, cap: level })
  if (met) search.set('dat', met)
  return `/bao-cao/co-quan?${search}`
}
