import { contentFrom } from '#kernel/content.ts'
import { parseDate } from '#kernel/vietnamese.ts'
import { DraftForm } from './outgoing.forms.ts'

/** One row of the recipients as typed: `to` is A:id (agency), D:id (division), P:id (post) or empty with a name. */
export type RecipientRow = { to: string; name: string; purpose: string; mode: string; copies: string; basis: string }
export type ComposeFields = Record<
  | 'version'
  | 'kind'
  | 'subject'
  | 'urgency'
  | 'dueOn'
  | 'text'
  | 'signer'
  | 'signerCompetence'
  | 'places'
  | 'responseFor'
  | 'internal',
  string
>
export type Composed = { fields: ComposeFields; rows: RecipientRow[] }

export const emptyRow: RecipientRow = { to: '', name: '', purpose: 'FOR_HANDLING', mode: 'ELECTRONIC', copies: '', basis: '' }
const fieldNames = [
  'version',
  'kind',
  'subject',
  'urgency',
  'dueOn',
  'text',
  'signer',
  'signerCompetence',
  'places',
  'responseFor',
  'internal',
] as const

/** What stands in the posted form, whole, so that it can be shown again as it was. */
export function composedFrom(form: FormData): Composed {
  const value = (name: string) => {
    const typed = form.get(name)
    return typeof typed === 'string' ? typed.normalize('NFC').replace(/\r\n?/g, '\n') : ''
  }
  const fields = Object.fromEntries(fieldNames.map((name) => [name, value(name)])) as ComposeFields
  const count = Math.min(Number(value('rows')) || 0, 1000)
  const rows = Array.from({ length: count }, (_, at) => ({
    to: value(`r${at}.to`),
    name: value(`r${at}.name`).trim(),
    purpose: value(`r${at}.purpose`),
    mode: value(`r${at}.mode`),
    copies: value(`r${at}.copies`).trim(),
    basis: value(`r${at}.basis`).trim(),
  }))
  return { fields, rows }
}

const recipientKinds = { A: 'AGENCY', D: 'DIVISION', P: 'PERSON' } as const
const isGiven = (row: RecipientRow) => row.to !== '' || row.name !== ''

/** Names by the keys of the pickers (A:…, D:…, P:…). */
export type Names = ReadonlyMap<string, string>

const recipientOf = (row: RecipientRow, names: Names) => ({
  recipientKind: row.to === '' ? 'OUTSIDE' : recipientKinds[row.to.slice(0, 1) as keyof typeof recipientKinds],
  recipient: row.to === '' ? null : row.to.slice(2),
  recipientName: names.get(row.to) ?? row.name,
  purpose: row.purpose || undefined,
  mode: row.mode || undefined,
  paperCopies: row.mode === 'ELECTRONIC' || row.mode === '' ? 0 : row.copies === '' ? Number.NaN : Number(row.copies),
  paperBasis: row.mode === 'ELECTRONIC' || row.basis === '' ? null : row.basis,
})

export type Sentences = Record<string, string>

/** The words for each field that may be wrong; the key is the path of the shape. */
const words: Record<string, string> = {
  kind: 'Chọn loại văn bản.',
  subject: 'Ghi trích yếu, không quá 500 ký tự.',
  urgency: 'Chọn độ khẩn.',
  dueOn: 'Hạn trả lời chưa đúng. Ghi theo dạng 30/11/2026.',
  content: 'Nội dung quá dài hoặc có ký tự không dùng được.',
  signer: 'Chọn người ký.',
  recipient: 'Chọn nơi nhận, hoặc ghi tên nơi nhận ngoài hệ thống.',
  paperCopies: 'Ghi số bản giấy (từ 1 trở lên).',
  paperBasis: 'Gửi giấy phải có căn cứ. Ghi căn cứ cho nơi nhận này.',
}

function sentenceFor(path: readonly PropertyKey[]): [field: string, words: string] {
  const [first, at, inner] = path.map(String)
  if (first !== 'recipients')
    return [first === 'content' ? 'text' : (first ?? 'form'), words[first ?? ''] ?? 'Chỗ này chưa đúng.']
  const row = `Nơi nhận ${Number(at) + 1}: `
  if (inner === 'paperCopies') return [`r${at}.copies`, row + words.paperCopies]
  if (inner === 'paperBasis') return [`r${at}.basis`, row + words.paperBasis]
  return [`r${at}.to`, row + words.recipient]
}

export type Checked = { draft: DraftForm; errors: null } | { draft: null; errors: Sentences }

/** The draft that a posted form means, or a sentence by field. `today` is yyyy-mm-dd in Vietnam. */
export function checkDraft({ fields, rows }: Composed, names: Names, today: string): Checked {
  const dueOn = fields.dueOn.trim() === '' ? null : (parseDate(fields.dueOn, today) ?? 'sai')
  const given = rows.filter(isGiven)
  const parsed = DraftForm.safeParse({
    version: Number(fields.version) || 0,
    kind: fields.kind,
    subject: fields.subject,
    urgency: fields.urgency || undefined,
    dueOn,
    content: contentFrom(fields.text),
    signer: fields.signer || null,
    signerCompetence: fields.signerCompetence || undefined,
    internal: fields.internal === 'yes',
    responseFor: fields.responseFor || null,
    places: fields.places.split('\n').filter((line) => line.trim() !== ''),
    addressees: given.filter((row) => row.purpose === 'FOR_HANDLING').map((row) => names.get(row.to) ?? row.name),
    recipients: given.map((row) => recipientOf(row, names)),
  })
  if (parsed.success) return { draft: parsed.data, errors: null }
  return { draft: null, errors: Object.fromEntries(parsed.error.issues.map((issue) => sentenceFor(issue.path)).reverse()) }
}

/** "Nơi nhận" as printed, proposed from the recipients (NĐ 30, Phụ lục I, II.9): as above, the informed ones, the file copy. */
export function proposedPlaces(draft: Pick<DraftForm, 'recipients' | 'addressees'>, letter: boolean, unit: string): string[] {
  const others = draft.recipients
    .filter((one) => !(letter && draft.addressees.includes(one.recipientName)))
    .map((one) => one.recipientName)
  return [...(letter ? ['Như trên'] : []), ...others, `Lưu: VT, ${unit}`]
}
