import { codeKey, fold } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { incomingSymbol } from '../incoming/incoming.ts'

/** A document already in the agency that looks like the one at hand. `why`: same number, symbol and issuer, or the same file. */
export type Twin = {
  id: string
  why: 'SYMBOL' | 'FILE'
  symbol: string
  subject: string
  issuingAgency: string
  arrivalNumber: number | null
  /** It came by a delivery and its paper is what is being held now. */
  electronic: boolean
}

export type Looked = { number: string; notation: string; issuer: string; sha256: readonly string[]; except?: string | undefined }

const found = ({ tx, actor }: Work) =>
  tx
    .selectFrom('documents.incoming as i')
    .select(['i.id', 'i.subject', 'i.issuing_agency as issuingAgency', 'i.arrival_number as arrivalNumber', 'i.electronic'])
    .select(['i.code_number as codeNumber', 'i.code_notation as codeNotation'])
    .where('i.agency', '=', actor.agency)
    .where('i.state', 'not in', ['REFUSED', 'VOIDED'])

/** Documents of one's agency with the same number, symbol and issuer, or carrying the same file (NĐ 30/2020 annex VI). */
export async function twinsOf(work: Work, looked: Looked): Promise<Twin[]> {
  const same: (Omit<Twin, 'symbol'> & { codeNumber: string; codeNotation: string })[] = []
  if (looked.number !== '' && looked.notation !== '') {
    const key = codeKey(`${looked.number}/${looked.notation}`).toLowerCase()
    const rows = await found(work).where('i.symbol_folded', '=', key).orderBy('i.id', 'desc').limit(20).execute()
    const issuer = fold(looked.issuer)
    for (const row of rows) if (fold(row.issuingAgency) === issuer) same.push({ ...row, why: 'SYMBOL' })
  }
  if (looked.sha256.length > 0) {
    const rows = await found(work)
      .innerJoin('documents.incoming_file as f', 'f.incoming', 'i.id')
      .where('f.agency', '=', work.actor.agency)
      .where('f.sha256', 'in', looked.sha256)
      .limit(20)
      .execute()
    for (const row of rows) same.push({ ...row, why: 'FILE' })
  }
  const once = new Map(same.filter((one) => one.id !== looked.except).map((one) => [one.id, one]))
  return [...once.values()].map(({ codeNumber, codeNotation, ...one }) => ({
    ...one,
    symbol: incomingSymbol({ codeNumber, codeNotation }),
  }))
}
