import type { LoaderFunctionArgs } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { administers, templateBook, templateCsv } from '#organisation'
import { deskContext } from '#platform/http/contexts.ts'
import { importSheets } from './sheets.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The template to fill: one workbook, or the CSV of one sheet by its place. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  if (!administers(context.get(deskContext).actor)) throw new Refused('not-allowed', 'import')
  const file = params.file ?? ''
  const attachment = { 'content-disposition': `attachment; filename="${file}"`, 'x-content-type-options': 'nosniff' }
  if (file === 'mau.xlsx') {
    return new Response(new Uint8Array(await templateBook(importSheets)), { headers: { ...attachment, 'content-type': xlsx } })
  }
  const [, place] = /^mau-(\d)\.csv$/.exec(file) ?? []
  const sheet = place === undefined ? undefined : importSheets[Number(place) - 1]
  if (!sheet) throw new Refused('not-found', 'template')
  return new Response(templateCsv(sheet), { headers: { ...attachment, 'content-type': 'text/csv; charset=utf-8' } })
}
