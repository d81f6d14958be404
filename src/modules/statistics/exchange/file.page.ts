import type { LoaderFunctionArgs } from 'react-router'
import { deskContext } from '#platform/http/contexts.ts'
import { misread } from '#platform/http/known-query.ts'
import { monthlySheet } from '../monthly/monthly.table.ts'
import { monthlyOf } from '../monthly/open-monthly.ts'
import { download } from '../tables/download.ts'
import { ExchangeAddress } from './exchange.forms.ts'
import { exchangeSheet } from './exchange.table.ts'
import { reportOf } from './open-report.ts'

const unreadable = (words: string) =>
  new Response(words, { status: 400, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })

/** Tables of agencies as files, `trao-doi.csv`, `dinh-ky.xlsx` …: the figures of the page with the same address. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const given = Object.fromEntries(new URL(request.url).searchParams)
  const address = ExchangeAddress.parse(given)
  // A file goes where its address does not: what it was asked for and is not must not be passed over.
  const fault = misread(given, address)
  if (fault) return unreadable(fault)
  const [, name, form] = /^(trao-doi|dinh-ky)\.(csv|xlsx)$/.exec(params.file ?? '') ?? []
  if (!name || !form) throw new Response('', { status: 404 })
  const desk = context.get(deskContext)
  const as = form === 'csv' ? 'csv' : 'xlsx'
  if (name === 'trao-doi') {
    const report = await desk.work((work) => reportOf(work, address))
    return download(exchangeSheet(report), as, `trao-doi-van-ban-${report.period.code}`)
  }
  const report = await desk.work((work) => monthlyOf(work, { period: address.ky, agency: address['co-quan'] }))
  return download(monthlySheet(report), as, `bao-cao-dinh-ky-${report.period.code}`)
}
