import type { Client } from 'pg'
import { number } from '#documents'
import { openDesk, type Pool, type Vault } from '#platform/db/desk.ts'
import { clerksWith, percentile, race, rate } from './clerks.ts'
import { type Line, line } from './result.ts'

const clients = 64
const seconds = 6

async function gapsIn(client: Client): Promise<number> {
  const { rows } = await client.query<{ gaps: number }>(
    `select coalesce(sum(gaps), 0)::int as gaps from (
       select max(number) - min(opening) + 1 - count(*) as gaps from documents.number where suffix = '' group by book, year) x`,
  )
  return rows[0]?.gaps ?? 0
}

/** One hot book: 64 clients against one. */
export async function benchNumbering(client: Client, pool: Pool, vault: Vault): Promise<Line[]> {
  const [clerk] = await clerksWith(client, 'SIGNED')
  if (!clerk) throw new Error('nothing to number')
  const desk = openDesk(pool, clerk.actor, { vault })
  const act = async (id: string) => void (await desk.work((work) => number(work, id)))
  await race([clerk.waiting.splice(0, 50)], seconds, act)
  const alone = await race([clerk.waiting.splice(0, Math.floor(clerk.waiting.length / 3))], seconds, act)
  const share = Math.floor(clerk.waiting.length / clients)
  const lanes = Array.from({ length: clients }, (_, at) => clerk.waiting.slice(at * share, (at + 1) * share))
  // Every connection is opened and has planned its statements before the clock runs, as for the one client above.
  const warm = lanes.map((lane) => lane.splice(0, 2))
  await race(warm, seconds, act)
  const together = await race(lanes, seconds, act)
  const ratio = rate(together) / rate(alone)
  const p99 = percentile(together.latencies, 0.99)
  const gaps = await gapsIn(client)
  return [
    line('number from one book, 1 client', `${rate(alone).toFixed(0)}/s`),
    line('number from one book, 64 clients', `${rate(together).toFixed(0)}/s`),
    line('64 clients ÷ 1 client', ratio.toFixed(2), '≥ 0.5', ratio >= 0.5),
    line('  p99 with 64 clients', `${p99.toFixed(0)} ms`, '< 500 ms', p99 < 500),
    line('  gaps', String(gaps), '0', gaps === 0),
  ]
}
