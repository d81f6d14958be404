import { scopeName } from './exchange.forms.ts'
import type { Scope } from './measures.ts'
import type { Matter, Openable } from './report.sql.ts'

/** What the addresses of the report carry from page to page. */
export type Place = { period: string; scope: Scope; agency: string | null; order?: string; open?: string | null }

function asked({ period, scope, agency, order, open }: Place): URLSearchParams {
  const search = new URLSearchParams({ ky: period, 'pham-vi': scopeName(scope) })
  if (agency) search.set('co-quan', agency)
  if (order && order !== 'thap') search.set('xep', order)
  if (open) search.set('mo', open)
  return search
}

export const reportPath = '/bao-cao/trao-doi'
export const reportAddress = (place: Place): string => `${reportPath}?${asked(place)}`

/** The list behind a figure; `closing` the version that counted it, `after` the last row of the page before. */
export function behindAddress(place: Place, of: Openable, more: { closing?: string | null; after?: string } = {}): string {
  const search = asked({ period: place.period, scope: place.scope, agency: place.agency })
  search.set('cot', of)
  if (more.closing) search.set('chot', more.closing)
  if (more.after) search.set('sau', more.after)
  return `${reportPath}/van-ban?${search}`
}

/** The documents with deliveries that need a person. */
export const matterAddress = (matter: Matter, after?: string): string =>
  `${reportPath}/can-xu-ly?${new URLSearchParams({ viec: matter, ...(after ? { sau: after } : {}) })}`

/** The same table as a file; `form` is the ending of the name. */
export const fileAddress = (place: Place, form: 'csv' | 'xlsx'): string => `/tep/bao-cao/trao-doi.${form}?${asked(place)}`
