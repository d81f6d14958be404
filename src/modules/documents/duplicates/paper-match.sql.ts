import { sql } from 'kysely'
import { codeKey, fold, parseCode } from '#kernel/vietnamese.ts'
import type { Tx } from '#platform/db/desk.ts'
import type { Purpose } from '../deliveries/delivery.ts'
import type { Urgency } from '../outgoing/outgoing.ts'

/** A paper announced by its sender inside the installation, with what stands on it. */
export type AnnouncedPaper = {
  delivery: string
  sender: string
  issuingAgency: string
  codeNumber: string
  codeNotation: string
  promulgationDate: string | null
  kind: string
  subject: string
  urgency: Urgency
  purpose: Purpose
  dueOn: string | null
}

/** Papers on their way to the actor's agency with this number and symbol; `issuer` narrows them when it is given. */
export async function announcedPapers(tx: Tx, code: string, issuer = ''): Promise<AnnouncedPaper[]> {
  const { rows } = await sql<AnnouncedPaper>`
    select delivery, sender, issuing_agency as "issuingAgency", code_number as "codeNumber", code_notation as "codeNotation",
      promulgation_date as "promulgationDate", kind, subject, urgency, purpose, due_on as "dueOn"
    from documents.paper_on_its_way(${codeKey(code).toLowerCase()})`.execute(tx)
  return issuer === '' ? rows : rows.filter((row) => fold(row.issuingAgency) === fold(issuer))
}

/** Binds a paper in hand to the delivery that announced it; the sender sees it arrived. @throws Refused wrong-state */
export async function bindPaper(tx: Tx, incoming: string, delivery: string): Promise<void> {
  await sql`select documents.bind_paper(${incoming}, ${delivery})`.execute(tx)
}

/** Number and symbol in what a QR code of a document says, typed or scanned: an address or text that carries "168/UBND-TH". */
export function codeInQr(text: string): string | null {
  const [code] = /\d{1,9}[a-zđ]?\/[\p{Lu}\d&-]+(?:\/[\p{Lu}\d-]+)?/u.exec(decodeSafely(text)) ?? []
  return code && parseCode(code) ? code : null
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text).normalize('NFC')
  } catch {
    return text.normalize('NFC')
  }
}
