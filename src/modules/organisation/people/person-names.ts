import type { Work } from '#platform/db/desk.ts'
import { namesOf } from './directory.sql.ts'

/** Names of people by id, as directories sort them. */
export async function personNames({ tx }: Work, people: readonly string[]): Promise<{ id: string; name: string }[]> {
  return people.length === 0 ? [] : namesOf(tx, people)
}
