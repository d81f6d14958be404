import { csvFrom, type Sheet } from './table.ts'
import { workbookFrom } from './workbook.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** A report to be kept as a file of that name; figures of many agencies are not for a shared cache. */
export async function download(sheet: Sheet, form: 'csv' | 'xlsx', name: string): Promise<Response> {
  const body = form === 'csv' ? csvFrom(sheet) : new Uint8Array(await workbookFrom(sheet, 'Bao cao'))
  return new Response(body, {
    headers: {
      'content-type': types[form],
      'content-disposition': `attachment; filename="${name}.${form}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
