import { contentFrom } from '#kernel/content.ts'
import { type Sheet, typesetSheet } from '#platform/pdf/sheet.ts'
import { typeset } from '#platform/pdf/typeset.ts'
import type { GivenFile } from '../src/modules/documents/drafting/look-at.ts'

/** A text set plainly, without letterhead or signature. */
export function paper(title: string, head: string, text: string): Uint8Array {
  const nodes = contentFrom(text).content
  return typeset('plain', { plain: JSON.stringify({ title, head, nodes }) }, new Date('2025-11-01T00:00:00Z')).pdf
}

export const annexText = [
  'Số liệu đến hết tháng, do các đơn vị cung cấp trên hệ thống.',
  '1. Tổng số văn bản đi: 1.204, trong đó gửi hoàn toàn điện tử 1.131.',
  '2. Tổng số văn bản đến: 2.876, đã xử lý xong 2.790.',
  '3. Số còn đang xử lý: 86, quá hạn 5.',
].join('\n')

/** A file that hangs on a document. */
export const annexFile = (title: string, text: string): GivenFile => ({
  name: `${title.toLocaleLowerCase('vi')}.pdf`,
  content: paper(title, 'Bản trình diễn – không có giá trị pháp lý', text),
})

/** A letter of the finance department as a word processor of theirs would write it: "Số:" and the date line stand open. */
export const letterFile = (name: string, over: Pick<Sheet, 'subject' | 'addressees'>, text: string): GivenFile => ({
  name,
  content: typesetSheet({
    family: 'letter',
    parentAgency: 'ỦY BAN NHÂN DÂN TỈNH THANH GIANG',
    agency: 'Sở Tài chính',
    place: 'Thanh Giang',
    notation: 'STC-NS',
    kindName: null,
    authority: null,
    urgency: 'NORMAL',
    body: contentFrom(text),
    signing: { capacityLines: ['GIÁM ĐỐC'], name: 'Lê Văn An' },
    recipients: ['Như trên', 'Lưu: VT, NS'],
    demonstration: true,
    ...over,
  }).pdf,
})
