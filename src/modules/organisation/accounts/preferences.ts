import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { readPreferences, writePreferences } from './account.sql.ts'

/** How a person wants to see the platform; null is the usual: the theme of the machine, comfortable rows. */
export type Preferences = { theme: 'light' | 'dark' | null; density: 'compact' | 'dense' | null; language: 'vi' | 'en' }

export const usualPreferences: Preferences = { theme: null, density: null, language: 'vi' }

export const preferencesOf = async ({ tx, actor }: Work): Promise<Preferences> =>
  (await readPreferences(tx, actor.person)) ?? usualPreferences

export async function setPreferences(work: Work, wanted: Preferences): Promise<void> {
  await writePreferences(work.tx, work.actor.person, wanted)
  await note(work, 'account.set-preferences', work.actor.person)
}
