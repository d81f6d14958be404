import type { Work } from '#platform/db/desk.ts'

export type Step = 'sign' | 'seal'
/** A file that waits for its signature. */
export type Waiting = {
  id: string
  outgoing: string
  step: Step
  key: string
  version: number
  sha256: string
  toSign: Buffer
  sets: Record<string, string | null>
}

export type NewWaiting = Omit<Waiting, 'id' | 'toSign'> & { toSign: Uint8Array; until: Date }

/** Holds a file for its signature, in place of an earlier one of the same step. */
export async function putWaiting({ tx, actor }: Work, { toSign, ...waiting }: NewWaiting): Promise<string> {
  await tx
    .deleteFrom('documents.held_signature')
    .where('outgoing', '=', waiting.outgoing)
    .where('step', '=', waiting.step)
    .where('person', '=', actor.person)
    .execute()
  const { id } = await tx
    .insertInto('documents.held_signature')
    .values({
      ...waiting,
      sets: JSON.stringify(waiting.sets),
      to_sign: Buffer.from(toSign),
      agency: actor.agency,
      person: actor.person,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What the actor holds and is not over. */
export async function waitingById({ tx, actor, clock }: Work, id: string): Promise<Waiting | undefined> {
  const row = await tx
    .selectFrom('documents.held_signature')
    .select(['id', 'outgoing', 'step', 'key', 'version', 'sha256', 'to_sign as toSign', 'sets'])
    .where('id', '=', id)
    .where('person', '=', actor.person)
    .where('until', '>', clock.now)
    .executeTakeFirst()
  return row && { ...row, step: row.step as Step, sets: row.sets as Record<string, string | null> }
}

/** False when somebody else completed it meanwhile. */
export async function takeWaiting({ tx }: Work, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('documents.held_signature').where('id', '=', id).executeTakeFirst()
  return numDeletedRows === 1n
}

export const forgetWaiting = ({ tx, clock }: Work) =>
  tx.deleteFrom('documents.held_signature').where('until', '<', clock.now).execute()
