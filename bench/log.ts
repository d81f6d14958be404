import type { Client } from 'pg'
import { type Actor, visitor } from '#kernel/actor.ts'
import { type Desk, openDesk, type Work } from '#platform/db/desk.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { trustState } from '#signing'
import type { Installation } from '../crash/installation.ts'
import { judgeNext } from '../src/modules/documents/checking/judge-issued.ts'
import { appendIssued, heldOf, type LedgerPlace, logKey } from '../src/modules/documents/ledger/append.ts'
import { consistency, inclusion, newestHead, proofOf } from '../src/modules/documents/ledger/ask.ts'
import { signedHead } from '../src/modules/documents/ledger/leaf.ts'
import { addHead, nodesAt, unlogged } from '../src/modules/documents/ledger/ledger.sql.ts'
import { coverOf, rangeHash } from '../src/modules/documents/ledger/merkle.ts'
import { verifyLog } from '../src/modules/documents/ledger/verify.ts'
import { percentile } from './clerks.ts'
import { type Line, line } from './result.ts'
import { loadIssued } from './year.ts'

const leaves = Number(process.env.BENCH_LEAVES ?? 1_000_000)
const appended = 500
const asks = 100

/** Codes of all documents; the last $1 still wait for their leaf, all others are judged. */
const codes = `
  insert into documents.check_code (outgoing, agency, logged, judged)
   select id, agency, place > $1, place > $1
   from (select id, agency, row_number() over (order by issued_at desc, id desc) as place from documents.outgoing where code_number > 100000) o`

const verdicts = `
  insert into documents.issued_verdict (outgoing, agency, sha256, verdict, reasons, signatures, trust_state)
   select outgoing, agency, repeat('0', 64), 'valid', '{}', '[]', $1 from documents.check_code where judged`

/** As the program writes a leaf: names in order, no spaces, milliseconds. */
const written = `
  insert into documents.log_leaf (index, outgoing, agency, leaf, hash)
   select n, id, agency, leaf, sha256('\\x00'::bytea || convert_to(leaf, 'UTF8')) from (
     select row_number() over (order by o.issued_at, o.id) - 1 as n, o.id, o.agency,
       '{"agency":"' || a.organ_id || '","code":"' || c.code || '","date":"' || o.promulgation_date || '","files":[],"issued":"'
         || to_char(o.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","symbol":"' || o.code_number || '/' || o.code_notation || '"}' as leaf
     from documents.check_code c join documents.outgoing o on o.id = c.outgoing join organisation.agency a on a.id = o.agency where c.logged) l`

const firstLevel = 'insert into documents.log_node (level, position, hash) select 0, index, hash from documents.log_leaf'
const nextLevel = `
  insert into documents.log_node (level, position, hash)
   select $1::int, l.position / 2, sha256('\\x01'::bytea || l.hash || r.hash) from documents.log_node l
   join documents.log_node r on r.level = l.level and r.position = l.position + 1 where l.level = $1::int - 1 and l.position % 2 = 0`

async function loadLog(client: Client, trust: string): Promise<void> {
  await loadIssued(client, leaves + appended)
  await client.query('begin')
  await client.query('set local session_replication_role = replica')
  await client.query(codes, [appended])
  await client.query(verdicts, [trust])
  await client.query(written)
  await client.query(firstLevel)
  for (let level = 1; 2 ** level <= leaves; level += 1) await client.query(nextLevel, [level])
  await client.query('commit')
  await client.query('vacuum analyze')
}

type Act = (work: Work) => Promise<unknown>
type Bench = { client: Client; deskOf: (actor: Actor) => Desk; place: LedgerPlace }

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

/** How long half and nearly all of many asks took. */
async function asked(what: string, acts: readonly (() => Promise<unknown>)[]): Promise<Line> {
  const took: number[] = []
  for (const act of acts) took.push(await timed(act))
  const p50 = percentile(took, 0.5)
  return line(`  ${what}, p50 / p95`, `${p50.toFixed(1)} / ${percentile(took, 0.95).toFixed(1)} ms`, '< 50 ms', p50 < 50)
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** The head over what was loaded, as the program signs it. */
async function signLoaded({ deskOf, place }: Bench): Promise<void> {
  const key = await logKey(place.dataDir)
  await deskOf(visitor).work(async ({ tx, clock }) => {
    const range = { start: 0, end: leaves }
    const root = rangeHash(range, heldOf(await nodesAt(tx, coverOf(range))))
    await addHead(tx, signedHead({ size: leaves, root, at: clock.now }, key))
  })
}

/** What strangers ask, each about another document. */
async function benchAsks({ client, deskOf }: Bench): Promise<Line[]> {
  const { rows } = await client.query<{ code: string; hash: Buffer }>(
    'select c.code, l.hash from documents.log_leaf l join documents.check_code c on c.outgoing = l.outgoing where l.index < $2 order by l.hash limit $1',
    [asks, leaves],
  )
  const each = (act: (row: { code: string; hash: Buffer }) => Act) => rows.map((row) => () => deskOf(visitor).work(act(row)))
  const both = { first: leaves, second: leaves + appended }
  return [
    await asked(
      'newest head',
      each(() => newestHead),
    ),
    await asked(
      'proof of a document by its code',
      each(
        ({ code }) =>
          (work) =>
            proofOf(work, code),
      ),
    ),
    await asked(
      'inclusion under an old head',
      each(
        ({ hash }) =>
          (work) =>
            inclusion(work, { hash, size: leaves }),
      ),
    ),
    await asked(
      'consistency of two heads',
      each(() => (work) => consistency(work, both)),
    ),
  ]
}

/** What the work in the background does every few seconds, and the recount. */
async function benchWork({ client, deskOf, place }: Bench): Promise<Line[]> {
  // The documents of this bench have no files to judge: the question alone is measured.
  await client.query('update documents.check_code set judged = true where not judged')
  const often = (act: () => Promise<unknown>) => Array.from({ length: 20 }, () => act)
  const waiting = await asked(
    'how much waits for its leaf',
    often(() => deskOf(visitor).work(({ tx }) => unlogged(tx))),
  )
  const judging = await asked(
    'what nobody has judged',
    often(() => judgeNext(deskOf)),
  )
  const key = await logKey(place.dataDir)
  const recounted = await timed(async () => {
    const { whole, why, leaves: counted } = await deskOf(visitor).work(({ tx }) => verifyLog(tx, key, null))
    if (!whole || counted !== leaves + appended) throw new Error(`the log is not whole: ${why}, ${counted} leaves`)
  })
  return [waiting, judging, line('  the whole log recounted', seconds(recounted))]
}

/** The log of issued documents with a million leaves: what strangers ask of it, what the work in the background does, the recount. */
export async function benchLog(installation: Installation): Promise<Line[]> {
  const embedded = await startEmbedded({ dataDir: installation.dataDir })
  const client = await installation.connect()
  const pool = installation.openPool(4)
  const { dataDir, vault } = installation
  const deskOf = (actor: Actor) => openDesk(pool, actor, { vault })
  const bench: Bench = { client, deskOf, place: { pool, dataDir, deskOf } }
  try {
    const trust = await deskOf(visitor).work(({ tx }) => trustState(tx))
    const loaded = await timed(() => loadLog(client, trust))
    await signLoaded(bench)
    const append = await timed(() => appendIssued(bench.place))
    return [
      line('a log', `${leaves} leaves, loaded in ${seconds(loaded)}`),
      line(`  ${appended} leaves appended under one head`, seconds(append), '< 5 s', append < 5000),
      ...(await benchAsks(bench)),
      ...(await benchWork(bench)),
    ]
  } finally {
    await client.end()
    await pool.destroy()
    await embedded.stop()
  }
}
