import type { Role } from '#kernel/actor.ts'
import { fold } from '#kernel/vietnamese.ts'

/** Somebody of the demonstration who may be entered. */
export type Guest = { id: string; name: string; position: string; agency: string; agencyName: string; roles: readonly Role[] }

/** The order in which a document meets the roles, then who looks after and who looks on. */
const order: readonly Role[] = [
  'recordsClerk',
  'chiefOfOffice',
  'agencyLeader',
  'headOfDivision',
  'specialist',
  'unitAdmin',
  'systemAdmin',
  'ictDepartment',
  'receptionOfficer',
  'archivist',
  'inspector',
]
/** The five roles through which a document goes within one agency. */
const five = order.slice(0, 5)

const rank = ({ roles }: Guest): number => Math.min(...roles.map((role) => order.indexOf(role)))

/**
 * The people as the threshold shows them: first those of the agency where one document passes all five roles, then the rest
 * of the province. A person with several posts stands once. `query` is found without marks in name, position and agency.
 */
export function guestGroups(guests: readonly Guest[], query: string): { first: Guest[]; others: Guest[] } {
  const once = guests.filter((guest, at) => guests.findIndex(({ id }) => id === guest.id) === at)
  const fullest = fullestOf(once)
  const words = fold(query).split(' ').filter(Boolean)
  const found = once.filter((guest) => {
    const text = fold(`${guest.name} ${guest.position} ${guest.agencyName}`)
    return words.every((word) => text.includes(word))
  })
  const first = found.filter(({ agency }) => agency === fullest).toSorted((one, other) => rank(one) - rank(other))
  // One of each role where a document goes; a second of the same role stands with the province, where each role comes first.
  const shown = query === '' ? firstOfEach(first) : first
  const rest = largestFirst(found.filter((one) => !shown.includes(one)))
  const early = firstOfEach(rest).filter((one) => !shown.some((other) => rank(other) === rank(one)))
  return { first: shown, others: [...early, ...rest.filter((one) => !early.includes(one))] }
}

/** Agency by agency, the one with the most people first. */
const largestFirst = (guests: readonly Guest[]): Guest[] =>
  [...Map.groupBy(guests, ({ agency }) => agency).values()].toSorted((one, other) => other.length - one.length).flat()

/** The first person of each role. */
const firstOfEach = (guests: readonly Guest[]): Guest[] =>
  guests.filter((one, at) => guests.findIndex((other) => rank(other) === rank(one)) === at)

/** The agency with the most of the five roles, among several the one with the most people. */
function fullestOf(guests: readonly Guest[]): string | undefined {
  const size = (people: readonly Guest[]) =>
    100 * new Set(people.flatMap(({ roles }) => roles.filter((role) => five.includes(role)))).size + people.length
  const byAgency = [...Map.groupBy(guests, ({ agency }) => agency)]
  return byAgency.toSorted(([, one], [, other]) => size(other) - size(one))[0]?.[0]
}

/** "tỉnh Thanh Giang" within a sentence. */
export const withinSentence = (province: string): string => province.charAt(0).toLowerCase() + province.slice(1)
