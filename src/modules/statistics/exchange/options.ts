import type { PeriodKind } from '../periods/period.ts'
import { reportAddress } from './addresses.ts'
import type { ExchangeView } from './exchange.view.ts'
import { orderNames, scopesToChoose, scopeWords } from './words.vi.ts'

const parts: Record<PeriodKind, string> = {
  MONTH: 'Tháng',
  QUARTER: 'Quý',
  SIX_MONTHS: '6 tháng',
  NINE_MONTHS: '9 tháng',
  YEAR: 'Năm',
}

type Named = { id: string; name: string }

/** The periods to choose from, each as an address. */
export const periodOptions = (
  periods: readonly { code: string; label: string; kind: PeriodKind }[],
  at: (code: string) => string,
) => periods.map(({ code, label, kind }) => ({ value: code, label, part: parts[kind], href: at(code) }))

/** All agencies in reach together, or one of them, each as an address; where there is one alone there is nothing to choose. */
export const agencyOptions = (agencies: readonly Named[], at: (agency: string | null) => string) =>
  [
    { value: '', label: 'Toàn tỉnh', href: at(null) },
    ...agencies.map(({ id, name }) => ({ value: id, label: name, href: at(id) })),
  ].slice(agencies.length > 1 ? 0 : 1)

/** What can be chosen in the head of the report, each as an address: period, scope of sending, agency. */
export function optionsOf({ place, periods, agencies }: ExchangeView) {
  const here = { ...place, open: null }
  return {
    periods: periodOptions(periods, (period) => reportAddress({ ...here, period })),
    scopes: scopesToChoose.map((scope) => ({ value: scope, label: scopeWords[scope], href: reportAddress({ ...here, scope }) })),
    agencies: agencyOptions(agencies, (agency) => reportAddress({ ...here, agency })),
  }
}

/** The orders of the table of agencies. */
export const ordersOf = ({ place }: ExchangeView) =>
  Object.values(orderNames).map((order) => ({ order, href: reportAddress({ ...place, order }) }))
