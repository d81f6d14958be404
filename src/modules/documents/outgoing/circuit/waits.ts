import type { OutgoingRow } from '../list/list.sql.ts'

/** Whom a document waits for before it goes out: the open steps of its circuit, its signer, the clerk; null when for nobody. */
export function waitsFor(row: Pick<OutgoingRow, 'state' | 'reviewers' | 'signerName' | 'drafterName'>): string | null {
  if (row.state === 'REVIEWING') return row.reviewers
  if (row.state === 'TO_SIGN') return row.signerName
  if (row.state === 'DRAFT' || row.state === 'RETURNED') return row.drafterName
  return ['SIGNED', 'NUMBERED', 'SEALED'].includes(row.state) ? 'Văn thư' : null
}
