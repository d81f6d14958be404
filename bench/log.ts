import type { Client } from 'pg'
import { visitor } from '#kernel/actor.ts'
import { openDesk, type Work } from '#platform/db/desk.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import type { Installation } from '../crash/installation.ts'
import { judgeNext } from '../src/modules/documents/checking/judge-issued.ts'
import { appendIssued, heldOf, logKey } from '../src/modules/documents/ledger/append.ts'
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
  insert into documents.issued_verdict (outgoing, agency, sha256, verdict, reasons, signatures)
   select outgoing, agency, repeat('0', 64), 'valid', '{}', '[]' from documents.check_code where judged`

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

async function loadLog(client: Client): Promise<void> {
  await loadIssued(client, leaves + appended)
  await client.query('begin')
  await client.query('set local session_replication_role = replica')
  await client.query(codes, [appended])
  await client.query(verdicts)
  await client.query(written)
  await client.query(firstLevel)
  for (let level = 1; 2 ** level <= leaves; level += 1) await client.query(nextLevel, [level])
  await client.query('commit')
  await client.query('vacuum analyze')
}

type Ask = (act: (work: Work) => Promise<unknown>) => Promise<number>

/** How long half and nearly all of many asks took. */
async function asked(what: string, ask: Ask, acts: ((work: Work) => Promise<unknown>)[]): Promise<Line> {
  const took: number[] = []
  for (const act of acts) took.push(await ask(act))
  const p50 = percentile(took, 0.5)
  return line(`  ${what}, p50 / p95`, `${p50.toFixed(1)} / ${percentile(took, 0.95).toFixed(1)} ms`, '< 50 ms', p50 < 50)
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** The log of issued documents with a million leaves: what strangers ask of it, what the work in the background does, the recount. */
export async function benchLog(installation: Installation): Promise<Line[]> {
  const embedded = await startEmbedded({ dataDir: installation.dataDir })
  const client = await installation.connect()
  const pool = installation.openPool(4)
  const { dataDir, vault } = installation
  const deskOf = (actor: typeof visitor) => openDesk(pool, actor, { vault })
  const ask: Ask = (act) => timed(() => deskOf(visitor).work(act))
  try {
    const loaded = await timed(() => loadLog(client))
    const key = await logKey(dataDir)
    await deskOf(visitor).work(async ({ tx, clock }) => {
      const range = { start: 0, end: leaves }
      const root = rangeHash(range, heldOf(await nodesAt(tx, coverOf(range))))
      await addHead(tx, signedHead({ size: leaves, root, at: clock.now }, key))
    })
    const { rows } = await client.query<{ code: string; hash: Buffer }>(
      'select c.code, l.hash from documents.log_leaf l join documents.check_code c on c.outgoing = l.outgoing order by l.hash limit $1',
      [asks],
    )
    const lines = [line('a log', `${leaves} leaves, loaded in ${seconds(loaded)}`)]
    const append = await timed(() => appendIssued({ pool, dataDir, deskOf }))
    lines.push(line(`  ${appended} leaves appended under one head`, seconds(append), '< 5 s', append < 5000))
    lines.push(
      await asked(
        'newest head',
        ask,
        rows.map(() => newestHead),
      ),
    )
    lines.push(
      await asked(
        'proof of a document by its code',
        ask,
        rows.map(
          ({ code }) =>
            (work) =>
              proofOf(work, code),
        ),
      ),
    )
    lines.push(
      await asked(
        'inclusion under an old head',
        ask,
        rows.map(
          ({ hash }) =>
            (work) =>
              inclusion(work, { hash, size: leaves }),
        ),
      ),
    )
    const both = { first: leaves, second: leaves + appended }
    lines.push(
      await asked(
        'consistency of two heads',
        ask,
        rows.map(() => (work) => consistency(work, both)),
      ),
    )
    lines.push(
      await asked(
        'how much waits for its leaf',
        ask,
        rows.map(
          () =>
            ({ tx }) =>
              unlogged(tx),
        ),
      ),
    )
    // The documents of this bench have no files to judge: nothing but the question is measured, with the appended ones judged too.
    await client.query('update documents.check_code set judged = true')
    lines.push(
      await asked(
        'what nobody has judged',
        async () => timed(() => judgeNext(deskOf)),
        rows.map(() => async () => null),
      ),
    )
    const recounted = await timed(async () => {
      const { whole, why, leaves: counted } = await deskOf(visitor).work(({ tx }) => verifyLog(tx, key, null))
      if (!whole || counted !== leaves + appended) throw new Error(`the log is not whole: ${why}, ${counted} leaves`)
    })
    lines.push(line('  the whole log recounted', seconds(recounted)))
    return lines
  } finally {
    await client.end()
    await pool.destroy()
    await embedded.stop()
  }
}
