import { type RawBuilder, sql } from 'kysely'
import { type Actor, has } from '#kernel/actor.ts'
import type { Key } from './key.ts'

/** For whom a key stands at a desk: the person sitting there, or the agency. */
export type Holder = 'person' | 'agency'

/** The agency's key is brought in by its clerk or administrator; a personal one only by the person. */
export const mayImport = (holder: Holder, actor: Actor): boolean =>
  holder === 'person' ? actor.person !== '' : has(actor, 'recordsClerk', 'unitAdmin')

/** Only văn thư signs with the agency's certificate (NĐ 30/2020 art. 32); a personal key opens for its person alone. */
export const mayOpen = (holder: Holder, actor: Actor): boolean =>
  holder === 'person' ? actor.person !== '' : has(actor, 'recordsClerk')

type Held = Pick<Key, 'agency' | 'holderKind' | 'holder'>

/** Who can open the agency's key is the business of its clerks and its administrator. */
export const mayGrant = (key: Held, actor: Actor): boolean =>
  key.holderKind === 'AGENCY' && key.agency === actor.agency && has(actor, 'recordsClerk', 'unitAdmin')

/** A key is given up by its person; by the agency's administrator also for one who has left. */
export const mayRevoke = (key: Held, actor: Actor): boolean =>
  (key.holderKind === 'PERSON' && key.holder === actor.person) || (key.agency === actor.agency && has(actor, 'unitAdmin'))

/** May see the certificate in lists. Beside it `visibleTo`, the same as a condition on `signing.key`. */
export const maySee = (key: Held, actor: Actor): boolean =>
  (key.holderKind === 'PERSON' && key.holder === actor.person) ||
  (key.agency === actor.agency && (has(actor, 'unitAdmin') || (key.holderKind === 'AGENCY' && has(actor, 'recordsClerk'))))

export function visibleTo(actor: Actor): RawBuilder<boolean> {
  const own = sql`(holder_kind = 'PERSON' and holder = ${actor.person})`
  const ofAgency = sql`agency = ${actor.agency}`
  if (has(actor, 'unitAdmin')) return sql<boolean>`(${own} or ${ofAgency})`
  if (has(actor, 'recordsClerk')) return sql<boolean>`(${own} or (${ofAgency} and holder_kind = 'AGENCY'))`
  return sql<boolean>`${own}`
}
