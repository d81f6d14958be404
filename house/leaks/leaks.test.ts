import { sql } from 'kysely'
import pg from 'pg'
import type { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Actor, roles } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import type { PageBuild } from '#platform/http/pages.ts'
import type { Routes } from '#platform/http/routes.ts'
import { type Module, modules } from '../../src/app/modules.ts'
import { type TestProvince, testProvince } from '../../src/modules/documents/documents.testing.ts'
import { type Attempt, apiAttempts, pageAttempts, type Targets } from './attempts.ts'
import { type Answer, type Served, served } from './served.testing.ts'
import { inRole, marker, type Traffic, traffic } from './traffic.testing.ts'

/** Whose account nobody outside the agency is told. */
const login = 'anh.nguyenthi'

let province: TestProvince
let server: Served
let made: Traffic
let targets: Targets

beforeAll(async () => {
  province = await testProvince()
  made = await traffic(province)
  const one = (kind: string) => [made.ids[kind]?.at(-1) ?? '']
  const kinds = ['outgoing', 'incoming', 'delivery', 'assignment', 'key', 'book']
  const person = province.actor(login).person
  targets = {
    every: [...kinds.flatMap(one), made.ids.outgoing?.[0] ?? ''],
    files: one('file'),
    named: {
      agency: [province.agency('H99.11')],
      person: [person],
      token: ['x'.repeat(43)],
      holder: ['person', 'agency'],
      key: one('key'),
      // A kept version is named by its place in the list of the document's versions.
      ordinal: ['1'],
      // A code of the right form that nobody has: one that somebody has tells its document to everybody, which is what it is for.
      code: ['000000000000000'],
      // Another person's session, and a period that is not over.
      session: ['ab'.repeat(32)],
      period: ['2099-01'],
      roadmap: ['S0'],
    },
    words: marker,
  }
  server = await served(province)
}, 180_000)
afterAll(async () => {
  await server.close()
  await province.close()
})

/** Whose duty it is to see that address, and why. */
const entitled = (who: Actor | null, door: string): boolean =>
  // The province's administrator looks after every agency's people; documents are none of theirs. The directory of agencies,
  // units, people and posts is common knowledge to administrators; accounts are not.
  (['systemAdmin', 'unitAdmin'].includes(who?.roles[0] ?? '') && door.startsWith('/quan-tri')) ||
  (who?.roles[0] === 'systemAdmin' && door.includes('/api/v1/organisation/')) ||
  // A trusted authority is nobody's data; a one-time link answers for itself; files of reports are made from what the asker reaches.
  ['/lien-ket/:token', '/tep/bao-cao/:file'].includes(door) ||
  // The same directory in the API, for whoever is signed in: agencies, units, people and posts, without accounts.
  (who !== null && /^GET .*\/organisation\/agencies\/\{agency\}\/(divisions|people)$/.test(door)) ||
  // That a period is closed is known to every post; two roles close it for all.
  (who !== null && door === 'GET /api/v1/statistics/periods/{period}/closings') ||
  (['ictDepartment', 'systemAdmin'].includes(who?.roles[0] ?? '') && door.endsWith('/periods/{period}/closings')) ||
  // One's own certificate and that of one's own agency.
  /\/certificates\/\{holder\}/.test(door)

/** What was answered that should not have been; null when all is well. */
function leak(who: Actor | null, attempt: Attempt, answer: Answer): string | null {
  const as = `${attempt.method} ${attempt.url} as ${who?.roles[0] ?? 'visitor'}: ${answer.status}`
  if (answer.status >= 500) return `${as} (a fault)`
  // The words searched for come back in the search box; they tell nothing.
  const told = attempt.url.includes(encodeURIComponent(marker)) ? false : answer.body.includes(marker)
  if (told) return `${as} tells a subject`
  if (who?.roles[0] !== 'systemAdmin' && who?.agency !== province.agency('H99.11') && answer.body.includes(login))
    return `${as} tells an account`
  const known = attempt.about || attempt.url.includes('?') ? [] : Object.values(made.ids).flat()
  const id = known.find((one) => answer.body.includes(one))
  if (id) return `${as} holds ${id}`
  const closed = [401, 403, 404, 410].includes(answer.status) || (answer.status === 302 && !answer.location.includes('/tep'))
  const keyFirst = answer.status === 409 && /"code":"(wrong-pin|no-key|key-locked)"/.test(answer.body)
  if (attempt.about && !closed && !keyFirst && !entitled(who, attempt.door)) return `${as} is not answered like a missing one`
  if (who === null && answer.status === 200 && attempt.door.includes('/documents/')) return `${as} opens to a visitor`
  return null
}

/** Every try by everybody given; the leaks. */
async function leaks(of: Served, people: (Actor | null)[], attempts: Attempt[]): Promise<string[]> {
  const found: string[] = []
  for (const who of people)
    for (const attempt of attempts) {
      const { method, url, body } = attempt
      const answer = await of.ask(who, { method, url, ...(body === null ? {} : { body, type: 'application/json' }) })
      const one = leak(who, attempt, answer)
      if (one) found.push(one)
    }
  return found
}

/** Every role of an agency that got nothing, and the visitor. */
const strangersHere = (): (Actor | null)[] => [null, ...roles.map((role) => inRole(province.actor('kim.hoangthi'), role))]
/** Every role of the agency that got a document: it reads its own copy and nothing of the sender's. */
const recipients = (): Actor[] =>
  (['recordsClerk', 'agencyLeader', 'specialist', 'inspector'] as const).map((role) => inRole(province.actor('hoa.dothi'), role))

test('pages: nothing of another agency is read by any role, or by a visitor', async () => {
  const attempts = await pageAttempts(targets)
  expect(attempts.length).toBeGreaterThan(60)
  const [about, asked] = [attempts.filter((one) => one.about), attempts.filter((one) => !one.about)]
  expect(await leaks(server, strangersHere(), about)).toEqual([])
  // Lists and searches as those who see most of their own agency.
  const wide = (['recordsClerk', 'inspector', 'unitAdmin'] as const).map((role) => inRole(province.actor('kim.hoangthi'), role))
  expect(await leaks(server, [null, ...wide], asked)).toEqual([])
}, 400_000)

test('API: nothing of another agency is read or changed by any role, or by a visitor', async () => {
  const attempts = await apiAttempts(targets)
  expect(attempts.length).toBeGreaterThan(60)
  expect(await leaks(server, strangersHere(), attempts)).toEqual([])
}, 400_000)

test('who got a document does not get at the sender’s side of it', async () => {
  const own = await server.ask(province.actor('hoa.dothi'), { url: '/api/v1/documents/incoming' })
  expect(own.body).toContain(marker)
  const about = [...(await pageAttempts(targets)), ...(await apiAttempts(targets))].filter((one) => one.about)
  const theirs = about.filter(({ url }) => !made.ids.outgoing?.some((id) => url.includes(`/tep/den/${id}`)))
  expect(await leaks(server, recipients(), theirs)).toEqual([])
}, 400_000)

test('without the agency’s own people the tries would find something: the same addresses answer them', async () => {
  const clerk = province.actor('na.lethu')
  const found = await leaks(server, [clerk], (await pageAttempts(targets)).concat(await apiAttempts(targets)))
  expect(found.length).toBeGreaterThan(20)
}, 200_000)

/** A module that reads a table which somebody forgot to close, through every kind of door. */
function forgetful(): Module {
  const rows = (desk: Desk) => desk.work(({ tx }) => sql<{ subject: string }>`select subject from documents.planted`.execute(tx))
  const told = async (desk: Desk) => (await rows(desk)).rows.map((row) => row.subject).join()
  const one = z.object({ subject: z.string() })
  return {
    name: 'planted',
    api(routes) {
      routes.get('/planted', {
        schema: { querystring: z.object({ find: z.string().optional() }), response: { 200: one } },
        handler: async ({ desk }) => ({ subject: await told(desk) }),
      })
      routes.get('/planted/:id', {
        schema: { response: { 200: one } },
        handler: async ({ desk }) => ({ subject: await told(desk) }),
      })
      routes.get('/planted/:id/files/:file', async ({ desk }, reply) =>
        reply.type('application/octet-stream').send(Buffer.from(await told(desk))),
      )
    },
    files: (routes) => routes.get('/planted/:id', async ({ desk }) => told(desk)),
  }
}

/** The built pages with one more that draws what its loader reads from the forgotten table. */
function withPlantedPage({ build }: Served): PageBuild {
  const loader = async ({ context }: { context: RouterContextProvider }) => {
    const { rows } = await context
      .get(build.entry.module.deskContext)
      .work(({ tx }) => sql<{ subject: string }>`select subject from documents.planted`.execute(tx))
    return Response.json(rows)
  }
  const { root } = build.assets.routes
  const route = { id: 'planted', parentId: 'root', path: 'planted/:id', module: { loader } }
  const shown = { ...root, id: 'planted', parentId: 'root', path: 'planted/:id', hasLoader: true, hasErrorBoundary: false }
  return {
    ...build,
    routes: { ...build.routes, planted: route },
    assets: { ...build.assets, routes: { ...build.assets.routes, planted: shown } },
  } as unknown as PageBuild
}

test('a planted table without row security is caught through list, detail, file, search and page, and closed by its policy', async () => {
  const owner = new pg.Client({ connectionString: province.ownerUrl })
  await owner.connect()
  await owner.query(`create table documents.planted (agency uuid not null, subject text not null);
    grant select on documents.planted to lt_app;
    insert into documents.planted values ('${province.agency('H99.11')}', 'báo cáo ${marker}')`)
  const leaky = await served(province, { build: withPlantedPage(server), contents: [...modules, forgetful()] })
  try {
    const id = made.ids.outgoing?.[0] ?? ''
    const attempts = [
      { url: '/api/v1/planted', about: false },
      { url: '/api/v1/planted?find=bao', about: false },
      { url: `/api/v1/planted/${id}`, about: true },
      { url: `/api/v1/planted/${id}/files/${id}`, about: true },
      { url: `/tep/planted/${id}`, about: true },
      { url: `/planted/${id}`, about: true },
    ].map((one): Attempt => ({ ...one, method: 'GET', body: null, door: one.url }))
    const stranger = [province.actor('kim.hoangthi')]
    const found = await leaks(leaky, stranger, attempts)
    expect(found.filter((one) => one.endsWith('tells a subject'))).toHaveLength(attempts.length)
    await owner.query(`alter table documents.planted enable row level security;
      create policy reach on documents.planted using (agency = any ((select app.agencies())::uuid[]))`)
    const after = await leaks(leaky, stranger, attempts)
    expect(after.filter((one) => one.endsWith('tells a subject'))).toEqual([])
  } finally {
    await leaky.close()
    await owner.query('drop table documents.planted')
    await owner.end()
  }
})

test('a planted operation that forgets the policy is caught', async () => {
  const subject = z.object({ subject: z.string() })
  const planted = (routes: Routes) =>
    routes.get('/planted/:id', {
      schema: { params: z.object({ id: z.uuid() }), response: { 200: subject } },
      // As one of the sender's clerks, whoever asks.
      handler: async () => {
        const doc = await province
          .as('na.lethu')
          .work((work) => work.tx.selectFrom('documents.outgoing').select('subject').limit(1).executeTakeFirstOrThrow())
        return doc
      },
    })
  const leaky = await served(province, { build: server.build, contents: [...modules, { name: 'planted', api: planted }] })
  const url = `/api/v1/planted/${made.ids.outgoing?.[0]}`
  const attempts: Attempt[] = [{ method: 'GET', url, body: null, about: true, door: 'GET /api/v1/planted/{id}' }]
  expect(await leaks(leaky, strangersHere(), attempts)).toHaveLength(roles.length + 1)
  await leaky.close()
})
