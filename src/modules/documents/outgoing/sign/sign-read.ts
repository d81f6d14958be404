import { refusalOf } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import type { Pin } from '#signing'
import { markSeen, unseenOf } from '../compose/version.sql.ts'
import type { Outcome } from '../issue/batch.ts'
import { read } from '../outgoing.sql.ts'
import { sign } from './sign.ts'

/** Ticked as read: written as that, and counted as if it had been opened; what the actor may not read is passed over. */
export async function tick(work: Work, id: string): Promise<void> {
  try {
    await markSeen(work.tx, await read(work, id), work.actor.post, true)
    await note(work, 'outgoing.tick-read', id)
  } catch (error) {
    if (refusalOf(error)?.code !== 'not-found') throw error
  }
}

/** `despite`: those whose hidden or doubtful content the signer has confirmed. */
type Chosen = { ids: readonly string[]; ticked: readonly string[]; despite?: readonly string[] }

/**
 * Signs several drafts with one PIN. Each must have been opened at its present version, or be ticked as read with this press;
 * the others are refused one by one and nothing of them is signed.
 * @throws Refused as `sign` does; per document not-read besides
 */
export async function signRead(desk: Desk, { ids, ticked, despite = [] }: Chosen, pin: Pin): Promise<Outcome[]> {
  const unread = await desk.work(async (work) => {
    for (const id of ids.filter((one) => ticked.includes(one))) await tick(work, id)
    return unseenOf(work.tx, ids, work.actor.post)
  })
  const signed = await sign(
    desk,
    ids.filter((id) => !unread.includes(id)),
    pin,
    despite,
  )
  return ids.map((id) => signed.find((one) => one.id === id) ?? { id, refused: { code: 'not-read' as const, about: id } })
}
