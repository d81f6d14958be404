import { PDF } from '@libpdf/core'
import { Refused } from '#kernel/refused.ts'
import { capital, formatDate, formatInstant } from '#kernel/vietnamese.ts'
import { agencyById } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { printedCheck } from '#platform/pdf/sheet.ts'
import { typeset } from '#platform/pdf/typeset.ts'
import { checkMark } from '../checking/check-mark.ts'
import { givenCode } from '../checking/code.sql.ts'
import { mainFile } from '../outgoing/file.sql.ts'
import { readWhole } from '../outgoing/outgoing.sql.ts'
import { symbolOf } from '../outgoing/outgoing.ts'
import { deliveriesOf } from './delivery.sql.ts'
import type { Delivery } from './delivery.ts'

const states: Record<Delivery['state'], string> = {
  WAITING: 'Chờ gửi',
  SENT: 'Đã gửi',
  ARRIVED: 'Đã đến',
  ACCEPTED: 'Đã tiếp nhận',
  REFUSED: 'Bị từ chối',
  FAILED: 'Chưa gửi được',
  RECALLED: 'Đã thu hồi',
}

const way = (one: Delivery) => (one.electronic ? (one.paper ? 'Điện tử kèm giấy' : 'Điện tử') : 'Giấy')
const row = (one: Delivery, at: number): string[] => [
  String(at + 1),
  one.recipientName,
  way(one),
  one.paper ? `${one.paperCopies} bản: ${one.paperBasis ?? ''}` : '',
  formatInstant(one.sentAt),
  `${states[one.state]}${one.acceptedAt ? ` ${formatInstant(one.acceptedAt)}` : ''}`,
  '',
]

async function sheetOf(work: Work, id: string, vault: Desk['vault']): Promise<Uint8Array> {
  const doc = await readWhole(work, id)
  if (doc.issuedAt === null) throw new Refused('wrong-state', 'print')
  const agency = await agencyById(work.tx, doc.agency)
  const code = await givenCode(work.tx, id)
  const parent = agency?.parent ? await agencyById(work.tx, agency.parent) : undefined
  const on = doc.promulgationDate ? ` ngày ${formatDate(doc.promulgationDate)}` : ''
  const data = {
    flipped: false,
    parent: parent?.name ?? '',
    agency: agency?.name ?? '',
    title: 'Phiếu gửi văn bản',
    lines: [`Văn bản ${symbolOf(doc) ?? 'không số'}${on}`, capital(doc.subject)],
    heads: ['TT', 'Nơi nhận', 'Hình thức', 'Bản giấy, căn cứ', 'Gửi lúc', 'Trạng thái', 'Ký nhận'],
    widths: [4, 20, 10, 18, 12, 14, 8],
    rows: (await deliveriesOf(work.tx, id)).map(row),
    struck: [],
    check: code ? printedCheck(checkMark(code, vault)) : null,
    foot: [`In từ hệ thống lúc ${formatInstant(work.clock.now)}.`],
  }
  await note(work, 'outgoing.print', id)
  return typeset('register', { data: JSON.stringify(data) }, work.clock.now).pdf
}

/**
 * The issued document followed by its delivery sheet, for printing on A4; the printout carries no valid signature.
 * @throws Refused not-found | wrong-state (not issued)
 */
export async function printWithSheet(desk: Desk, id: string): Promise<Uint8Array> {
  const { sheet, main } = await desk.work(async (work) => {
    const sheet = await sheetOf(work, id, desk.vault)
    const numbered = (await readWhole(work, id)).codeNumber !== null
    return { sheet, main: await desk.vault.files.bytes(work.tx, await mainFile(work.tx, id, numbered ? 'SEALED' : 'SIGNED')) }
  })
  return (await PDF.merge([new Uint8Array(main), sheet])).save()
}
