import type { Work } from '#platform/db/desk.ts'
import { foldHandling } from '../monthly/handling.sql.ts'
import { foldSome } from './report.sql.ts'

/** So many differences at a time: the statement stays short, and a reader never waits for it. */
const batch = 20_000

/**
 * Folds what has been counted since the last time into the roll-ups. Changes no figure: the report adds what is not folded.
 * Returns how many differences were folded. Safe to run twice and from several processes.
 */
export async function foldAll(work: <Done>(act: (work: Work) => Promise<Done>) => Promise<Done>): Promise<number> {
  let all = 0
  for (const fold of [foldSome, foldHandling]) {
    for (;;) {
      const folded = await work((one) => fold(one, batch))
      all += folded
      if (folded < batch) break
    }
  }
  return all
}
