import type { Client } from 'pg'
import { openBrowser } from '../crash/browser.ts'
import type { Installation } from '../crash/installation.ts'
import { teamsOf } from '../crash/people.ts'
import { percentile } from './clerks.ts'
import { type Line, line } from './result.ts'
import { loadYear } from './year.ts'

const year = { documents: Number(process.env.BENCH_DOCUMENTS ?? 60_000), deliveries: 10 }
const rounds = 15

const one = async (client: Client, query: string, agency: string): Promise<string> =>
  (await client.query<{ id: string }>(query, [agency])).rows[0]?.id ?? ''

const book = (client: Client, agency: string, direction: 'IN' | 'OUT') =>
  one(client, `select id from documents.book where agency = $1 and direction = '${direction}' order by id limit 1`, agency)

/** Every page that is measured, by its words and address. */
async function pagesFor(client: Client, agency: string): Promise<[string, string][]> {
  const sent = await one(
    client,
    `select id from documents.outgoing where agency = $1 and state = 'ISSUED' order by id limit 1 offset 500`,
    agency,
  )
  const came = await one(client, `select id from documents.incoming where agency = $1 order by id limit 1 offset 500`, agency)
  return [
    ['home', '/'],
    ['outgoing list', '/van-ban/di'],
    ['outgoing list, deep page', `/van-ban/di?truoc=${sent}`],
    ['outgoing list, words of the subject', '/van-ban/di?q=nhiem%20vu%20so%20777'],
    ['incoming list', '/van-ban/den'],
    ['incoming list, deep page', `/van-ban/den?truoc=${came}`],
    ['incoming list, words of the subject', '/van-ban/den?q=nhiem%20vu%20so%20777'],
    ['outgoing document', `/van-ban/di/${sent}`],
    ['incoming document', `/van-ban/den/${came}`],
    ['documents to issue', '/van-ban/phat-hanh'],
    ['search, words over a year', '/tra-cuu?q=nhiem%20vu%20so%20777'],
    ['search, one agency and kind', '/tra-cuu?q=trien%20khai&loai=OFFICIAL_LETTER'],
    ['book out', `/so-van-ban/${await book(client, agency, 'OUT')}`],
    ['book in', `/so-van-ban/${await book(client, agency, 'IN')}`],
    ['exchange report', '/bao-cao/trao-doi'],
    ['documents behind a figure', '/bao-cao/trao-doi/van-ban'],
    ['deliveries that need somebody', '/bao-cao/trao-doi/can-xu-ly'],
  ]
}

/** What others than the clerk open every morning: heads of agencies, and who watches the figures of the province. */
const theirs: [role: string, pages: [string, string][]][] = [
  ['leader', [['home', '/']]],
  [
    'watcher',
    [
      ['home', '/'],
      ['exchange report of the province', '/bao-cao/trao-doi'],
      ['deliveries that need somebody, all agencies', '/bao-cao/trao-doi/can-xu-ly'],
    ],
  ],
]

const whoIs = (client: Client, role: string, agency: string) =>
  one(
    client,
    role === 'leader'
      ? `select person as id from organisation.post where agency = $1 and head and effective_to is null limit 1`
      : `select person as id from organisation.post where 'ictDepartment' = any (roles) and agency <> $1 limit 1`,
    agency,
  )

type Reader = Awaited<ReturnType<typeof openBrowser>>

/** Opens one page some times and says how long half and nearly all took. */
async function opened(browser: Reader, words: string, path: string): Promise<Line> {
  const took: number[] = []
  let status = 0
  for (let at = 0; at < rounds; at += 1) {
    const start = performance.now()
    status = (await browser.read(path)).status
    took.push(performance.now() - start)
  }
  const p50 = percentile(took, 0.5)
  const shown = `${p50.toFixed(0)} / ${percentile(took, 0.95).toFixed(0)} ms`
  // The aim is 100 ms on a quiet machine; only five times that is a failure.
  return line(`  ${words}, p50 / p95`, status === 200 ? shown : `status ${status}`, '< 500 ms', status === 200 && p50 < 500)
}

/** Pages of the running program with a year of data; absolute figures, which a busy machine makes larger. */
export async function benchReading(installation: Installation): Promise<Line[]> {
  await installation.start()
  const client = await installation.connect()
  try {
    const began = performance.now()
    await loadYear(client, year)
    const loaded = (performance.now() - began) / 1000
    const [team] = await teamsOf(client)
    if (!team) throw new Error('nobody reads')
    const browser = await openBrowser(installation.address, team.clerk.person)
    const lines = [
      line(
        'a year of data',
        `${year.documents} documents, ${year.documents * year.deliveries} deliveries, loaded in ${loaded.toFixed(0)} s`,
      ),
    ]
    for (const [words, path] of await pagesFor(client, team.agency)) lines.push(await opened(browser, words, path))
    for (const [role, pages] of theirs) {
      const reader = await openBrowser(installation.address, await whoIs(client, role, team.agency))
      for (const [words, path] of pages) lines.push(await opened(reader, `${role}: ${words}`, path))
    }
    return lines
  } finally {
    await client.end()
    await installation.stop()
  }
}
