import type { Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { composeChoices, namesIn } from '../outgoing/compose/choices.ts'
import { checkDraft, type Known, type Sentences } from '../outgoing/compose/compose.check.ts'
import { type Composed, proposedPlaces } from '../outgoing/compose/compose.ts'
import { demonstrationPin } from '../outgoing/sign/sign.view.ts'
import { copyForms, formsFor, pagesFrom } from './copy.ts'
import type { CopyOrder } from './make-copy.ts'
import { type Asked, originalOf } from './original.ts'

export const formWords = { FULL_COPY: 'Sao y', EXTRACT: 'Trích sao', COPY_OF_COPY: 'Sao lục' } as const

/** What the page of a copy shows. @throws Refused as originalOf does */
export async function copyPage(work: Work, asked: Asked) {
  const { kind, cited, subject } = await originalOf(work, asked)
  return {
    asked,
    cited,
    subject,
    forms: formsFor(kind).map((value) => ({ value, label: formWords[value] })),
    choices: await composeChoices(work),
    demoPin: (await installationKind(work.tx)) === 'demo' ? demonstrationPin : null,
  }
}
export type CopyShown = Awaited<ReturnType<typeof copyPage>>

export type Ordered = { order: CopyOrder; errors: null } | { order: null; errors: Sentences }

const pagesWords = 'Ghi trang được trích, ví dụ 1-3, 5.'

/** What the posted form orders, or a sentence by field. */
export async function orderFrom(work: Work, asked: Asked, typed: { composed: Composed; pages: string }): Promise<Ordered> {
  const choices = await composeChoices(work)
  const copies = copyForms.map((value) => ({ value, label: formWords[value], family: 'copy', abbreviation: '' }))
  const known: Known = { ...choices, kinds: copies, names: namesIn(choices) }
  const composed = { ...typed.composed, fields: { ...typed.composed.fields, subject: 'Bản sao' } }
  const { draft, errors } = checkDraft(composed, known)
  const pages = composed.fields.kind === 'EXTRACT' ? pagesFrom(typed.pages) : []
  const own: Sentences = {
    ...(pages === null ? { pages: pagesWords } : {}),
    ...(composed.rows.length === 0 ? { recipients: 'Chọn ít nhất một nơi nhận bản sao.' } : {}),
    ...(composed.fields.signer === '' ? { signer: 'Chọn người có thẩm quyền cho sao.' } : {}),
  }
  if (!draft || pages === null || Object.keys(own).length > 0) return { order: null, errors: { ...errors, ...own } }
  if (draft.places.length === 0) draft.places = proposedPlaces(draft, false, choices.unit)
  return { order: { asked, draft, pages }, errors: null }
}
