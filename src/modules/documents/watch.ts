import { refusalOf } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'

/**
 * Runs an act of a door through which texts and files come in. When it is refused as secret, everything is rolled back and one
 * audit line stays, which names the door and the thing and holds nothing of the content (DESIGN 5.4).
 * @param door - `noun.verb` of the door, for the audit
 */
export async function watched<Done>(
  desk: Pick<Desk, 'work'>,
  { door, about = '' }: { door: string; about?: string | undefined },
  act: (work: Work) => Promise<Done>,
): Promise<Done> {
  try {
    return await desk.work(act)
  } catch (error) {
    if (refusalOf(error)?.code === 'secret-material')
      await desk.work((work) => note(work, 'secret.refused', about || door, { door }))
    throw error
  }
}
