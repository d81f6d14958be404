import { sql } from 'kysely'
import type { Tx, Work } from '#platform/db/desk.ts'

/** Deliveries of a document that the actor receives inside the agency: by post, or as one of the division. */
const mine = ({ tx, actor }: Work, outgoing: string) =>
  tx
    .selectFrom('documents.delivery')
    .select(['id', 'agency'])
    .where('outgoing', '=', outgoing)
    .where('state', '<>', 'RECALLED')
    .where((eb) =>
      eb.or([
        eb(sql<string>`coalesce(handed_to, recipient_post)`, 'in', [actor.post, actor.onBehalfOf ?? actor.post]),
        ...(actor.division ? [eb('recipient_division', '=', actor.division)] : []),
      ]),
    )
    .execute()

/** Remembers the first opening of an internal document by one of its recipients. How many deliveries it was. */
export async function markRead(work: Work, outgoing: string): Promise<number> {
  const deliveries = await mine(work, outgoing)
  if (deliveries.length === 0) return 0
  await work.tx
    .insertInto('documents.inside_reading')
    .values(deliveries.map((one) => ({ delivery: one.id, agency: one.agency, post: work.actor.post })))
    .onConflict((conflict) => conflict.columns(['delivery', 'post']).doNothing())
    .execute()
  return deliveries.length
}

/** Finishes what the actor received inside the agency; how many deliveries that were not finished by the actor before. */
export async function finishRows(work: Work, outgoing: string, outcome: string): Promise<number> {
  if ((await markRead(work, outgoing)) === 0) return 0
  const { numUpdatedRows } = await work.tx
    .updateTable('documents.inside_reading')
    .set({ finished_at: sql<Date>`app.now()`, outcome })
    .where('post', '=', work.actor.post)
    .where('finished_at', 'is', null)
    .where('delivery', 'in', (eb) => eb.selectFrom('documents.delivery').select('id').where('outgoing', '=', outgoing))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Who inside the agency has read and finished: one line per recipient and reader. */
export type Reading = { delivery: string; post: string; name: string; readAt: Date; finishedAt: Date | null; outcome: string }

export const readingsOf = (tx: Tx, outgoing: string): Promise<Reading[]> =>
  tx
    .selectFrom('documents.inside_reading as r')
    .innerJoin('documents.delivery as d', 'd.id', 'r.delivery')
    .innerJoin('organisation.post as o', 'o.id', 'r.post')
    .innerJoin('organisation.person as p', 'p.id', 'o.person')
    .select(['r.delivery', 'r.post', 'p.full_name as name', 'r.read_at as readAt', 'r.finished_at as finishedAt', 'r.outcome'])
    .where('d.outgoing', '=', outgoing)
    .orderBy('r.read_at')
    .execute()
