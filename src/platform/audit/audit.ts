import { sql } from 'kysely'
import type { Work } from '#platform/db/desk.ts'

/**
 * Appends one audit row in the acting transaction (DESIGN 5.10). `verb` is noun.verb; `about` an identifier;
 * `detail` holds identifiers and figures, never names, texts, PINs or passwords.
 */
export async function note(
  { tx, actor }: Work,
  verb: string,
  about: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await sql`insert into platform.audit (agency, person, post, on_behalf_of, verb, about, detail)
    values (nullif(${actor.agency}, '')::uuid, nullif(${actor.person}, '')::uuid, nullif(${actor.post}, '')::uuid, ${actor.onBehalfOf}, ${verb}, ${about}, ${JSON.stringify(detail)})`.execute(
    tx,
  )
}
