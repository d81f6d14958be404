import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import type { Pool } from '#platform/db/desk.ts'
import { sessionRow } from './session.sql.ts'

/** A session lasts a working day and a night shift; it is refreshed by signing in again. */
export const sessionHours = 14

/** 256 random bits for the cookie; only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url')
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The actor behind a session cookie, or null when it has ended, the account is locked or the post is no longer held. */
export async function sessionActor(pool: Pool, token: string): Promise<Actor | null> {
  const row = await sessionRow(pool, hashOf(token))
  if (!row) return null
  const { mandate, ...who } = row
  return { ...who, agencies: [row.agency, ...(mandate ?? []).filter((agency) => agency !== row.agency)] }
}
