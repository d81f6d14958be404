import { type Agency, agenciesOn, agencyById, type Colleague, colleaguesOf, divisionsOf } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { layoutWords } from '#platform/pdf/law.ts'
import { groupsOf } from '../../drafting/group.sql.ts'
import { kinds } from '../../kinds/kind.sql.ts'
import { paperBases } from '../../reasons/reasons.ts'
import { endedAgencies } from '../recipients/recipient.sql.ts'
import { competenceFor } from '../sign/capacity.ts'
import { delegatedByHead } from '../sign/standing-in.sql.ts'

export type Option = { value: string; label: string }

const option = (one: Colleague): Option => ({ value: one.post, label: `${one.name} – ${one.position}` })
/** Who may sign for the agency, in the capacity of their post (NĐ 30/2020 art. 13). */
const signersOf = (people: Colleague[], delegated: readonly string[]) =>
  people.flatMap((one) => {
    const competence = competenceFor({ ...one, delegated: delegated.includes(one.post) })
    return competence ? [{ ...option(one), name: one.name, position: one.position, head: one.head, competence }] : []
  })

/** The rungs between drafter and signer: the head of the division, then the chief of office (UX 2.1). */
export function ladder(people: Colleague[], drafter: { post: string; division: string | null }): string[] {
  const head = people.find((one) => one.division === drafter.division && one.division && one.roles.includes('headOfDivision'))
  const chief = people.find((one) => one.roles.includes('chiefOfOffice'))
  const rungs = [head, chief].flatMap((one) => (one && one.post !== drafter.post ? [one.post] : []))
  return [...new Set(rungs)]
}

/** A hamlet is addressed by its own commune; who is elsewhere writes to that commune. */
const addressedBy = (agency: string) => (one: Agency) => one.id !== agency && (one.level !== 'HAMLET' || one.parent === agency)

/** What the kinds' own samples print around the text, for the page on the screen. */
const paperWords = (agency: string) => {
  const names = ['addressees', 'telegram', 'invitation', 'introduction', 'decision', 'resolution', 'leave-confirmation'] as const
  const signers = ['minutes-secretary', 'minutes-chair'] as const
  return Object.fromEntries([...names, ...signers].map((name) => [name, layoutWords(name, { agency })]))
}

/** The agency whose paper it is, as it is printed. */
async function ownAgency(tx: Work['tx'], id: string) {
  const own = await agencyById(tx, id)
  const parent = own?.parent ? await agencyById(tx, own.parent) : undefined
  return { name: own?.name ?? '', parent: parent?.name ?? null, symbol: own?.symbol ?? '', place: own?.place ?? '' }
}

/** Who there is: kinds, signers, reviewers, and recipients by key (A: agency, D: division, P: post, G: group). */
export async function composeChoices(work: Work) {
  const { tx, actor, clock } = work
  const people = await colleaguesOf(tx, actor.agency)
  const divisions = await divisionsOf(tx, actor.agency)
  const agency = await ownAgency(tx, actor.agency)
  const agencies = (await agenciesOn(tx, clock.today)).filter(addressedBy(actor.agency))
  const hamlets = agencies.filter((one) => one.level === 'HAMLET').map((one) => `A:${one.id}`)
  const keyed = agencies.map((one) => ({ value: `A:${one.id}`, label: one.name }))
  const inside = [
    ...divisions.map((one) => ({ value: `D:${one.id}`, label: one.name })),
    ...people.map((one) => ({ value: `P:${one.post}`, label: `${one.name} – ${one.position}` })),
  ]
  const known = new Set([...keyed, ...inside].map((one) => one.value))
  const groups = (await groupsOf(tx, actor.agency)).map(({ id, name, members }) => ({
    value: `G:${id}`,
    label: name,
    members: members.flatMap((member) => ['A', 'D', 'P'].map((kind) => `${kind}:${member}`).filter((key) => known.has(key))),
  }))
  if (hamlets.length > 0) groups.unshift({ value: 'G:hamlets', label: 'Tất cả thôn, bản, tổ dân phố', members: hamlets })
  return {
    kinds: (await kinds(tx))
      .filter((one) => one.outgoing)
      .map((one) => ({ value: one.code, label: one.name, family: one.template, abbreviation: one.abbreviation })),
    signers: signersOf(people, await delegatedByHead(tx, actor.agency)),
    headTitle: people.find((one) => one.head)?.position ?? '',
    reviewers: people.filter((one) => one.post !== actor.post).map(option),
    ladder: ladder(people, actor),
    agencies: keyed,
    unreachable: agencies.filter((one) => !one.reachable).map((one) => `A:${one.id}`),
    ended: await endedAgencies(tx, clock.today),
    inside,
    groups,
    bases: await paperBases(clock.today),
    me: { name: actor.name, position: actor.position },
    agency,
    unit: divisions.find((one) => one.id === actor.division)?.symbol ?? 'VP',
    today: clock.today,
    paper: paperWords(agency.name),
  }
}
export type ComposeChoices = Awaited<ReturnType<typeof composeChoices>>

/** Names by the keys of the pickers (A:…, D:…, P:…). */
export const namesIn = (choices: Pick<ComposeChoices, 'agencies' | 'inside'>): ReadonlyMap<string, string> =>
  new Map([
    ...choices.agencies.map((one): [string, string] => [one.value, one.label]),
    ...choices.inside.map((one): [string, string] => [
      one.value,
      one.value.startsWith('P:') ? (one.label.split(' – ')[0] ?? '') : one.label,
    ]),
  ])
