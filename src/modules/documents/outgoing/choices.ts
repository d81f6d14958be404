import { agenciesOn, type Colleague, colleaguesOf, divisionsOf } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { kinds } from '../kinds/kind.sql.ts'

export type Option = { value: string; label: string }

const leads = ['agencyLeader', 'headOfDivision', 'chiefOfOffice']
const option = (one: Colleague): Option => ({ value: one.post, label: `${one.name} – ${one.position}` })

/** What the pickers of the compose form offer: kinds, signers, reviewers, and recipients by key (A:, D:, P:). */
export async function composeChoices(work: Work) {
  const { tx, actor, clock } = work
  const people = await colleaguesOf(tx, actor.agency)
  const divisions = await divisionsOf(tx, actor.agency)
  const agencies = (await agenciesOn(tx, clock.today)).filter((one) => one.id !== actor.agency)
  return {
    kinds: (await kinds(tx)).filter((one) => one.outgoing).map((one) => ({ value: one.code, label: one.name })),
    signers: people.filter((one) => one.roles.some((role) => leads.includes(role))).map(option),
    reviewers: people.filter((one) => one.post !== actor.post).map(option),
    agencies: agencies.map((one) => ({
      value: `A:${one.id}`,
      label: one.reachable ? one.name : `${one.name} (chưa có kênh điện tử)`,
    })),
    inside: [
      ...divisions.map((one) => ({ value: `D:${one.id}`, label: one.name })),
      ...people.map((one) => ({ value: `P:${one.post}`, label: `${one.name} – ${one.position}` })),
    ],
    names: [
      ...agencies.map((one): [string, string] => [`A:${one.id}`, one.name]),
      ...divisions.map((one): [string, string] => [`D:${one.id}`, one.name]),
      ...people.map((one): [string, string] => [`P:${one.post}`, one.name]),
    ],
    unit: divisions.find((one) => one.id === actor.division)?.symbol ?? 'VP',
  }
}
export type ComposeChoices = Awaited<ReturnType<typeof composeChoices>>
