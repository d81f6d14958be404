import { Content, cleanText } from '#kernel/content.shape.ts'
import { contentFrom } from '#kernel/content.ts'
import type { RelatedForm } from '../outgoing.forms.ts'
import type { RecipientRow, StepRow } from './compose.rows.ts'

const fieldNames = [
  'id',
  'draftKey',
  'version',
  'kind',
  'subject',
  'urgency',
  'circulation',
  'dueOn',
  'text',
  'content',
  'signer',
  'signerCompetence',
  'places',
  'responseFor',
  'replaces',
  'scope',
  'securityClassification',
  'picked',
  'pickedName',
  'cited',
] as const
export type ComposeFields = Record<(typeof fieldNames)[number], string>
export type Composed = { fields: ComposeFields; rows: RecipientRow[]; steps: StepRow[]; related: RelatedForm[] }

/** The fields of a draft that is not begun yet; the key makes a form sent twice one draft. */
export const blankFields = (): ComposeFields => ({
  ...(Object.fromEntries(fieldNames.map((name) => [name, ''])) as ComposeFields),
  draftKey: crypto.randomUUID(),
  version: '0',
  kind: 'OFFICIAL_LETTER',
  urgency: 'NORMAL',
  circulation: 'NONE',
  signerCompetence: 'AUTO',
  securityClassification: 'NORMAL',
})

const mostRows = 1000
const lines = (typed: string) => typed.replace(/\r\n?/g, '\n').split('\n').map(cleanText).join('\n')

/** What stands in the posted form, whole, so that it can be shown again as it was. */
export function composedFrom(form: FormData): Composed {
  const value = (name: string) => {
    const typed = form.get(name)
    return typeof typed === 'string' ? lines(typed) : ''
  }
  const count = (name: string, most: number) => Math.min(Math.max(0, Math.trunc(Number(value(name))) || 0), most)
  const list = <Row>(name: string, row: (at: number) => Row) => Array.from({ length: count(name, mostRows) }, (_, at) => row(at))
  return {
    fields: Object.fromEntries(fieldNames.map((name) => [name, value(name)])) as ComposeFields,
    rows: list('rows', (at) => ({
      to: value(`r${at}.to`),
      name: value(`r${at}.name`).trim(),
      purpose: value(`r${at}.purpose`),
      mode: value(`r${at}.mode`) || 'ELECTRONIC',
      copies: value(`r${at}.copies`).trim(),
      basisCode: value(`r${at}.basisCode`),
      basis: value(`r${at}.basis`).trim(),
    })),
    steps: list('steps', (at) => ({
      post: value(`s${at}.post`),
      task: value(`s${at}.task`) || 'REVIEW',
      beside: value(`s${at}.beside`),
    })),
    related: list('related', (at) => ({
      kind: value(`d${at}.kind`) === 'INCOMING' ? ('INCOMING' as const) : ('OUTGOING' as const),
      id: value(`d${at}.id`),
      title: value(`d${at}.title`),
    })),
  }
}

/** The text of the form: the editor's JSON where a script ran, else what was typed. Null: JSON that is no text of ours. */
export function composedContent({ content, text }: Pick<ComposeFields, 'content' | 'text'>): Content | null {
  if (content === '') return contentFrom(text)
  try {
    const parsed = Content.safeParse(JSON.parse(content))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

type Placed = { recipients: readonly { recipientName: string }[]; addressees: readonly string[] }

/** "Nơi nhận" as printed, proposed from the recipients (NĐ 30, Phụ lục I, II.9): as above, the informed ones, the file copy. */
export function proposedPlaces(draft: Placed, letter: boolean, unit: string): string[] {
  const others = draft.recipients
    .filter((one) => !(letter && draft.addressees.includes(one.recipientName)))
    .map((one) => one.recipientName)
  return [...(letter ? ['Như trên'] : []), ...others, `Lưu: VT, ${unit}`]
}

/** Who stands after "Kính gửi": all who are to act or to be reported to; who only reads stands at the foot. */
export const addresseesOf = (rows: readonly { name: string; purpose: string }[]): string[] =>
  rows.filter((row) => row.purpose !== 'INFORMATION').map((row) => row.name)
