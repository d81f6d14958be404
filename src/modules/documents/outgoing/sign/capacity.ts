import type { SignerCompetence } from '../outgoing.ts'

const prefix: Record<SignerCompetence, string> = {
  HEAD: '',
  ON_BEHALF_OF: 'TM. ',
  FOR_HEAD: 'KT. ',
  BY_ORDER: 'TL. ',
  BY_DELEGATION: 'TUQ. ',
  ACTING: 'Q. ',
}

/** The lines above the signature (NĐ 30/2020, Phụ lục I, II.7): the head's own title, or the capacity and then the signer's. */
export function capacityLines(competence: SignerCompetence, headTitle: string, position: string): string[] {
  const own = position.toLocaleUpperCase('vi')
  const head = headTitle.toLocaleUpperCase('vi')
  if (competence === 'HEAD') return [own]
  if (competence === 'ACTING') return [`Q. ${own}`]
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
