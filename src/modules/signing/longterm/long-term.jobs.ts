import { type Actor, machineAt, visitor } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { forgetAnswers, stampingOf, takeLongTerm } from './long-term.sql.ts'
import { makeLast } from './make-last.ts'

type Background = { deskOf: (actor: Actor) => Desk }

/** Files of one look: between two looks others may have their turn. */
const mostAtOnce = 25

/**
 * Makes files last, the oldest first, until none waits or the time-stamp authority does not answer: then all wait, and are caught
 * up in their order. Any number of processes may run it.
 */
export async function makeFilesLast({ deskOf }: Background): Promise<void> {
  const nobody = deskOf(visitor)
  for (let done = 0; done < mostAtOnce; done += 1) {
    const next = await nobody.work(async ({ tx }) => ((await stampingOf(tx)) ? takeLongTerm(tx) : null))
    if (!next || (await makeLast(deskOf(machineAt(next.agency)), next.sha256)) === 'unanswered') return
  }
}

export const forgetOldAnswers = ({ deskOf }: Background) => deskOf(visitor).work(({ tx }) => forgetAnswers(tx))
