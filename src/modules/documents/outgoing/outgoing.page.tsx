import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { formatDate } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import { attempted, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { DocumentHeader, DocumentView, Due, KindTag, Note, StateTag, UrgencyTag } from '#platform/look/index.ts'
import { markRead } from '../deliveries/inside.sql.ts'
import { Readings, RecallPanel } from '../recalls/recall.parts.tsx'
import { AfterDeeds } from './after.deeds.tsx'
import { afterView } from './after.view.ts'
import { composeChoices } from './choices.ts'
import { OutgoingDeeds } from './outgoing.deeds.tsx'
import { OutgoingAddress } from './outgoing.forms.ts'
import { OutgoingSide } from './outgoing.side.tsx'
import { symbolOf } from './outgoing.ts'
import { perform } from './perform.ts'
import { view } from './view.sql.ts'

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  return context.get(deskContext).work(async (work) => {
    const shown = await view(work, id)
    const choices = await composeChoices(work)
    await note(work, 'outgoing.read', id)
    if (shown.doc.issuedAt) await markRead(work, id)
    return { ...shown, after: await afterView(work, shown), reviewers: choices.reviewers, symbol: symbolOf(shown.doc) }
  })
}

/** What was typed, so that the form comes back filled; a PIN never does. */
const typedIn = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].flatMap(([name, value]) => (name !== 'pin' && typeof value === 'string' ? [[name, value]] : [])))

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  const form = await request.formData()
  const { done, refused } = await attempted(() => perform(context.get(deskContext), id, form))
  const refusal: Refusal | null = refused ?? done
  if (refusal) return data({ refused: refusal, typed: typedIn(form) }, { status: statusOf(refusal.code) })
  return redirect(`/van-ban/di/${id}`)
}

export const meta = ({ data: shown }: { data?: { doc: { subject: string } } }) => [
  { title: `${shown?.doc.subject ?? 'Văn bản đi'} · Liên Thông` },
]

/** The stage of the file that the viewer shows: sealed, else signed, else the draft as it will be printed. */
function viewerAddress(id: string, files: { id: string; role: string }[]): string {
  const main = ['SEALED', 'SIGNED', 'SCAN'].flatMap((role) => files.findLast((file) => file.role === role) ?? [])[0]
  return main ? `/tep/di/${id}/${main.id}` : `/tep/di/${id}/xem-truoc`
}

export default function OutgoingPage() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { doc, kindName, symbol, files } = shown
  return (
    <div className="lt-page">
      <DocumentHeader
        crumb={{ label: 'Văn bản đi', href: '/van-ban/di' }}
        title={doc.subject}
        line={
          <>
            <b className="lt-sym">{symbol ?? 'Chưa cấp số'}</b>
            {doc.promulgationDate && <span>{formatDate(doc.promulgationDate)}</span>}
            <KindTag kind={kindName} invitation={doc.kind === 'INVITATION'} />
            <UrgencyTag of={doc.urgency} />
            <StateTag of={doc.state} />
            {doc.dueOn && <Due on={formatDate(doc.dueOn)} capital />}
          </>
        }
      />
      {answer && (
        <Note tone="bad" live>
          {refusalWords[answer.refused.code]}
        </Note>
      )}
      <OutgoingDeeds shown={shown} />
      <RecallPanel after={shown.after} state={doc.state} />
      <AfterDeeds shown={shown} after={shown.after} typed={answer?.typed ?? {}} />
      <DocumentView
        viewer={<iframe className="lt-pdf" title={`Văn bản ${symbol ?? 'dự thảo'}`} src={viewerAddress(doc.id, files)} />}
        side={
          <>
            <OutgoingSide shown={shown} />
            <Readings after={shown.after} />
          </>
        }
      />
    </div>
  )
}
