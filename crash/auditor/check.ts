import type { Client } from 'pg'
import type { Entry } from '../journal.ts'

/** One thing that must never happen: how it is called, and every place where it did, as a sentence. */
export type Check = { name: string; find: (client: Client, journal: readonly Entry[]) => Promise<string[]> }

/** A check that is one query: each row's column `fault` is a place where the rule is broken. */
export const byQuery = (name: string, query: string): Check => ({
  name,
  find: async (client) => {
    const { rows } = await client.query<{ fault: string }>(query)
    return rows.map((row) => row.fault)
  },
})
