import type { Work } from '#platform/db/desk.ts'
import { mayClose } from '../periods/close.ts'
import { monthBefore, monthOf, type Period, periodOf, previousOf } from '../periods/period.ts'
import { type ExchangeAddress, scopeNames } from './exchange.forms.ts'
import { type ExchangeView, exchangeView } from './exchange.view.ts'
import { type ExchangeReport, exchangeReport, type Order } from './report.ts'
import { orderNames } from './words.vi.ts'

const orders = Object.keys(orderNames) as Order[]

/** The periods offered: thirteen months, five quarters, three half-years, nine months and two years back. */
export function periodsToChoose(today: string): Period[] {
  const back = (first: Period, count: number) => {
    const list = [first]
    while (list.length < count) list.push(previousOf(list.at(-1) ?? first))
    return list
  }
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  return [
    ...Array.from({ length: 13 }, (_, count) => monthBefore(today, count)),
    ...back(periodOf(`${year}-Q${Math.ceil(month / 3)}`), 5),
    ...back(periodOf(`${year}-6T${month <= 6 ? 1 : 2}`), 3),
    periodOf(`${year}-9T`),
    ...back(periodOf(`${year}`), 2),
  ]
}

/** The report that an address asks for. */
export async function reportOf(work: Work, address: ExchangeAddress): Promise<ExchangeReport> {
  const period = address.ky === null ? monthOf(work.clock.today) : periodOf(address.ky)
  const order = orders.find((one) => orderNames[one] === address.xep) ?? 'lowest'
  return exchangeReport(work, {
    period,
    scope: scopeNames[address['pham-vi']],
    agency: address['co-quan'],
    order,
    open: address.mo,
  })
}

/** The dashboard of an address, ready to print. Reading figures changes nothing and is open to every post, within its reach. */
export async function openReport(work: Work, address: ExchangeAddress): Promise<ExchangeView> {
  const report = await reportOf(work, address)
  const order = orders.find((one) => orderNames[one] === address.xep) ?? 'lowest'
  const known = periodsToChoose(work.clock.today)
  const periods = known.some(({ code }) => code === report.period.code) ? known : [report.period, ...known]
  return exchangeView(report, order, { periods, mayClose: mayClose(work), open: address.mo })
}
