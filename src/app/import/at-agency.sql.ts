import { sql } from 'kysely'
import type { Work } from '#platform/db/desk.ts'

const reach = (work: Work, agency: string, agencies: readonly string[]) =>
  sql`select set_config('app.agency', ${agency}, true), set_config('app.agencies', ${`{${agencies.join(',')}}`}, true)`.execute(
    work.tx,
  )

/**
 * Does one act at another agency, as its administrator: within the transaction of an import, whose right to administer that
 * agency has been asked before. The reach for row security moves to that agency alone, and back.
 */
export async function atAgency<Done>(work: Work, agency: string, act: (there: Work) => Promise<Done>): Promise<Done> {
  const { actor } = work
  await reach(work, agency, [agency])
  const done = await act({ ...work, actor: { ...actor, agency, agencies: [agency], roles: ['unitAdmin'], onBehalfOf: null } })
  await reach(work, actor.agency, actor.agencies)
  return done
}
