import type { PaperBasis } from '../../reasons/reasons.ts'
import type { RecipientForm } from '../outgoing.forms.ts'

type Way = Pick<RecipientForm, 'recipientKind' | 'recipient'> & { mode: string }
type OnPaper = { mode: string; purpose: string; paperBasis: string | null; paperBasisCode: string | null }

/** True when a way of sending is electronic, alone or beside paper, though the body is only a name or no channel reaches it. */
export const unconnected = (one: Way, unreachable: readonly string[]): boolean =>
  one.mode !== 'PAPER' &&
  (one.recipientKind === 'OUTSIDE' || (one.recipientKind === 'AGENCY' && unreachable.includes(one.recipient ?? '')))

/** The words that somebody added to a basis: what is written without the text of the basis itself. */
export const remarkOf = (written: string | null, text: string | undefined): string => {
  const all = written ?? ''
  return text !== undefined && all.startsWith(text) ? all.slice(text.length).replace(/^:\s*/, '') : all
}

export type BasisFault = 'paperBasis' | 'basisUnfit' | 'paperRemark'

/** What is wrong with the basis of paper (QĐ 28/2018 art. 7): missing, unknown or for another mode or purpose, without its words. */
export function basisFault(one: OnPaper, bases: readonly PaperBasis[]): BasisFault | null {
  if (one.mode !== 'HYBRID' && one.mode !== 'PAPER') return null
  if (one.paperBasisCode === null) return (one.paperBasis ?? '') === '' ? 'paperBasis' : null
  const basis = bases.find((row) => row.code === one.paperBasisCode)
  const serves = basis && (basis.purposes.length === 0 || basis.purposes.includes(one.purpose))
  if (!serves || !basis.modes.some((mode) => mode === one.mode)) return 'basisUnfit'
  return basis.remark && remarkOf(one.paperBasis, basis.text) === '' ? 'paperRemark' : null
}
