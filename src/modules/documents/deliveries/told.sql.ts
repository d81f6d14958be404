import { sql } from 'kysely'
import type { Tx, Work } from '#platform/db/desk.ts'

/** A delivery to a hamlet: whether it was read on a screen (ACCEPTED), or people were told by hand. */
export type HamletDelivery = { id: string; name: string; state: string; toldOn: string | null; toldHow: string | null }

export const hamletDeliveries = (tx: Tx, outgoing: string): Promise<HamletDelivery[]> =>
  tx
    .selectFrom('documents.delivery as d')
    .innerJoin('organisation.agency as a', 'a.id', 'd.recipient_agency')
    .select(['d.id', 'd.recipient_name as name', 'd.state', 'd.told_on as toldOn', 'd.told_how as toldHow'])
    .where('d.outgoing', '=', outgoing)
    .where('a.level', '=', 'HAMLET')
    .orderBy('d.ordinal')
    .execute()

export const setTold = ({ tx, actor }: Work, delivery: string, { on, how }: { on: string; how: string }) =>
  tx
    .updateTable('documents.delivery')
    .set({ told_on: on, told_how: how, told_by: actor.post, changed_at: sql<Date>`app.now()` })
    .where('id', '=', delivery)
    .execute()
