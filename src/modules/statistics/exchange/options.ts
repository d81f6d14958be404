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

/** Under which words a kind of period stands in a choice. */
export const partOf = (kind: PeriodKind): string => parts[kind]

/** What can be chosen in the head of the report, each as an address: period, scope of sending, agency. */
export function optionsOf({ place, periods, agencies }: ExchangeView) {
  const here = { ...place, open: null }
  return {
    periods: periods.map(({ code, label, kind }) => ({
      ...{ value: code, label, part: parts[kind] },
      href: reportAddress({ ...here, period: code }),
    })),
    scopes: scopesToChoose.map((scope) => ({ value: scope, label: scopeWords[scope], href: reportAddress({ ...here, scope }) })),
    agencies: [
      { value: '', label: 'Toàn tỉnh', href: reportAddress({ ...here, agency: null }) },
      ...agencies.map(({ id, name }) => ({ value: id, label: name, href: reportAddress({ ...here, agency: id }) })),
    ].slice(agencies.length > 1 ? 0 : 1),
  }
}

/** The orders of the table of agencies. */
export const ordersOf = ({ place }: ExchangeView) =>
  Object.values(orderNames).map((order) => ({ order, href: reportAddress({ ...place, order }) }))
