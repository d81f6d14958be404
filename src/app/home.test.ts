import type { RouteConfigEntry } from '@react-router/dev/routes'
import { expect, test } from 'vitest'
import { boxLabels, waitingFor } from '#documents'
import { type Actor, type Role, visitor } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { administrationEntry, mainEntries } from '#platform/look/index.ts'
import { panelLoads } from './panel-loads.ts'
import { panels } from './panels.ts'
import { placesFor } from './places-for.ts'
import { entriesFor, footOf, placeIn, placeOf } from './rail.ts'
import routes from './routes.ts'

const actor = (...roles: Role[]): Actor => ({ ...visitor, person: 'p', post: 'o', agency: 'a', roles })

/** The panels that a role's home asks the database for, beside what everybody has: certificates of one's own that run out. */
async function asked(...roles: Role[]): Promise<string[]> {
  const desk = { actor: actor(...roles), work: async () => 'asked' } as unknown as Desk
  const all = Object.entries(panelLoads).flatMap(([slot, of]) => (slot.startsWith('home') ? of : []))
  const loaded = await Promise.all(all.map(async ({ name, load }) => [name, await load(desk, { id: 'a' })] as const))
  const names = loaded.filter(([, of]) => of !== null).map(([name]) => name)
  expect(names).toContain('ending-certificates')
  return names.filter((name) => name !== 'ending-certificates')
}

test.for<[Role, string[]]>([
  ['specialist', []],
  ['recordsClerk', []],
  ['headOfDivision', []],
  ['receptionOfficer', []],
  ['agencyLeader', ['statistics.own-figures', 'exchange-brief']],
  ['chiefOfOffice', ['exchange-brief']],
  ['inspector', ['exchange']],
  ['ictDepartment', ['exchange']],
  ['unitAdmin', ['accounts', 'system', 'certificates', 'lacking']],
  ['systemAdmin', ['exchange', 'accounts', 'system', 'lacking']],
])('the home of %s shows of the neighbours %o and nothing else', async ([role, names]) => {
  expect(await asked(role)).toEqual(names)
})

test('each panel that is loaded has its look under the same name, in the same order', () => {
  const names = (table: Readonly<Record<string, readonly { name: string }[]>>) =>
    Object.fromEntries(Object.entries(table).map(([slot, of]) => [slot, of.map(({ name }) => name)]))
  expect(names(panels)).toEqual(names(panelLoads))
})

test('the rail shows what a person may open and nothing else', () => {
  const keys = (...roles: Role[]) =>
    entriesFor(placesFor(actor(...roles), true)).flatMap(({ key, within = [] }) => [key, ...within.map((one) => one.key)])
  const everybody = ['work', 'documents', 'incoming', 'outgoing', 'drafts', 'search', 'reports', 'exchange', 'periodic']
  expect(keys('specialist').toSorted()).toEqual(everybody.toSorted())
  expect(keys('recordsClerk')).toEqual(expect.arrayContaining(['issue', 'groups', 'books']))
  expect(keys('headOfDivision')).not.toContain('books')
  expect(keys('recordsClerk')).not.toEqual(expect.arrayContaining(['admin']))
  expect(keys('agencyLeader')).toContain('sign')
  expect(keys('agencyLeader')).not.toContain('issue')
  expect(keys('unitAdmin')).toEqual(expect.arrayContaining(['admin', 'people', 'import', 'keys', 'system', 'pieces']))
  expect(keys('unitAdmin')).not.toContain('anchors')
  expect(keys('systemAdmin')).toContain('anchors')
  expect(placesFor(actor('systemAdmin'), false)).not.toContain('pieces')
})

test('an address has its place in the rail, and the phone has its search at the foot', () => {
  expect(['/', '/van-ban/den/x', '/van-ban/di/moi', '/van-ban/di/x', '/quan-tri/nguoi/x', '/tro-giup'].map(placeOf)).toEqual([
    ...['work', 'incoming', 'drafts', 'outgoing', 'people'],
    null,
  ])
  const foot = footOf(entriesFor(placesFor(actor('unitAdmin'), true)), 'search')
  expect(foot.map(({ key }) => key)).toEqual(['work', 'documents', 'search', 'reports'])
  expect(foot.filter(({ current }) => current).map(({ key }) => key)).toEqual(['search'])
})

/** Screens of a person's own menu, which are no entry of the rail. */
const ownScreens = ['thong-bao-tai-khoan', 'tro-giup', 'tai-khoan', 'uy-quyen', 'chung-thu-so']

/** Every address of a list of routes, those inside the office's frame and those inside them. */
function addresses(of: readonly RouteConfigEntry[], before = ''): string[] {
  return of.flatMap(({ path, children = [] }) => {
    const here = [before, path].filter(Boolean).join('/')
    return [...(path === undefined ? [] : [here]), ...addresses(children, here)]
  })
}

test('every screen lights an entry of the rail, save those of the menu of the person', async () => {
  const frame = (await routes).filter(({ file }) => file === 'office.tsx')
  const rail = entriesFor(
    [...mainEntries, administrationEntry].flatMap(({ key, within = [] }) => [key, ...within.map((one) => one.key)]),
  )
  const known = rail.flatMap(({ key, within = [] }) => [key, ...within.map((one) => one.key)])
  const dark = addresses(frame).filter((address) => !known.includes(placeOf(`/${address.replaceAll(/:\w+/g, 'x')}`) ?? ''))
  expect(dark).toEqual(ownScreens)
})

test('a page that knows better where it belongs names its entry itself', () => {
  const handle = { place: ({ draft }: { draft: boolean }) => (draft ? 'drafts' : null) }
  const shown = (loaderData: unknown) =>
    placeIn('/van-ban/di/x', [
      { handle: undefined, loaderData: {} },
      { handle, loaderData },
    ])
  expect([{ draft: true }, { draft: false }, undefined].map(shown)).toEqual(['drafts', 'outgoing', 'outgoing'])
  expect(placeIn('/van-ban/di/x/sua', [])).toBe('drafts')
})

test('the figure beside the work counts what asks for a deed, not what is followed at leisure', () => {
  const one = Object.fromEntries(Object.keys(boxLabels).map((box) => [box, 1])) as Parameters<typeof waitingFor>[1]
  const none = Object.fromEntries(Object.keys(boxLabels).map((box) => [box, 0])) as Parameters<typeof waitingFor>[1]
  expect(waitingFor(actor('agencyLeader'), { ...none, toConfirm: 46, late: 3, drafts: 2, toRead: 5 })).toBe(0)
  expect(waitingFor(actor('agencyLeader'), { ...none, toSign: 4, toDirect: 3, extensionAsked: 1 })).toBe(8)
  expect(waitingFor(actor('specialist'), { ...none, toIssue: 9, toSign: 9 })).toBe(0)
  expect(waitingFor(actor('recordsClerk'), one)).toBeGreaterThan(waitingFor(actor('specialist'), one))
})
