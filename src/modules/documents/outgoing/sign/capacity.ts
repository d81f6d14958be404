import type { SignerCompetence } from '../outgoing.ts'

const prefix: Record<SignerCompetence, string> = {
  HEAD: '',
  ON_BEHALF_OF: 'TM. ',
  FOR_HEAD: 'KT. ',
  BY_ORDER: 'TL. ',
  BY_DELEGATION: 'TUQ. ',
  ACTING: 'Q. ',
}

/** What "TM." is written before: the collective, without the territory whose it is ("TM. ỦY BAN NHÂN DÂN"). */
export const collectiveOf = (agency: string): string =>
  /^(Ủy ban nhân dân|Hội đồng nhân dân)(?=\s|$)/iu.exec(agency)?.[0] ?? agency

type Signing = { head: string; own: string; agency: string }

/**
 * The lines above the signature (NĐ 30/2020, Phụ lục I, II.7b): the head's own title; the capacity and then the signer's title;
 * for a collective its name, then who signs, a deputy in the head's place.
 */
export function capacityLines(competence: SignerCompetence, signing: Signing): string[] {
  const own = signing.own.toLocaleUpperCase('vi')
  const head = signing.head.toLocaleUpperCase('vi')
  if (competence === 'HEAD') return [own]
  if (competence === 'ACTING') return [`Q. ${own}`]
  const collective = `TM. ${collectiveOf(signing.agency)}`.toLocaleUpperCase('vi')
  if (competence === 'ON_BEHALF_OF') return own === head || head === '' ? [collective, own] : [collective, `KT. ${head}`, own]
  return [`${prefix[competence]}${head}`, own]
}

type Seat = { head: boolean; roles: readonly string[]; delegated?: boolean }
const deputy = (one: Seat) => !one.head && one.roles.includes('agencyLeader')
const headOfUnit = (one: Seat) => one.roles.includes('headOfDivision') || one.roles.includes('chiefOfOffice')

/** Who signs in which capacity (NĐ 30/2020 art. 13): `delegated` is a delegation of the head now in force. */
const holders: Record<SignerCompetence, (one: Seat) => boolean> = {
  HEAD: (one) => one.head,
  ON_BEHALF_OF: (one) => one.head || deputy(one),
  FOR_HEAD: deputy,
  BY_ORDER: (one) => !one.head && headOfUnit(one),
  BY_DELEGATION: (one) => one.delegated === true,
  ACTING: (one) => one.head || deputy(one),
}
export const maySignAs = (signer: Seat, competence: SignerCompetence): boolean => holders[competence](signer)

const usual = ['HEAD', 'FOR_HEAD', 'BY_ORDER', 'BY_DELEGATION'] as const

/** The capacity in which somebody signs by their post: the head directly, deputies KT., heads of divisions TL.; null for none. */
export const competenceFor = (signer: Seat): SignerCompetence | null => usual.find((one) => maySignAs(signer, one)) ?? null
