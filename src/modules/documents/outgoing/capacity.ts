import type { SignerCompetence } from './outgoing.ts'

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

/** The capacity in which somebody signs by their post: the head directly, deputies for the head, heads of divisions by order. */
export function competenceFor(signer: { head: boolean; roles: readonly string[] }): SignerCompetence {
  if (signer.head) return 'HEAD'
  return signer.roles.includes('agencyLeader') ? 'FOR_HEAD' : 'BY_ORDER'
}
