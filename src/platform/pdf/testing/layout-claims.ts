import { layoutLaw } from '../law.ts'
import { printedSubject } from '../sheet.family.ts'
import type { Sheet } from '../sheet.ts'
import type { Measured, Span } from './measured.ts'

/** What annex I of Decree 30/2020 says of one element; copied from its text, so that data and templates are both judged. */
export type Claim = {
  clause: string
  /** Name in data/layout.yaml. */
  element: string
  text: string
  law: readonly [number, number]
  bold: boolean
  italic: boolean
  upper?: boolean
}

const claim = (element: string, clause: string, text: string, rest: Pick<Claim, 'law' | 'bold' | 'italic' | 'upper'>): Claim => ({
  clause,
  element,
  text,
  ...rest,
})
const upright = { bold: false, italic: false }
const bold = { bold: true, italic: false }
const italic = { bold: false, italic: true }
const capitals = (words: string) => words.toLocaleUpperCase('vi')
const short = (name: string) => name.replace(/ủy ban nhân dân/iu, 'UBND').replace(/hội đồng nhân dân/iu, 'HĐND')

function headClaims(sheet: Sheet): Claim[] {
  const parent = sheet.parentAgency === null ? [] : [capitals(short(sheet.parentAgency))]
  const dated = sheet.family === 'minutes' ? [] : [`${sheet.place}, ngày`]
  return [
    claim('nation', 'I.II.1a', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { law: [12, 13], ...bold, upper: true }),
    claim('motto', 'I.II.1b', 'Độc lập - Tự do - Hạnh phúc', { law: [13, 14], ...bold }),
    ...parent.map((name) => claim('parent', 'I.II.2b', name, { law: [12, 13], ...upright, upper: true })),
    claim('agency', 'I.II.2b', capitals(sheet.agency), { law: [12, 13], ...bold, upper: true }),
    claim('number', 'I.II.3c', 'Số:', { law: [13, 13], ...upright }),
    claim('number', 'I.II.3c', `/${sheet.notation}`, { law: [13, 13], ...upright }),
    ...dated.map((words) => claim('date', 'I.II.4c', words, { law: [13, 14], ...italic })),
  ]
}

function titleClaims(sheet: Sheet): Claim[] {
  if (sheet.family === 'letter')
    return [claim('letter-subject', 'I.II.5b', `V/v ${sheet.subject}`.slice(0, 24), { law: [12, 13], ...upright })]
  const subject = printedSubject(sheet.family, sheet.subject)
  const authority = sheet.authority ? [capitals(sheet.authority)] : []
  return [
    claim('kind', 'I.II.5b', capitals(sheet.kindName ?? ''), { law: [13, 14], ...bold, upper: true }),
    ...(subject === '' ? [] : [claim('subject', 'I.II.5b', subject.slice(0, 24), { law: [13, 14], ...bold })]),
    ...authority.map((words) => claim('authority', 'III.1.2', words, { law: [13, 14], ...bold, upper: true })),
  ]
}

function footClaims(sheet: Sheet): Claim[] {
  const { capacityLines, name } = sheet.signing
  return [
    claim('recipients-word', 'I.II.9d', 'Nơi nhận:', { law: [12, 12], bold: true, italic: true }),
    ...sheet.recipients.map((line) => claim('recipients', 'I.II.9d', `- ${line}`, { law: [11, 11], ...upright })),
    ...capacityLines.map((line) => claim('capacity', 'I.II.7đ', line, { law: [13, 14], ...bold, upper: true })),
    claim('signer', 'I.II.7đ', name, { law: [13, 14], ...bold }),
    ...(sheet.drafterMark ? [claim('drafter-mark', 'I.III.3', sheet.drafterMark, { law: [11, 11], ...upright })] : []),
  ]
}

/** What the sizes, weights and cases of a sheet must be, with the clause of each. */
export const claimsOf = (sheet: Sheet): Claim[] => [...headClaims(sheet), ...titleClaims(sheet), ...footClaims(sheet)]

/** The text of `annexedText` in its parts: the table of annex I, II.6 and III.1. */
export const bodyClaims: readonly Claim[] = [
  claim('part', 'I.II.6đ', 'Chương I', { law: [13, 14], ...bold }),
  claim('part-title', 'I.II.6đ', 'QUY ĐỊNH CHUNG', { law: [13, 14], ...bold, upper: true }),
  claim('part', 'I.II.6đ', 'Mục 1', { law: [13, 14], ...bold }),
  claim('part-title', 'I.II.6đ', 'PHẠM VI', { law: [13, 14], ...bold, upper: true }),
  claim('article', 'I.II.6đ', 'Điều 1.', { law: [13, 14], ...bold }),
  claim('body', 'I.II.6đ', '1. Khoản thứ nhất', { law: [13, 14], ...upright }),
  claim('body', 'I.II.6đ', 'a) Điểm thứ nhất', { law: [13, 14], ...upright }),
  claim('annex', 'I.III.1b', 'Phụ lục I', { law: [14, 14], ...bold }),
  claim('annex-title', 'I.III.1b', 'BIỂU SỐ LIỆU', { law: [13, 14], ...bold, upper: true }),
  claim('annex-note', 'I.III.1c', '(Kèm theo Văn bản số', { law: [13, 14], ...italic }),
]

const wrong = ({ bold: heavy, italic: slanted, size, text }: Span, of: Claim): string[] => {
  const printed = layoutLaw.elements[of.element]?.size
  return [
    ...(size !== printed ? [`cỡ ${size}, dữ liệu ghi ${printed}`] : []),
    ...(size < of.law[0] || size > of.law[1] ? [`cỡ ${size} ngoài ${of.law.join('–')}`] : []),
    ...(heavy !== of.bold ? ['sai đậm'] : []),
    ...(slanted !== of.italic ? ['sai nghiêng'] : []),
    ...(of.upper && text !== capitals(text) ? ['không in hoa'] : []),
  ]
}

const squeezed = (text: string) => text.replace(/\s+/gu, ' ').trim()

/** The span that bears the words of a claim. */
export const spanOf = (of: Measured, { text, element }: Pick<Claim, 'text' | 'element'>): Span | undefined => {
  const bearing = of.spans.filter((span) => squeezed(span.text).includes(squeezed(text)))
  const size = layoutLaw.elements[element]?.size
  const alone = bearing.find((span) => span.size === size && squeezed(span.text) === squeezed(text))
  if (alone) return alone
  return bearing.find((span) => span.size === size) ?? bearing[0]
}

/** Claims that do not hold, each with its clause. */
export function brokenClaims(of: Measured, claims: readonly Claim[]): string[] {
  return claims.flatMap((one) => {
    const span = spanOf(of, one)
    if (!span) return [`${one.clause}: không thấy “${one.text}”`]
    return wrong(span, one).map((what) => `${one.clause}: “${one.text}” ${what}`)
  })
}
