import { Refused } from '#kernel/refused.ts'
import { formatDate } from '#kernel/vietnamese.ts'
import { agencyById } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { incomingFiles, read as readIncoming } from '../incoming/incoming.sql.ts'
import { incomingSymbol } from '../incoming/incoming.ts'
import { kindByCode } from '../kinds/kind.sql.ts'
import { filesOf } from '../outgoing/file.sql.ts'
import { readWhole } from '../outgoing/outgoing.sql.ts'
import { symbolOf } from '../outgoing/outgoing.ts'
import { isRegistered, mayCopy } from './copy.ts'

/** A document that may be copied: issued by the agency, or registered by it. */
export type Asked = { of: 'OUTGOING' | 'INCOMING'; id: string }
export type Original = Asked & { kind: string; subject: string; cited: string; sha256: string }
type File = { sha256: string | null; mediaType: string }
type Facts = { kindName: string; symbol: string; on: string | null; issuer: string }

const issued = ['ISSUED', 'REPLACED']

/** "Công văn số 415/STC-NS ngày 20/11/2026 của Sở Tài chính". */
const citedAs = ({ kindName, symbol, on, issuer }: Facts) =>
  [kindName, symbol && `số ${symbol}`, on && `ngày ${formatDate(on)}`, issuer && `của ${issuer}`].filter(Boolean).join(' ')

function pdfOf(file: File | undefined): string {
  if (!file?.sha256 || file.mediaType !== 'application/pdf') throw new Refused('bad-input', 'original')
  return file.sha256
}

async function outgoingOriginal(work: Work, id: string): Promise<Original> {
  const doc = await readWhole(work, id)
  if (!mayCopy(doc, work.actor)) throw new Refused('not-allowed', 'copy')
  if (!issued.includes(doc.state)) throw new Refused('wrong-state', 'copy')
  const files = await filesOf(work.tx, id)
  const file = files.findLast((one) => one.role === 'SEALED') ?? files.findLast((one) => one.role === 'SIGNED')
  const [kind, agency] = [await kindByCode(work.tx, doc.kind), await agencyById(work.tx, doc.agency)]
  const facts = { kindName: kind.name, symbol: symbolOf(doc) ?? '', on: doc.promulgationDate, issuer: agency?.name ?? '' }
  return { of: 'OUTGOING', id, kind: doc.kind, subject: doc.subject, cited: citedAs(facts), sha256: pdfOf(file) }
}

async function incomingOriginal(work: Work, id: string): Promise<Original> {
  const doc = await readIncoming(work, id)
  if (!mayCopy(doc, work.actor)) throw new Refused('not-allowed', 'copy')
  if (!isRegistered(doc)) throw new Refused('wrong-state', 'copy')
  const file = (await incomingFiles(work.tx, id)).find((one) => one.role === 'MAIN')
  const kind = await kindByCode(work.tx, doc.kind)
  const facts = { kindName: kind.name, symbol: incomingSymbol(doc), on: doc.promulgationDate, issuer: doc.issuingAgency }
  return { of: 'INCOMING', id, kind: doc.kind, subject: doc.subject, cited: citedAs(facts), sha256: pdfOf(file) }
}

/**
 * The document that is to be copied, with its file.
 * @throws Refused not-found | not-allowed | wrong-state (not issued, not registered, recalled) | bad-input (original: no PDF)
 */
export const originalOf = (work: Work, { of, id }: Asked): Promise<Original> =>
  of === 'OUTGOING' ? outgoingOriginal(work, id) : incomingOriginal(work, id)
