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
  const once = [...new Map(guests.toReversed().map((guest) => [guest.id, guest])).values()].toReversed()
  const rolesAt = new Map<string, Set<Role>>()
  for (const { agency, roles } of once) {
    const at = rolesAt.get(agency) ?? new Set()
    for (const role of roles) if (five.includes(role)) at.add(role)
    rolesAt.set(agency, at)
  }
  const fullest = [...rolesAt].toSorted(([, one], [, other]) => other.size - one.size)[0]?.[0]
  const words = fold(query).split(' ').filter(Boolean)
  const found = once.filter((guest) => {
    const text = fold(`${guest.name} ${guest.position} ${guest.agencyName}`)
    return words.every((word) => text.includes(word))
  })
  const sorted = (of: Guest[]) => of.toSorted((one, other) => rank(one) - rank(other))
  return {
    first: sorted(found.filter(({ agency }) => agency === fullest)),
    others: found.filter(({ agency }) => agency !== fullest),
  }
}

/** "tỉnh Thanh Giang" within a sentence. */
export const withinSentence = (province: string): string => province.charAt(0).toLowerCase() + province.slice(1)
