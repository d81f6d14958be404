import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
} from 'react-router'
import { formatDate } from '#kernel/vietnamese.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { ButtonLink, DocumentHeader, DocumentView, Due, KindTag, Note, StateTag, UrgencyTag } from '#platform/look/index.ts'
import { PageKeys } from '../mywork/keys.tsx'
import { arrivalRecall } from '../recalls/arrival.view.ts'
import { RecallAtRecipient } from '../recalls/recall.parts.tsx'
import { ArrivalChecksPanel, IncomingViewer } from './arrival.view.tsx'
import type { Typed } from './deed.ts'
import { answerTo } from './incoming.answer.ts'
import { IncomingDeeds } from './incoming.deeds.tsx'
import { IncomingAddress } from './incoming.forms.ts'
import { type IncomingShown, incomingPage } from './incoming.load.ts'
import { IncomingSide, IncomingStations } from './incoming.side.tsx'
import { incomingSymbol } from './incoming.ts'

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id } = IncomingAddress.parse(params)
  const desk = context.get(deskContext)
  return { ...(await incomingPage(desk, id)), recall: await desk.work((work) => arrivalRecall(work, id)) }
}

/** The file and the part that are open stay open after a deed. */
function keptOf({ searchParams }: URL): string {
  const kept = new URLSearchParams([...searchParams].filter(([name]) => name === 'tep' || name === 'phan')).toString()
  return kept === '' ? '' : `?${kept}`
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { id } = IncomingAddress.parse(params)
  const form = await formOf(request)
  const refused = await answerTo(context.get(deskContext), id, form)
  if (!refused) return redirect(`/van-ban/den/${id}${keptOf(new URL(request.url))}`)
  return data(refused, { status: refused.status })
}

export const meta = ({ loaderData: shown }: { loaderData?: { doc: { subject: string } } | undefined }) => [
  { title: `${shown?.doc.subject ?? 'Văn bản đến'} · Liên Thông` },
]

const blank: Typed = { values: {}, errors: {} }

function Line({ shown }: { shown: IncomingShown }) {
  const { doc, kindName, due } = shown
  return (
    <>
      <b className="lt-sym">{incomingSymbol(doc) || 'Không số'}</b>
      <span>
        {doc.promulgationDate && `${formatDate(doc.promulgationDate)}, `}
        {doc.issuingAgency}
      </span>
      <KindTag kind={kindName} invitation={doc.kind === 'INVITATION'} />
      <UrgencyTag of={doc.urgency} />
      <StateTag life="arrival" of={doc.state} />
      {due && <Due on={due.on} left={due.left} capital />}
    </>
  )
}

function HeaderDeeds({ shown }: { shown: IncomingShown }) {
  const { doc, steps } = shown
  if (doc.state === 'ARRIVED' && doc.sender === null && steps.includes('register'))
    return (
      <ButtonLink href={`/van-ban/den/${doc.id}/vao-so`} icon="pen">
        Sửa thông tin
      </ButtonLink>
    )
  if (doc.state !== 'ASSIGNED' && doc.state !== 'IN_PROGRESS') return null
  return (
    <ButtonLink href={`/van-ban/di/moi?tra-loi=${doc.id}`} icon="reply" keys="R" kind={shown.hasDuties ? 'usual' : 'primary'}>
      Trả lời
    </ButtonLink>
  )
}

export default function IncomingPage() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [search] = useSearchParams()
  const { doc, stations } = shown
  const phrase = search.get('cau')
  const typed = answer?.typed ?? (phrase ? { ...blank, values: { body: phrase } } : blank)
  return (
    <>
      <PageKeys />
      <DocumentHeader
        crumb={{ label: 'Văn bản đến', href: '/van-ban/den' }}
        place={doc.arrivalNumber === null ? undefined : `Số đến ${doc.arrivalNumber}`}
        title={doc.subject}
        line={<Line shown={shown} />}
        actions={<HeaderDeeds shown={shown} />}
      />
      {answer && (
        <Note tone="bad" live>
          {answer.words}
        </Note>
      )}
      <DocumentView
        viewer={<IncomingViewer shown={shown} at={search.get('tep')} />}
        side={
          <IncomingSide
            shown={shown}
            typed={typed}
            part={search.get('phan')}
            file={search.get('tep')}
            first={
              <>
                {shown.checks && (
                  <div className="lt-pane">
                    <ArrivalChecksPanel shown={shown} />
                  </div>
                )}
                <RecallAtRecipient
                  doc={doc}
                  recall={shown.recall}
                  clerk={shown.actor.roles.includes('recordsClerk')}
                  typed={typed}
                />
                <IncomingDeeds shown={shown} typed={typed} />
              </>
            }
          />
        }
        foot={stations ? <IncomingStations of={stations} /> : undefined}
      />
    </>
  )
}
