import { administrationEntry, mainEntries, type RailEntry, type RailLink, searchEntry } from '#platform/look/index.ts'

/** The rail with what of it may be opened. */
export function entriesFor(places: readonly string[]): RailEntry[] {
  const open = (one: RailLink) => places.includes(one.key)
  return [...mainEntries, administrationEntry]
    .filter(open)
    .map((entry) => (entry.within ? { ...entry, within: entry.within.filter(open) } : entry))
}

/** The bar at the foot of a phone: work, documents, search, reports; all others are in the sheet. */
export const footOf = (rail: readonly RailEntry[], current: string | null): RailEntry[] => {
  const of = (key: string) => rail.filter((entry) => entry.key === key)
  const documents = of('documents').map(({ within = [], ...entry }) => ({
    ...entry,
    within: within.filter(({ key }) => key !== 'search'),
  }))
  return [...of('work'), ...documents, { ...searchEntry, current: current === 'search' }, ...of('reports')]
}

/** Addresses and the entry that they belong to; the first that fits counts. */
const places: readonly (readonly [RegExp, string])[] = [
  [/^\/$/, 'work'],
  [/^\/van-ban\/den/, 'incoming'],
  [/^\/van-ban\/(du-thao|di\/moi|di\/[^/]+\/(sua|tep)$)/, 'drafts'],
  [/^\/van-ban\/phat-hanh/, 'issue'],
  [/^\/van-ban/, 'outgoing'],
  [/^\/ky-so/, 'sign'],
  [/^\/so-van-ban/, 'books'],
  [/^\/tra-cuu/, 'search'],
  [/^\/nhom-noi-nhan/, 'groups'],
  [/^\/thanh-tra/, 'inspections'],
  [/^\/bao-cao\/dinh-ky/, 'periodic'],
  [/^\/bao-cao/, 'exchange'],
  [/^\/quan-tri\/he-thong/, 'system'],
  [/^\/quan-tri\/nhap/, 'import'],
  [/^\/quan-tri/, 'people'],
  [/^\/chung-thu-so\/(co-quan|danh-ba)/, 'keys'],
  [/^\/chung-thu-so\/(tin-cay|dau-thoi-gian|noi-dung-an|ky-tu-xa)/, 'anchors'],
  [/^\/mau-giao-dien/, 'pieces'],
]

/** A page whose place in the rail depends on what it shows names it in its `handle`. */
type Match = { handle: unknown; loaderData: unknown }
const namedBy = ({ handle, loaderData }: Match): string | null =>
  loaderData ? ((handle as { place?: (shown: unknown) => string | null } | undefined)?.place?.(loaderData) ?? null) : null

/** The place in the rail of what is open: as its page names it, else by its address. */
export const placeIn = (path: string, matches: readonly Match[]): string | null =>
  matches.map(namedBy).findLast((place) => place !== null) ?? placeOf(path)

/** The place of an address in the rail. */
export const placeOf = (path: string): string | null => places.find(([address]) => address.test(path))?.[1] ?? null
