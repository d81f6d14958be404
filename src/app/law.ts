import { loadKinds } from '#documents'
import { type Actor, visitor } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { loadTargets } from '#statistics'

/**
 * Brings what the law says in the database (kinds of documents, targets of the texts) to what the files of this version say: at the
 * set-up and at every start, so that an upgrade brings new law along. What a province wrote itself stays. Safe to run twice.
 */
export async function bringLaw(deskOf: (actor: Actor) => Pick<Desk, 'work'>): Promise<void> {
  await deskOf(visitor).work(async ({ tx }) => {
    await loadKinds(tx)
    await loadTargets(tx)
  })
}
