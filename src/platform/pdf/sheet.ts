import type { Content } from '#kernel/content.ts'
import type { Qr } from '#platform/qr/qr.ts'
import { layoutWords } from './law.ts'
import { printedSubject, type SheetFamily } from './sheet.family.ts'
import { annexed, bare, endBody, listed, parted } from './sheet.parts.ts'
import { type Typeset, typeset } from './typeset.ts'

export type { SheetFamily } from './sheet.family.ts'

/** One who signs, as printed. */
export type SheetSigner = { capacityLines: string[]; name: string }

/** One administrative document as it is to be printed. Number and date are not in it: they are holes, filled after signing. */
export type Sheet = {
  family: SheetFamily
  parentAgency: string | null
  agency: string
  /** Địa danh, as printed before the date. */
  place: string
  /** What follows the number and its slash: "QĐ-UBND". */
  notation: string
  /** Tên loại; null for an official letter. */
  kindName: string | null
  subject: string
  /** Who decides, in a decision or resolution: "GIÁM ĐỐC SỞ TÀI CHÍNH". */
  authority?: string | null
  urgency: 'NORMAL' | 'URGENT' | 'VERY_URGENT' | 'EXPRESS'
  /** How far it goes: XEM XONG TRẢ LẠI, LƯU HÀNH NỘI BỘ (annex I, III.2c). */
  circulation?: 'NONE' | 'RETURN' | 'INTERNAL'
  addressees: string[]
  body: Content
  signing: SheetSigner
  /** Who signs beside the signer, on paper: the secretary of minutes. */
  others?: SheetSigner[]
  recipients: string[]
  drafterMark?: string
  /** To be signed by hand: what an electronic document leaves blank is dotted to be written in (annex I, III.1c). */
  onPaper?: boolean
  /** By what anybody checks the document: at the foot of its last page, outside every place of the decree. */
  check?: Printed
  /** Prints on every page that the document has no legal value. */
  demonstration: boolean
}

/** A code in groups, where it is typed, and both as a QR code. */
export type Printed = { code: string; place: string; qr: Qr }

const labels: Partial<Record<SheetFamily, string>> = {
  telegram: 'telegram',
  invitation: 'invitation',
  introduction: 'introduction',
}

/** A Sheet as the template takes it. */
export function printedSheet(sheet: Sheet) {
  const { body, ...rest } = sheet
  const { main, annexes } = annexed(body.content)
  const kindName = sheet.family === 'letter' ? '' : (sheet.kindName ?? '')
  const title = [kindName, sheet.family === 'letter' ? `V/v ${sheet.subject}` : sheet.subject].filter(Boolean).join(' ')
  return {
    ...rest,
    ...parted(sheet.family, endBody(main)),
    annexes,
    addressees: sheet.addressees.map(bare).filter(Boolean),
    label: layoutWords(labels[sheet.family] ?? 'addressees', { agency: sheet.agency }),
    recipients: listed(sheet.recipients),
    kindName,
    title,
    printedSubject: printedSubject(sheet.family, sheet.subject),
    authority: sheet.authority ?? null,
    others: sheet.others ?? [],
    drafterMark: sheet.drafterMark ?? null,
    circulation: sheet.circulation ?? 'NONE',
    onPaper: sheet.onPaper ?? false,
    check: sheet.check ? printedCheck(sheet.check) : null,
  }
}
export type PrintedSheet = ReturnType<typeof printedSheet>

/** As the templates take it: the QR code is a picture of one path. */
export const printedCheck = ({ code, place, qr: { size, path } }: Printed) => ({
  code,
  place,
  picture: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`,
})

/**
 * Typesets an administrative document by Decree 30/2020, annexes I and III, to PDF/A-2a.
 * @returns the file and its holes: number, day, month, year, person, agency, archive1 and archive2 (zero rectangles).
 */
export function typesetSheet(sheet: Sheet, at: Date = new Date(0)): Typeset {
  return typeset('sheet', { sheet: JSON.stringify(printedSheet(sheet)) }, at)
}
