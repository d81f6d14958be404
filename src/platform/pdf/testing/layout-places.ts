import { printedSubject } from '../sheet.family.ts'
import type { Sheet } from '../sheet.ts'
import { spanOf } from './layout-claims.ts'
import type { Measured, Span, Stroke } from './measured.ts'

// The places of annex I, part I, in millimetres; the law's own figures, not the templates'.
const left = 30
const right = 210 - 15
const tolerance = 1
const point = 25.4 / 72
const single = 1.149

const middle = ({ left: from, right: to }: { left: number; right: number }) => (from + to) / 2
const off = (is: number, should: number) => Math.abs(is - should) > tolerance
const at = (of: Measured, element: string, text: string) => spanOf(of, { element, text })
const ruleBelow = (of: Measured, span: Span): Stroke | undefined =>
  of.strokes.find((one) => {
    const below = one.top - span.baseline
    return one.page === span.page && one.bottom - one.top < 0.2 && below > 0.4 && below < 5 && !off(middle(one), middle(span))
  })

type Places = { of: Measured; sheet: Sheet; fault: (clause: string, words: string) => void }

/** A rule as long as the share of its line that the law gives. */
function ruled({ of, fault }: Places, span: Span | undefined, clause: string, share: readonly [number, number]) {
  if (!span) return
  const rule = ruleBelow(of, span)
  if (!rule) return fault(clause, `không có đường kẻ dưới “${span.text}”`)
  const long = (rule.right - rule.left) / (span.right - span.left)
  if (long < share[0] - 0.02 || long > share[1] + 0.02) fault(clause, `đường kẻ dài ${long.toFixed(2)} dòng chữ`)
}

function headPlaces(places: Places) {
  const { of, sheet, fault } = places
  const nation = at(of, 'nation', 'CỘNG HÒA XÃ HỘI')
  const motto = at(of, 'motto', 'Độc lập - Tự do')
  const agency = at(of, 'agency', sheet.agency.toLocaleUpperCase('vi'))
  const number = at(of, 'number', 'Số:')
  const symbol = at(of, 'number', `/${sheet.notation}`)
  if (!nation || !motto || !number || !symbol) return fault('I.II', 'thiếu phần đầu văn bản')
  if (off(nation.baseline - 0.8 * nation.size * point, 20)) fault('I.I.3', `lề trên ${nation.baseline.toFixed(1)} mm`)
  // Where place and date need more room than the nation's name, that line ends at the margin and the name stands above its middle.
  const dated = at(of, 'date', `${sheet.place}, ngày`)
  const wider = dated !== undefined && dated.left < nation.left
  if (wider ? off(middle(nation), (dated.left + right) / 2) : off(nation.right, right))
    fault('I.II.1a', `Quốc hiệu dừng ở ${nation.right.toFixed(1)} mm`)
  if (off(middle(nation), middle(motto))) fault('I.II.1b', 'Tiêu ngữ không canh giữa dưới Quốc hiệu')
  if (off(motto.baseline - nation.baseline, single * motto.size * point)) fault('I.II.1c', 'hai dòng không cách dòng đơn')
  ruled(places, motto, 'I.II.1b', [1, 1])
  ruled(places, agency, 'I.II.2b', [1 / 3, 1 / 2])
  const whole = { left: number.left, right: symbol.right }
  if (agency && off(middle(whole), middle(agency))) fault('I.II.3c', 'số, ký hiệu không canh giữa dưới tên cơ quan')
  if (sheet.family !== 'minutes' && (!dated || Math.abs(dated.baseline - number.baseline) > 0.3))
    fault('I.II.4c', 'địa danh không cùng dòng với số')
}

function titlePlaces(places: Places) {
  const { of, sheet, fault } = places
  if (sheet.family === 'letter') {
    const [about, number] = [at(of, 'letter-subject', 'V/v'), at(of, 'number', 'Số:')]
    if (!about || !number) return
    if (off(about.baseline - number.baseline, (single * about.size + 6) * point)) fault('I.II.5b', '“V/v” không cách số 6pt')
    return
  }
  const kind = at(of, 'kind', (sheet.kindName ?? '').toLocaleUpperCase('vi'))
  const printed = printedSubject(sheet.family, sheet.subject)
  const subject = printed === '' ? kind : at(of, 'subject', printed.slice(0, 24))
  if (!kind || !subject) return
  if (off(middle(kind), (left + right) / 2)) fault('I.II.5b', 'tên loại không canh giữa')
  if (off(middle(subject), (left + right) / 2)) fault('I.II.5b', 'trích yếu không canh giữa')
  if (printed.length < 60) ruled(places, subject, 'I.II.5b', [1 / 3, 1 / 2])
}

function footPlaces({ of, sheet, fault }: Places) {
  const word = at(of, 'recipients-word', 'Nơi nhận:')
  const [first = ''] = sheet.signing.capacityLines
  const capacity = at(of, 'capacity', first)
  const name = of.spans.findLast((span) => span.text.trim() === sheet.signing.name)
  if (!word || !capacity || !name) return fault('I.II.7', 'thiếu chữ ký hoặc nơi nhận')
  if (off(word.left, left)) fault('I.II.9d', `“Nơi nhận” ở ${word.left.toFixed(1)} mm`)
  if (off(middle(name), middle(capacity))) fault('I.II.7đ', 'họ tên không canh giữa chức vụ')
  if (!sheet.others?.length && Math.abs(word.baseline - capacity.baseline) > 0.5)
    fault('I.II.9d', '“Nơi nhận” không ngang hàng với chức vụ người ký')
  for (const line of sheet.recipients) {
    const span = at(of, 'recipients', `- ${line}`)
    if (span && off(span.left, left)) fault('I.II.9d', `“- ${line}” không sát lề trái`)
  }
}

/** Nothing stands outside the text's place, save the page's number above and the mark of a demonstration below. */
function edges({ of, fault }: Places) {
  for (const span of of.spans) {
    const page = of.pages[span.page - 1] ?? { width: 210, height: 297 }
    const above = span.baseline < 20
    const below = span.baseline > page.height - 20 + 0.2 * span.size * point
    if (above && /^\d+$/u.test(span.text.trim())) {
      if (off(middle(span), (left + page.width - 15) / 2)) fault('I.I.7', 'số trang không canh giữa')
      continue
    }
    if (below && span.text.startsWith('Bản trình diễn')) continue
    if (above || below) fault('I.I.3', `“${span.text.slice(0, 30)}” ra ngoài lề trên, dưới (trang ${span.page})`)
    if (span.left < left - 0.5 || span.right > page.width - 15 + 0.5)
      fault('I.I.3', `“${span.text.slice(0, 30)}” ra ngoài lề trái, phải: ${span.left.toFixed(1)}–${span.right.toFixed(1)}`)
  }
  for (const stroke of of.strokes) {
    const wide = of.pages[stroke.page - 1]?.width ?? 210
    if (stroke.left < left - 0.5 || stroke.right > wide - 15 + 0.5) fault('I.I.3', 'đường kẻ ra ngoài lề')
  }
}

/** Poppler sees the words where MuPDF does: two readers, one page. */
function agree({ of, fault }: Places) {
  const nation = of.words.find((word) => word.text === 'CỘNG')
  const seen = spanOf(of, { element: 'nation', text: 'CỘNG HÒA XÃ HỘI' })
  if (!nation || !seen || Math.abs(nation.left - seen.left) > 0.3) fault('đo', 'pdftotext và mutool thấy khác nhau')
  const strange = of.fonts.filter((line) => !/LiberationSerif\S*\s+CID TrueType\s+Identity-H\s+yes yes yes/u.test(line))
  if (strange.length > 0) fault('I.I.4', `phông khác hoặc chưa nhúng: ${strange.join('; ')}`)
  for (const span of of.spans) {
    if (span.colour !== '#000000' && !/^(Bản trình diễn|KHẨN|THƯỢNG KHẨN|HỎA TỐC)/u.test(span.text))
      fault('I.I.4', `“${span.text.slice(0, 30)}” không phải màu đen`)
  }
}

/** Places of a typeset sheet that are not where annex I wants them, each with its clause. */
export function misplaced(of: Measured, sheet: Sheet): string[] {
  const faults: string[] = []
  const places: Places = { of, sheet, fault: (clause, words) => void faults.push(`${clause}: ${words}`) }
  for (const look of [headPlaces, titlePlaces, footPlaces, edges, agree]) look(places)
  return [...new Set(faults)]
}
