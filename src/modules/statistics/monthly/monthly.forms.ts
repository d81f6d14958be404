import { z } from 'zod'
import { BehindAddress, ExchangeAddress } from '../exchange/exchange.forms.ts'
import { handlingColumnIds } from './handling.ts'

/** Address of the periodic report. What cannot be read is left at its usual value: an address typed by hand still opens. */
export const MonthlyAddress = ExchangeAddress.pick({ ky: true, 'co-quan': true })
export type MonthlyAddress = z.infer<typeof MonthlyAddress>

/** Address of the list behind a figure of handling; `chot` names a closed version. */
export const HandledAddress = BehindAddress.pick({ ky: true, 'co-quan': true, sau: true, chot: true }).extend({
  cot: z.enum(handlingColumnIds).catch('issued'),
})
export type HandledAddress = z.infer<typeof HandledAddress>

export const monthlyPath = '/bao-cao/dinh-ky'
type Place = { period: string; agency: string | null }

function asked({ period, agency }: Place): URLSearchParams {
  const search = new URLSearchParams({ ky: period })
  if (agency) search.set('co-quan', agency)
  return search
}

export const monthlyAddress = (place: Place): string => `${monthlyPath}?${asked(place)}`
export const monthlyFile = (place: Place, form: 'csv' | 'xlsx'): string => `/tep/bao-cao/dinh-ky.${form}?${asked(place)}`

/** The list behind a figure; `closing` the version that counted it, `after` the last row of the page before. */
export function handledAddress(place: Place, of: string, more: { closing?: string; after?: string } = {}): string {
  const search = asked(place)
  search.set('cot', of)
  if (more.closing) search.set('chot', more.closing)
  if (more.after) search.set('sau', more.after)
  return `${monthlyPath}/van-ban?${search}`
}
