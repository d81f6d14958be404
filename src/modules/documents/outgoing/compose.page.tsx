import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { textOf } from '#kernel/content.ts'
import { formatDate } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { attempt, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { Note, PageHeader } from '#platform/look/index.ts'
import { read as readIncoming } from '../incoming/incoming.sql.ts'
import { kindByCode } from '../kinds/kind.sql.ts'
import { composeChoices } from './choices.ts'
import { ComposeForm } from './compose.form.tsx'
import { type Composed, checkDraft, composedFrom, emptyRow, proposedPlaces, type RecipientRow } from './compose.ts'
import { create, save } from './draft.ts'
import { read } from './outgoing.sql.ts'
import type { Outgoing } from './outgoing.ts'
import { recipientsOf } from './recipient.sql.ts'

const keyOfKind = { AGENCY: 'A', DIVISION: 'D', PERSON: 'P', OUTSIDE: '' } as const

const blank: Composed['fields'] = {
  version: '0',
  kind: 'OFFICIAL_LETTER',
  subject: '',
  urgency: 'NORMAL',
  dueOn: '',
  text: '',
  signer: '',
  signerCompetence: 'HEAD',
  places: '',
  responseFor: '',
  internal: '',
}

async function fieldsOf(work: Work, doc: Outgoing): Promise<Composed> {
  const rows: RecipientRow[] = (await recipientsOf(work.tx, doc.id)).map((one) => ({
    to: one.recipient ? `${keyOfKind[one.recipientKind]}:${one.recipient}` : '',
    name: one.recipient ? '' : one.recipientName,
    purpose: one.purpose,
    mode: one.mode,
    copies: one.paperCopies === 0 ? '' : String(one.paperCopies),
    basis: one.paperBasis ?? '',
  }))
  const fields = {
    version: String(doc.version),
    kind: doc.kind,
    subject: doc.subject,
    urgency: doc.urgency,
    dueOn: doc.dueOn ? formatDate(doc.dueOn) : '',
    text: textOf(doc.content),
    signer: doc.signer ?? '',
    signerCompetence: doc.signerCompetence,
    places: doc.places.join('\n'),
    responseFor: doc.responseFor ?? '',
    internal: doc.internal ? 'yes' : '',
  }
  return { fields, rows: [...rows, emptyRow] }
}

/** An answer starts from what it answers: subject, addressee, due date. */
async function answerTo(work: Work, incoming: string): Promise<Composed> {
  const doc = await readIncoming(work, incoming)
  const rows = doc.sender ? [{ ...emptyRow, to: `A:${doc.sender}` }] : [{ ...emptyRow, name: doc.issuingAgency }]
  return {
    fields: {
      ...blank,
      subject: `trả lời ${doc.codeNumber}/${doc.codeNotation}: ${doc.subject}`.slice(0, 500),
      responseFor: incoming,
    },
    rows,
  }
}

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const answers = new URL(request.url).searchParams.get('tra-loi')
  return context.get(deskContext).work(async (work) => {
    const choices = await composeChoices(work)
    if (params.id) return { choices, composed: await fieldsOf(work, await read(work, params.id)), id: params.id }
    return { choices, composed: answers ? await answerTo(work, answers) : { fields: blank, rows: [emptyRow] }, id: null }
  })
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const composed = composedFrom(form)
  if (form.get('intent') === 'add')
    return data({ composed: { ...composed, rows: [...composed.rows, emptyRow] }, errors: {}, refused: null })
  const desk = context.get(deskContext)
  const saved = await attempt(desk, async (work) => {
    const choices = await composeChoices(work)
    const checked = checkDraft(composed, new Map(choices.names), work.clock.today)
    if (!checked.draft) return { errors: checked.errors, id: null }
    const draft = checked.draft
    const letter = (await kindByCode(work.tx, draft.kind)).template === 'letter'
    if (draft.places.length === 0) draft.places = proposedPlaces(draft, letter, choices.unit)
    if (!params.id) return { errors: null, id: await create(work, draft) }
    await save(work, params.id, draft)
    return { errors: null, id: params.id }
  })
  if (saved.refused) {
    const stored =
      saved.refused.code === 'changed-meanwhile' && params.id ? await storedText(context.get(deskContext), params.id) : null
    return data({ composed, errors: {}, refused: saved.refused.code, stored }, { status: statusOf(saved.refused.code) })
  }
  if (saved.done.id === null) return data({ composed, errors: saved.done.errors, refused: null, stored: null }, { status: 400 })
  return redirect(`/van-ban/di/${saved.done.id}`)
}

/** The text that another person saved meanwhile: shown beside one's own, nothing is overwritten. */
const storedText = (desk: { work: <D>(act: (work: Work) => Promise<D>) => Promise<D> }, id: string) =>
  desk.work(async (work) => {
    const doc = await read(work, id)
    return { version: doc.version, subject: doc.subject, text: textOf(doc.content) }
  })

export const meta = () => [{ title: 'Soạn văn bản · Liên Thông' }]

export default function ComposePage() {
  const { choices, composed, id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const stored = answer && 'stored' in answer ? answer.stored : null
  return (
    <div className="lt-page">
      <PageHeader
        title={id ? 'Sửa dự thảo' : 'Soạn văn bản'}
        back={{ href: id ? `/van-ban/di/${id}` : '/van-ban/du-thao', label: 'Quay lại' }}
      />
      <div className="lt-page__body">
        {answer?.refused && (
          <Note tone="bad" live>
            {refusalWords[answer.refused]} Những gì đã gõ vẫn còn nguyên bên dưới.
          </Note>
        )}
        {stored && (
          <section className="lt-card">
            <header>
              <h2>Bản người khác vừa lưu (bản {stored.version})</h2>
            </header>
            <div className="lt-card__body">
              <p>
                <b>{stored.subject}</b>
              </p>
              <pre className="lt-pre">{stored.text}</pre>
            </div>
          </section>
        )}
        <ComposeForm
          choices={choices}
          composed={answer?.composed ?? composed}
          errors={answer?.errors ?? {}}
          overwrite={stored?.version ?? null}
        />
      </div>
    </div>
  )
}
