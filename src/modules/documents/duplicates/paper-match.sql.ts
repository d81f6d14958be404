import { sql } from 'kysely'
import { readCheckCode } from '#kernel/check-code.ts'
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

/**
 * Papers on their way to the actor's agency: by number and symbol, by the code for checking, or by what the QR code on the paper
 * says; `issuer` narrows them when it is given.
 */
export async function announcedPapers(tx: Tx, typed: string, issuer = ''): Promise<AnnouncedPaper[]> {
  const sought = checkCodeIn(typed) ?? codeKey(codeInQr(typed) ?? typed).toLowerCase()
  const { rows } = await sql<AnnouncedPaper>`
    select delivery, sender, issuing_agency as "issuingAgency", code_number as "codeNumber", code_notation as "codeNotation",
      promulgation_date as "promulgationDate", kind, subject, urgency, purpose, due_on as "dueOn"
    from documents.paper_on_its_way(${sought})`.execute(tx)
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

/** The code for checking, typed by itself or within the address that a QR code holds; null when there is none. */
const checkCodeIn = (text: string): string | null => readCheckCode(decodeSafely(text).split('/').at(-1) ?? '')

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text).normalize('NFC')
  } catch {
    return text.normalize('NFC')
  }
}
