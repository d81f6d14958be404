import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { readPreferences, writePreferences } from './account.sql.ts'
import { type Preferences, usualPreferences } from './preferences.ts'

export const preferencesOf = async ({ tx, actor }: Work): Promise<Preferences> =>
  (await readPreferences(tx, actor.person)) ?? usualPreferences

export async function setPreferences(work: Work, wanted: Preferences): Promise<void> {
  await writePreferences(work.tx, work.actor.person, wanted)
  await note(work, 'account.set-preferences', work.actor.person)
}
