import { mayAdminister } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { type HeldKeys, keysOf } from './leaver.sql.ts'

/** The keys that a person can open, for who administers their agency; null when there are none. */
export async function keysOfPerson({ tx, actor }: Work, person: string): Promise<HeldKeys[] | null> {
  const keys = (await keysOf(tx, person)).filter((key) => mayAdminister(key.agency, actor))
  return keys.length > 0 ? keys : null
}
