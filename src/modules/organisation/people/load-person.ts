import { has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { addDays, formatDate } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { agenciesOn, divisionsOf } from '../agencies/agency.sql.ts'
import { PersonAddress } from './person.forms.ts'
import { administers, mayAdminister, mayGrant, mayTend } from './person.policy.ts'
import { colleaguesOf } from './person.sql.ts'
import { personCard } from './person-card.sql.ts'

const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })

/** Everything the page of a person shows and offers. @throws Refused not-found (also when the actor administers nothing) */
export async function shownPerson(work: Work, id: string | undefined) {
  const { tx, actor, clock } = work
  const card = await personCard(tx, PersonAddress.parse({ id }).id)
  if (!card || !administers(actor)) throw new Refused('not-found', 'person')
  const tended = mayTend(card, actor)
  const agencies = (await agenciesOn(tx, clock.today)).filter((agency) => mayAdminister(agency.id, actor))
  const around: Record<string, { divisions: ReturnType<typeof choice>[]; colleagues: ReturnType<typeof choice>[] }> = {}
  for (const agency of new Set(card.posts.map((post) => post.agency))) {
    const colleagues = (await colleaguesOf(tx, agency)).filter((one) => one.person !== card.person)
    around[agency] = {
      divisions: (await divisionsOf(tx, agency)).map(choice),
      colleagues: colleagues.map((one) => ({ value: one.post, label: `${one.name}, ${one.position}` })),
    }
  }
  // Whom the actor does not look after keeps login and contact private.
  const { login, email, phone, ...open } = card
  return {
    card: { ...open, ...(tended ? { login, email, phone } : { login: null, email: null, phone: null }) },
    tended,
    self: card.person === actor.person,
    province: has(actor, 'systemAdmin'),
    mine: card.posts.filter((post) => mayGrant(post.agency, post.roles, actor)).map((post) => post.id),
    agencies: agencies.map(choice),
    around,
    readAt: clock.now.getTime(),
    today: formatDate(clock.today),
    tomorrow: formatDate(addDays(clock.today, 1)),
  }
}

export type ShownPerson = Awaited<ReturnType<typeof shownPerson>>
