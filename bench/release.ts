import type { Client } from 'pg'
import pg from 'pg'
import { release } from '#documents'
import { openDesk, type Pool, type Vault } from '#platform/db/desk.ts'
import { clerksWith, percentile, race, rate } from './clerks.ts'
import { pgbench, runPeer } from './peer.ts'
import { type Line, line } from './result.ts'

const clients = 16
const seconds = 6

/** Rows of each kind that a release left behind, per release; they must be the same for us and for the peer. */
async function rowsPerRelease(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ found: string }>(
    `select format('%s deliveries %s arrivals %s files %s deltas', round(d / r, 1), round(i / r, 1), round(f / r, 1), round(s / r, 1)) as found
     from (select count(*)::numeric as r from documents.outgoing_history where step = 'release') x,
       (select count(*) as d from documents.delivery) y, (select count(*) as i from documents.incoming) z,
       (select count(*) as f from documents.incoming_file) w, (select count(*) as s from statistics.delta) v`,
  )
  await client.end()
  return rows[0]?.found ?? ''
}

/** `peerUrl`: the clone that the peer works on, null where there is no pgbench. */
export type ReleaseBench = { client: Client; url: string; peerUrl: string | null; pool: Pool; vault: Vault; folder: string }

/** Releases with 20 recipients through the action, 16 clients on 16 books, against the same rows by pgbench; in turns, twice. */
export async function benchRelease({ client, url, peerUrl, pool, vault, folder }: ReleaseBench): Promise<Line[]> {
  const tool = pgbench()
  const lanes = (await clerksWith(client, 'SEALED')).slice(0, clients)
  const desks = lanes.map(({ actor }) => openDesk(pool, actor, { vault }))
  const act = async (id: string, lane: number) => void (await desks[lane]?.work((work) => release(work, id)))
  await race(
    lanes.map(({ waiting }) => waiting.splice(0, 10)),
    seconds,
    act,
  )
  const ours = await race(
    lanes.map(({ waiting }) => waiting),
    seconds,
    act,
  )
  const peer = tool && peerUrl ? runPeer(tool, peerUrl, { folder, clients, seconds }) : null
  const same = peerUrl ? [await rowsPerRelease(url), await rowsPerRelease(peerUrl)] : []
  const ratio = peer ? rate(ours) / peer : null
  return [
    line('release, 20 recipients, 16 clients', `${rate(ours).toFixed(0)}/s`),
    line('  p50 / p99', `${percentile(ours.latencies, 0.5).toFixed(1)} / ${percentile(ours.latencies, 0.99).toFixed(1)} ms`),
    line(
      'pgbench, the same rows in one statement',
      peer ? `${peer.toFixed(0)}/s` : 'no pgbench here (apt-get install postgresql)',
    ),
    line('  rows per release, ours', same[0] ?? ''),
    line('  rows per release, peer', same[1] ?? ''),
    line('release ÷ pgbench', ratio ? ratio.toFixed(2) : 'not measured', '≥ 0.70', ratio === null ? null : ratio >= 0.7),
  ]
}
