import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { formatDate } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import {
  ButtonLink,
  DocumentHeader,
  DocumentView,
  Due,
  KindTag,
  Note,
  SignatureLine,
  StateTag,
  UrgencyTag,
} from '#platform/look/index.ts'
import { IncomingDeeds } from './incoming.deeds.tsx'
import { IncomingAddress } from './incoming.forms.ts'
import { IncomingSide, IncomingStations } from './incoming.side.tsx'
import { incomingSymbol } from './incoming.ts'
import { perform } from './perform.ts'
import { incomingView } from './view.sql.ts'

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id } = IncomingAddress.parse(params)
  return context.get(deskContext).work(async (work) => {
    const shown = await incomingView(work, id)
    await note(work, 'incoming.read', id)
    return shown
  })
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { id } = IncomingAddress.parse(params)
  const form = await request.formData()
  const { refused } = await attempted(() => perform(context.get(deskContext), id, form))
  if (!refused) return redirect(`/van-ban/den/${id}`)
  const typed = {
    body: String(form.get('body') ?? ''),
    reason: String(form.get('reason') ?? ''),
    report: String(form.get('report') ?? ''),
  }
  return data({ refused, typed }, { status: statusOf(refused.code) })
}

export const meta = ({ data: shown }: { data?: { doc: { subject: string } } }) => [
  { title: `${shown?.doc.subject ?? 'Văn bản đến'} · Liên Thông` },
]

const verdictWords = {
  valid: ['ok', 'Chữ ký và con dấu đều hợp lệ.'],
  invalid: ['bad', 'Chữ ký không hợp lệ.'],
  indeterminate: ['warn', 'Chưa xác định được chữ ký.'],
} as const

export default function IncomingPage() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { doc, kindName, files } = shown
  const verdict = doc.verdict ? verdictWords[doc.verdict] : null
  const [main] = files
  const answering = doc.state === 'ASSIGNED' || doc.state === 'IN_PROGRESS'
  return (
    <div className="lt-page">
      <DocumentHeader
        crumb={{ label: 'Văn bản đến', href: '/van-ban/den' }}
        place={doc.arrivalNumber === null ? undefined : `Số đến ${doc.arrivalNumber}`}
        title={doc.subject}
        line={
          <>
            <b className="lt-sym">{incomingSymbol(doc) || 'Không số'}</b>
            <span>
              {doc.promulgationDate && `${formatDate(doc.promulgationDate)}, `}
              {doc.issuingAgency}
            </span>
            <KindTag kind={kindName} invitation={doc.kind === 'INVITATION'} />
            <UrgencyTag of={doc.urgency} />
            <StateTag life="arrival" of={doc.state} />
            {doc.dueOn && <Due on={formatDate(doc.dueOn)} capital />}
          </>
        }
        actions={
          answering ? (
            <ButtonLink href={`/van-ban/di/moi?tra-loi=${doc.id}`} icon="reply">
              Trả lời
            </ButtonLink>
          ) : undefined
        }
      />
      {answer && (
        <Note tone="bad" live>
          {refusalWords[answer.refused.code]}
        </Note>
      )}
      <IncomingDeeds shown={shown} typed={answer?.typed ?? { body: '', reason: '', report: '' }} />
      <DocumentView
        viewer={
          <>
            {verdict && <SignatureLine tone={verdict[0]} verdict={verdict[1]} />}
            {main ? (
              <iframe className="lt-pdf" title={main.name} src={`/tep/den/${doc.id}/${main.id}`} />
            ) : (
              <Note>Văn bản này không kèm tệp.</Note>
            )}
          </>
        }
        side={<IncomingSide shown={shown} />}
        foot={shown.stations ? <IncomingStations of={shown.stations} /> : undefined}
      />
    </div>
  )
}
