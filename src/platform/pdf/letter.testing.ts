import { contentFrom } from '#kernel/content.ts'
import { type Sheet, typesetSheet } from './sheet.ts'
import type { Typeset } from './typeset.ts'

/** A letter with a text layer, "Số:" and the date line open, as a word processor or a good scanner makes it. */
export const typesetLetter = (body: string, over: Partial<Sheet> = {}): Typeset =>
  typesetSheet({
    family: 'letter',
    parentAgency: 'UBND TỈNH THANH GIANG',
    agency: 'Sở Tài chính',
    place: 'Thanh Giang',
    notation: 'STC-NS',
    kindName: null,
    subject: 'thử tải tệp',
    authority: null,
    urgency: 'NORMAL',
    addressees: ['Ủy ban nhân dân tỉnh'],
    body: contentFrom(body),
    signing: { capacityLines: ['GIÁM ĐỐC'], name: 'Lê Văn An' },
    recipients: ['Như trên'],
    demonstration: false,
    ...over,
  })

export const letterPdf = (body: string): Uint8Array => typesetLetter(body).pdf
