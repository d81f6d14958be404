/** The roles of glossary section 1; one person may hold several through several posts. */
export const roles = [
  'recordsClerk',
  'chiefOfOffice',
  'specialist',
  'headOfDivision',
  'agencyLeader',
  'receptionOfficer',
  'unitAdmin',
  'systemAdmin',
  'ictDepartment',
  'inspector',
  'archivist',
] as const
export type Role = (typeof roles)[number]

/**
 * Who acts: a person in one post. `agencies` are those whose rows the database may show
 * (own agency; for a province-wide post those of the mandate). Identifiers are UUIDs.
 */
export type Actor = {
  person: string
  /** Full name for signatures on screens; never written to the audit. */
  name: string
  post: string
  position: string
  agency: string
  division: string | null
  roles: readonly Role[]
  agencies: readonly string[]
  /** The post in whose name is acted under a delegation or as deputy (KT.), else null. */
  onBehalfOf: string | null
}

/** The transaction's instant, read once from `app.now()`. `today` is yyyy-mm-dd in Asia/Ho_Chi_Minh. */
export type Clock = { now: Date; today: string; year: number }

export const has = (actor: Actor, ...wanted: Role[]): boolean => wanted.some((role) => actor.roles.includes(role))

/** Somebody not signed in: reaches no agency's rows. */
export const visitor: Actor = {
  person: '',
  name: '',
  post: '',
  position: '',
  agency: '',
  division: null,
  roles: [],
  agencies: [],
  onBehalfOf: null,
}

/** The installation itself at work in one agency: what follows from an event there. Holds no post and no role. */
export const machineAt = (agency: string): Actor => ({ ...visitor, agency, agencies: [agency] })

/** True when the actor sits in that post or acts for it. */
export const holds = (actor: Actor, post: string | null): boolean =>
  post !== null && (post === actor.post || post === actor.onBehalfOf)
