import type { LoaderFunctionArgs } from 'react-router'
import { deskContext } from '#platform/http/contexts.ts'
import { ExchangeAddress } from './exchange.forms.ts'
import { csvOf } from './exchange.table.ts'
import { workbookOf } from './exchange.workbook.ts'
import { reportOf } from './open-report.ts'

const csv = 'text/csv; charset=utf-8'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The table of agencies as a file, `trao-doi.csv` or `trao-doi.xlsx`: the figures of the page with the same address. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const address = ExchangeAddress.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { file = '' } = params
  if (file !== 'trao-doi.csv' && file !== 'trao-doi.xlsx') throw new Response('', { status: 404 })
  const report = await context.get(deskContext).work((work) => reportOf(work, address))
  const asCsv = file === 'trao-doi.csv'
  return new Response(asCsv ? csvOf(report) : new Uint8Array(await workbookOf(report)), {
    headers: {
      'content-type': asCsv ? csv : xlsx,
      'content-disposition': `attachment; filename="trao-doi-van-ban-${report.period.code}.${asCsv ? 'csv' : 'xlsx'}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
