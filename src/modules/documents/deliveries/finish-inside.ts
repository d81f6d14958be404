import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { read } from '../outgoing/outgoing.sql.ts'
import { refuseSecretWords } from '../secrecy.ts'
import { finishRows } from './inside.sql.ts'

/**
 * A recipient inside the agency is done with an internal document (DESIGN 6), with the outcome in words where there is one.
 * @throws Refused not-found | wrong-state (not issued, recalled, finished already) | not-allowed (no recipient) | secret-material
 */
export async function finishInside(work: Work, id: string, outcome: string): Promise<void> {
  const doc = await read(work, id)
  if (doc.state !== 'ISSUED') throw new Refused('wrong-state', 'finishInside')
  refuseSecretWords(outcome, 'outcome')
  if ((await finishRows(work, id, outcome)) === 0) throw new Refused('not-allowed', 'finishInside')
  await note(work, 'outgoing.finish-inside', id)
}
