import { useMemo } from 'react'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router'
import { contentFrom, textOf } from '#kernel/content.ts'
import type { RefusalCode } from '#kernel/refused.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { attempted, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { templates } from '../../templates/template.ts'
import { view } from '../view.sql.ts'
import { checkUploaded } from './check-layout.ts'
import { type ComposeChoices, composeChoices, namesIn } from './choices.ts'
import { type Press, type Stored, send, storedText } from './compose.act.ts'
import type { Sentences } from './compose.check.ts'
import { compacted, reshape, withPicked } from './compose.deeds.ts'
import { Compose } from './compose.form.tsx'
import { draftFields, newFields } from './compose.load.ts'
import { type Composed, composedContent, composedFrom } from './compose.ts'
import { faultWords } from './compose.vi.ts'
import type { ComposeProps } from './compose.writing.tsx'
import { replacementFields } from './replacement.ts'

/** What a draft that is there shows around its form. */
async function around(work: Work, id: string) {
  const shown = await view(work, id)
  // Only who may send it into the circuit writes on it; everybody else reads.
  if (!shown.steps.includes('submit')) throw redirect(`/van-ban/di/${id}`)
  const back = shown.doc.state === 'RETURNED' ? shown.history.findLast((row) => row.step === 'return') : undefined
  return {
    doc: shown.doc,
    files: shown.files.filter((file) => file.role === 'ATTACHMENT' || file.role === 'UPLOAD'),
    versions: shown.versions.length,
    returned: back ? { by: back.name ?? '', reason: back.reason } : null,
  }
}

/** The form of a draft that is there. */
async function begunForm(work: Work, choices: ComposeChoices, id: string) {
  const { doc, ...rest } = await around(work, id)
  const composed = await draftFields(work, choices, doc)
  return { composed, content: doc.content, state: doc.state, uploaded: doc.source === 'UPLOAD', ...rest }
}

/** The form of a draft not begun yet, as the address asks for it: an answer, a replacement, a kind. */
async function newForm(work: Work, choices: ComposeChoices, asked: URLSearchParams) {
  const old = asked.get('thay-the')
  const from = { kind: asked.get('loai') ?? '', answers: asked.get('tra-loi') }
  const composed = old ? await replacementFields(work, choices, old) : await newFields(work, choices, from)
  const content = contentFrom(composed.fields.text)
  return { composed, content, state: 'DRAFT' as const, uploaded: false, files: [], versions: 0, returned: null }
}

/** What the formatting check sees on an uploaded file; nothing of one that cannot be read now. */
const onFile = async (desk: Desk, id: string) => (await attempted(() => checkUploaded(desk, id))).done ?? null

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams
  const desk = context.get(deskContext)
  const shown = await desk.work(async (work) => {
    const choices = await composeChoices(work)
    const form = params.id ? await begunForm(work, choices, params.id) : await newForm(work, choices, asked)
    const skeletons = await templates({ agency: choices.agency.name, answered: '' })
    const texts = Object.fromEntries(Object.entries(skeletons).map(([family, one]) => [family, one.text]))
    return {
      choices,
      skeletons: texts,
      ...form,
      stamp: String(work.clock.now.getTime()),
      post: work.actor.post,
      savedAt: asked.get('luu'),
    }
  })
  return { ...shown, onFile: shown.uploaded ? await onFile(desk, shown.composed.fields.id) : null }
}

/** A post elsewhere on the screen (theme, language) does not ask for the draft anew: what is being typed stays. */
export const shouldRevalidate = ({ formMethod }: ShouldRevalidateFunctionArgs): boolean => formMethod === undefined

const presses: Record<string, Press> = { save: 'typed', preview: 'typed', submit: 'submit' }
const after: Record<string, (id: string) => string> = {
  preview: (id) => `/tep/di/${id}/xem-truoc`,
  save: (id) => `/van-ban/di/${id}`,
  submit: (id) => `/van-ban/di/${id}`,
}

/** Refusals that are about one field of the form. */
const fieldRefusals: Partial<Record<RefusalCode, string>> = { 'day-past': refusalWords['day-past'] }

/** The sentence beside the field that a refusal is about. */
function besideField({ code, about }: Refusal): Sentences {
  if (code === 'unprintable-sign') return { text: `Không in được: ${about}` }
  const words = code === 'bad-input' ? faultWords[about] : fieldRefusals[code]
  return words ? { [about]: words } : {}
}

type Reply = {
  composed: Composed
  errors: Sentences
  refused: Parameters<typeof statusOf>[0] | null
  stored: Stored | null
  retyped: boolean
}
const replied = (reply: Partial<Reply> & { composed: Composed }, status = 200) =>
  data({ errors: {}, refused: null, stored: null, retyped: false, stamp: crypto.randomUUID(), ...reply }, { status })

/** Changes the form without saving it, or null when the press means something else. */
async function reshaped(desk: Desk, composed: Composed, intent: string): Promise<Composed | null> {
  return desk.work(async (work) => {
    const choices = await composeChoices(work)
    return reshape(work, composed, { intent, choices, names: namesIn(choices) })
  })
}

async function tidied(desk: Desk, form: FormData, params: { id?: string }): Promise<Composed> {
  const posted = composedFrom(form)
  const over = form.get('over')
  const fields = { ...posted.fields, id: params.id ?? posted.fields.id, ...(typeof over === 'string' ? { version: over } : {}) }
  return desk.work(async (work) => {
    const choices = await composeChoices(work)
    const names = namesIn(choices)
    return compacted(withPicked({ ...posted, fields }, choices, names), names)
  })
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const desk = context.get(deskContext)
  const form = await formOf(request)
  const intent = String(form.get('intent') ?? 'save')
  const composed = await tidied(desk, form, params)
  const press = presses[intent]
  if (!press) {
    const { done, refused } = await attempted(() => reshaped(desk, composed, intent))
    const errors: Sentences = refused ? { [refused.about]: faultWords[refused.about] ?? refusalWords[refused.code] } : {}
    const shown = done ?? composed
    return replied({ composed: shown, errors, retyped: shown.fields.text !== composed.fields.text }, refused ? 400 : 200)
  }
  const { done, refused } = await attempted(() => send(desk, composed, press))
  if (refused) {
    const { id } = composed.fields
    if (refused.code === 'changed-meanwhile' && id)
      return replied({ composed, refused: refused.code, stored: await storedText(desk, id) }, 409)
    return replied({ composed, refused: refused.code, errors: besideField(refused) }, statusOf(refused.code))
  }
  if (!done.sent) return replied({ composed, errors: done.errors }, 400)
  return redirect(after[intent]?.(done.sent.id) ?? `/van-ban/di/${done.sent.id}`)
}

export const meta = ({ loaderData: shown }: { loaderData?: { composed: Composed } | undefined }) => [
  { title: `${shown?.composed.fields.subject || 'Soạn văn bản'} · Liên Thông` },
]

export default function ComposePage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const composed = answer?.composed ?? loaded.composed
  const content = useMemo(() => (answer && composedContent(answer.composed.fields)) || loaded.content, [answer, loaded])
  const kind = loaded.choices.kinds.find((one) => one.value === loaded.composed.fields.kind)?.label ?? 'văn bản'
  const { id } = loaded.composed.fields
  const head: ComposeProps['head'] = {
    title: id ? `Dự thảo ${kind.toLocaleLowerCase('vi')}: ${loaded.composed.fields.subject}` : 'Soạn văn bản',
    state: loaded.state,
    id,
    versions: loaded.versions,
    uploaded: loaded.uploaded,
    returned: loaded.returned,
    refused: answer?.refused ?? null,
    stored: answer?.stored ?? null,
    mine: answer?.stored ? textOf(content) : '',
    savedAt: loaded.savedAt,
  }
  return (
    <Compose
      key={loaded.stamp}
      choices={loaded.choices}
      composed={composed}
      content={content}
      errors={answer?.errors ?? {}}
      files={loaded.files}
      head={head}
      whose={loaded.post}
      stamp={answer?.stamp ?? loaded.stamp}
      retyped={answer?.retyped ?? false}
      uploaded={loaded.uploaded}
      onFile={loaded.onFile}
      skeletons={loaded.skeletons}
      refused={answer && (answer.refused || Object.keys(answer.errors).length > 0) ? answer : null}
    />
  )
}
