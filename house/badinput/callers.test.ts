import { expect, test } from 'vitest'
import { openApi, operations } from '../generated/doors.ts'
import { bodyOf } from '../leaks/attempts.ts'
import { type Served, served } from '../leaks/served.testing.ts'
import { campaign, vietnamese } from './campaign.testing.ts'
import { sample } from './shapes.ts'

const at = campaign({ busy: false })

const document = await openApi()
const every = operations(document)
const nobody = '018f0000-0000-7000-8000-00000000dead'

const known = async () => {
  const who = at.province.actor('na.lethu')
  // One ask makes the session known to the server.
  await at.server.ask(who, { url: '/api/v1/account' })
  return `lt_session=${who.post}.${who.agencies.length}.${who.roles.join('.')}`
}

async function asked(of: Served, { method, path }: { method: string; path: string }, headers: Record<string, string>) {
  const shape = bodyOf(document, path, method)
  const url = path
    .replace('{holder}', 'person')
    .replace('{ordinal}', '1')
    .replace(/\{\w+\}/g, nobody)
  const answer = await of.app.inject({
    method: method as 'GET',
    url,
    headers: { host: 'localhost', ...headers, ...(shape ? { 'content-type': 'application/json' } : {}) },
    ...(shape ? { payload: JSON.stringify(sample(shape, nobody)) } : {}),
  })
  const problem = answer.statusCode < 400 ? null : (JSON.parse(answer.body) as Record<string, string | number>)
  return { status: answer.statusCode, problem, answer }
}

type Refused = Awaited<ReturnType<typeof asked>>

/** What is missing in a refusal; null when it says everything. */
function unclear({ status, problem, answer }: Refused): string | null {
  if (!problem) return `answered ${status}`
  if (!String(answer.headers['content-type']).startsWith('application/problem+json')) return 'no problem+json'
  if (problem.status !== status || !problem.code) return 'status or code is missing'
  if (!vietnamese.test(String(problem.title))) return `not in Vietnamese: ${problem.title}`
  return problem.request === answer.headers['x-request-id'] ? null : 'the request’s number is missing'
}

test.each([
  ['of another site', { 'sec-fetch-site': 'cross-site' }],
  ['of another origin', { origin: 'https://evil.example' }],
  ['that says nothing of itself', {}],
] as const)(
  'with a cookie, from a page %s, no operation changes anything',
  async (_, headers) => {
    const cookie = await known()
    const before = await at.stored.now()
    const found: string[] = []
    const changing = every.filter(({ method }) => method !== 'GET')
    for (const one of changing) {
      const refused = await asked(at.server, one, { ...headers, cookie })
      const fault = refused.problem?.code === 'foreign-origin' ? unclear(refused) : `let in (${refused.status})`
      if (fault) found.push(`${one.method} ${one.path}: ${fault}`)
    }
    expect(found).toEqual([])
    expect(changing.length).toBeGreaterThan(60)
    expect(await at.stored.now()).toEqual(before)
  },
  120_000,
)

/** What is open to everybody: whose installation this is, and the check of an issued document. */
const open = /^\/api\/v1\/(installation$|public\/)/

test('without a session every operation but the open ones is a 401 that says so', async () => {
  const found: string[] = []
  for (const one of every.filter(({ path }) => !open.test(path) && !path.includes('{'))) {
    const refused = await asked(at.server, one, { 'sec-fetch-site': 'same-origin' })
    // A shape that the sample does not fit is told first.
    if (refused.status === 400) continue
    const fault = refused.status === 401 ? unclear(refused) : `answered ${refused.status}`
    if (fault) found.push(`${one.method} ${one.path}: ${fault}`)
  }
  expect(found).toEqual([])
}, 120_000)

test('what is missing, forbidden or no operation at all is a problem with the request’s number', async () => {
  const cookie = await known()
  const own = { 'sec-fetch-site': 'same-origin', cookie }
  const missing = every.filter(({ method, path }) => method === 'GET' && path.includes('/documents/') && path.includes('{'))
  for (const one of missing) {
    const refused = await asked(at.server, one, own)
    expect([one.path, refused.status, unclear(refused)]).toEqual([one.path, 404, null])
  }
  const forbidden = await asked(at.server, { method: 'POST', path: '/api/v1/organisation/agencies' }, own)
  expect([forbidden.status, unclear(forbidden)]).toEqual([403, null])
  for (const path of ['/api/v1/none', '/api/v1/documents/outgoing/a/b/c']) {
    const none = await asked(at.server, { method: 'GET', path }, own)
    expect([none.status, unclear(none)]).toEqual([404, null])
  }
})

test('over the rate every operation is a 429 that says when to come back, and a made-up session buys no more', async () => {
  const slow = await served(at.province, { limits: { perMinute: 5 } })
  try {
    const ask = (cookie: string) =>
      asked(slow, { method: 'GET', path: '/api/v1/documents/kinds' }, { 'sec-fetch-site': 'same-origin', cookie })
    for (let at = 0; at < 5; at += 1) expect((await ask('lt_session=one')).status).toBe(401)
    const refused = await ask('lt_session=one')
    expect([refused.status, refused.problem?.code, unclear(refused)]).toEqual([429, 'too-many-tries', null])
    expect(Number(refused.answer.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask('lt_session=two')).status).toBe(429)
  } finally {
    await slow.close()
  }
})
