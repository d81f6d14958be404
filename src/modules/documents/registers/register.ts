import { codeOf, formatDate, formatIssueNumber } from '#kernel/vietnamese.ts'

/** One line of the register of outgoing documents; `name` is kind and subject. Days are yyyy-mm-dd. */
export type OutgoingEntry = {
  number: number
  suffix: string
  notation: string | null
  givenOn: string
  kindName: string | null
  subject: string | null
  signer: string | null
  recipients: string[]
  keeper: string | null
  copies: number
  sentOn: string | null
  remarks: string[]
  voided: boolean
}

/** One line of the register of incoming documents. */
export type IncomingEntry = {
  arrivedOn: string
  number: number
  author: string | null
  symbol: string | null
  issuedOn: string | null
  kindName: string | null
  subject: string | null
  receiver: string | null
  passedOn: string | null
  remarks: string[]
  voided: boolean
}

export type RegisterTable = { heads: string[]; widths: number[]; rows: string[][]; struck: number[] }

/** Sổ đăng ký văn bản đi, ten columns in this order (NĐ 30/2020, Phụ lục IV). */
const outgoingHeads = [
  'Số, ký hiệu văn bản',
  'Ngày tháng văn bản',
  'Tên loại và trích yếu nội dung văn bản',
  'Người ký',
  'Nơi nhận văn bản',
  'Đơn vị, người nhận bản lưu',
  'Số lượng bản',
  'Ngày chuyển',
  'Ký nhận',
  'Ghi chú',
]

/** Sổ đăng ký văn bản đến, ten columns in this order (NĐ 30/2020, Phụ lục IV). */
const incomingHeads = [
  'Ngày đến',
  'Số đến',
  'Tác giả',
  'Số, ký hiệu văn bản',
  'Ngày tháng văn bản',
  'Tên loại và trích yếu nội dung văn bản',
  'Đơn vị hoặc người nhận',
  'Ngày chuyển',
  'Ký nhận',
  'Ghi chú',
]

const day = (date: string | null) => (date ? formatDate(date) : '')
const named = (kind: string | null, subject: string | null) => [kind, subject].filter(Boolean).join(' ')
const voidedAt = (entries: readonly { voided: boolean }[]) => entries.flatMap((entry, at) => (entry.voided ? [at] : []))

export function outgoingTable(entries: readonly OutgoingEntry[]): RegisterTable {
  const rows = entries.map((one) => [
    one.notation ? codeOf(one.number, one.notation, one.suffix) : formatIssueNumber(one.number, one.suffix),
    day(one.givenOn),
    named(one.kindName, one.subject),
    one.signer ?? '',
    one.recipients.join('; '),
    one.keeper ?? '',
    one.copies > 0 ? String(one.copies) : '',
    day(one.sentOn),
    '',
    one.remarks.join('; '),
  ])
  return { heads: outgoingHeads, widths: [12, 10, 24, 11, 32, 11, 7, 10, 7, 9], rows, struck: voidedAt(entries) }
}

export function incomingTable(entries: readonly IncomingEntry[]): RegisterTable {
  const rows = entries.map((one) => [
    day(one.arrivedOn),
    String(one.number),
    one.author ?? '',
    one.symbol ?? '',
    day(one.issuedOn),
    named(one.kindName, one.subject),
    one.receiver ?? '',
    day(one.passedOn),
    '',
    one.remarks.join('; '),
  ])
  return { heads: incomingHeads, widths: [10, 7, 17, 13, 10, 30, 17, 10, 8, 9], rows, struck: voidedAt(entries) }
}
