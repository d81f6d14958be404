import type { Client } from 'pg'
import { type Actor, visitor } from '#kernel/actor.ts'

/** The clerk of one agency of the bench and the documents that wait on the desk. */
export type Clerk = { actor: Actor; waiting: string[] }

/** The clerks of the first agencies with what waits for them in a state. */
export async function clerksWith(client: Client, state: 'SEALED' | 'SIGNED'): Promise<Clerk[]> {
  const { rows } = await client.query<{ agency: string; post: string; person: string; waiting: string[] }>(
    `select o.agency, p.id as post, p.person, array_agg(o.id::text order by o.id) as waiting
     from documents.outgoing o join organisation.post p on p.agency = o.agency join organisation.agency a on a.id = o.agency
     where o.state = $1 and a.organ_id like 'B98.%' group by o.agency, p.id, p.person order by o.agency`,
    [state],
  )
  return rows.map(({ agency, post, person, waiting }) => ({
    actor: {
      ...visitor,
      agency,
      post,
      person,
      name: 'Văn thư',
      position: 'Văn thư',
      roles: ['recordsClerk'],
      agencies: [agency],
    },
    waiting,
  }))
}

export type Timed = { count: number; seconds: number; latencies: number[] }

/** Runs `act` on one lane after another item until all lanes are through or the time is over. Latencies in milliseconds. */
export async function race<Item>(lanes: readonly Item[][], seconds: number, act: (item: Item, lane: number) => Promise<void>) {
  const latencies: number[] = []
  const began = performance.now()
  const over = began + seconds * 1000
  await Promise.all(
    lanes.map(async (items, lane) => {
      for (const item of items) {
        const start = performance.now()
        if (start > over) return
        await act(item, lane)
        latencies.push(performance.now() - start)
      }
    }),
  )
  return { count: latencies.length, seconds: (performance.now() - began) / 1000, latencies } satisfies Timed
}

export const rate = ({ count, seconds }: Timed) => count / seconds

/** The latency that this share of all stay below, in milliseconds. */
export function percentile(latencies: readonly number[], part: number): number {
  const sorted = latencies.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
