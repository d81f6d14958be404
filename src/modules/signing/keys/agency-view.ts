import { Refused } from '#kernel/refused.ts'
import { colleaguesOf } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { servicesInUse } from '../remote/service.sql.ts'
import { imageOf } from '../seals/seal-image.sql.ts'
import { accessesTo } from './access.sql.ts'
import { certificateOf } from './certificate-of.ts'
import { mayGrant, mayImport } from './key.policy.ts'
import { keysSeenBy } from './key.sql.ts'
import { daysUntil, obstacle } from './key.ts'

type People = Awaited<ReturnType<typeof colleaguesOf>>

/** Each person once, although some hold several posts. */
const once = (people: People) => [...new Map(people.map((one) => [one.person, one])).values()]

async function keepersOf(work: Work, key: string, people: People) {
  const names = new Map(people.map((one) => [one.person, one]))
  const keepers = (await accessesTo(work.tx, key)).map(({ person, lockedAt, pinChangedAt }) => {
    const post = names.get(person)
    return {
      person,
      name: post?.name ?? 'Người đã rời cơ quan',
      position: post?.position ?? '',
      locked: lockedAt !== null,
      pinChangedAt,
    }
  })
  const held = new Set(keepers.map(({ person }) => person))
  const clerks = once(people.filter((one) => one.roles.includes('recordsClerk')))
  const open = clerks.filter(
    (one) => !held.has(one.person) || keepers.some((keeper) => keeper.person === one.person && keeper.locked),
  )
  const others = open.filter((one) => one.person !== work.actor.person)
  return { keepers, others: others.map(({ person, name, position }) => ({ person, name, position })) }
}

/** Personal keys of the agency, for its administrator: those that end first in front. */
async function staffKeys({ tx, actor, clock }: Work, people: People) {
  const names = new Map(people.map((one) => [one.person, one.name]))
  const keys = (await keysSeenBy(tx, actor)).filter((key) => key.holderKind === 'PERSON' && key.agency === actor.agency)
  return keys.map((key) => ({
    id: key.id,
    name: names.get(key.holder) ?? key.subject,
    issuer: key.issuer,
    validFrom: key.validFrom,
    validTo: key.validTo,
    obstacle: obstacle(key, clock.now),
    daysLeft: daysUntil(key.validTo, clock.now),
  }))
}

/** The picture of the own seal as an address that a page can show. */
async function pictureOf({ tx, actor }: Work): Promise<string> {
  const image = await imageOf(tx, actor.agency)
  return image ? `data:image/png;base64,${Buffer.from(image).toString('base64')}` : ''
}

/** All that the page of the agency's key shows. @throws Refused not-allowed */
export async function agencyKeyView(work: Work) {
  const { tx, actor, clock } = work
  if (!mayImport('agency', actor)) throw new Refused('not-allowed', 'key.agency')
  const people = await colleaguesOf(tx, actor.agency)
  const card = await certificateOf(work, { holder: 'agency' })
  const ours = card && mayGrant(card, actor) ? await keepersOf(work, card.id, people) : { keepers: [], others: [] }
  return {
    card,
    services: await servicesInUse(tx),
    /** False when the agency issues under another's seal: then that agency's clerks keep the key. */
    own: card ? card.agency === actor.agency : true,
    daysLeft: card ? daysUntil(card.validTo, clock.now) : 0,
    ...ours,
    staff: actor.roles.includes('unitAdmin') ? await staffKeys(work, people) : [],
    mayRevoke: card !== null && card.agency === actor.agency && actor.roles.includes('unitAdmin'),
    me: actor.person,
    /** Null in a demonstration, which draws its seals; else the picture in use, empty while there is none. */
    seal: (await installationKind(tx)) === 'demo' ? null : await pictureOf(work),
    readAt: clock.now.getTime(),
  }
}

export type AgencyKeyView = Awaited<ReturnType<typeof agencyKeyView>>
