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
import { attempted, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { DocumentHeader, DocumentView, Due, KindTag, Note, PdfFrame, StateTag, UrgencyTag } from '#platform/look/index.ts'
import { RecallPanel } from '../recalls/recall.parts.tsx'
import { AfterDeeds } from './after/after.deeds.tsx'
import { faultWords } from './compose/compose.vi.ts'
import { issueWords } from './issue/issue.refusals.vi.ts'
import { OutgoingDeeds } from './outgoing.deeds.tsx'
import { OutgoingAddress } from './outgoing.forms.ts'
import { outgoingPage } from './outgoing.load.ts'
import { OutgoingSide } from './outgoing.side.tsx'
import type { OutgoingState } from './outgoing.ts'
import { perform } from './perform.ts'
import { Redirect } from './recipients/redirect.deeds.tsx'
import { pinWords } from './sign/pin.refusals.vi.ts'
import { shadowOf } from './sign/shadow.ts'

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  const desk = context.get(deskContext)
  const shown = await desk.work((work) => outgoingPage(work, id, desk.vault))
  return { ...shown, shadow: shown.card ? await shadowOf(desk, id) : [] }
}

/** What was typed, so that the form comes back filled; a PIN never does. */
const typedIn = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].flatMap(([name, value]) => (name !== 'pin' && typeof value === 'string' ? [[name, value]] : [])))

/** Closer words where the field is known: "Ghi rõ lý do trả lại." */
const fieldWords: Record<string, string> = {
  ...faultWords,
  reason: 'Ghi rõ lý do.',
  code: 'Chọn lý do trong danh sách.',
  step: 'Bước này không trả lại được nữa. Hãy tải lại trang.',
  comment: 'Ghi ý kiến góp ý, không quá 4.000 ký tự.',
  on: 'Ngày chưa đúng. Ghi theo dạng 18/11/2026.',
  by: 'Ghi tên người giao lại hoặc trả lời.',
  held: 'Chọn một số đã giữ.',
  after: 'Ghi số đứng trước, ví dụ 12.',
  insertReason: 'Ghi lý do chèn số.',
  copies: faultWords.paperCopies ?? '',
  remark: 'Lý do này cần nói rõ thêm.',
  to: 'Chọn cơ quan kế thừa, hoặc không gửi nơi này nữa.',
}
const wordsFor = ({ code, about }: Refusal, state: OutgoingState) => {
  if (code === 'dissolved-recipient') return issueWords({ code, about }, state)
  return (code === 'bad-input' ? fieldWords[about] : undefined) ?? pinWords({ code, about })
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  const form = await formOf(request)
  const { done, refused } = await attempted(() => perform(context.get(deskContext), id, form))
  const refusal: Refusal | null = refused ?? done
  if (refusal) return data({ refused: refusal, typed: typedIn(form) }, { status: statusOf(refusal.code) })
  const part = new URL(request.url).searchParams.get('phan')
  return redirect(`/van-ban/di/${id}${part ? `?phan=${encodeURIComponent(part)}` : ''}`)
}

/** A draft belongs to the drafts in the rail until it has a number or is issued. */
const isDraft = ({ symbol, doc }: { symbol: string | null; doc: { issuedAt: Date | null } }) =>
  symbol === null && doc.issuedAt === null
export const handle = { place: (shown: Parameters<typeof isDraft>[0]) => (isDraft(shown) ? 'drafts' : null) }

export const meta = ({ loaderData: shown }: { loaderData?: { doc: { subject: string } } | undefined }) => [
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
  const [search] = useSearchParams()
  const { doc, kindName, symbol, files } = shown
  const typed = answer?.typed ?? {}
  const fault = answer ? wordsFor(answer.refused, doc.state) : undefined
  return (
    <>
      <DocumentHeader
        crumb={isDraft(shown) ? { label: 'Dự thảo', href: '/van-ban/du-thao' } : { label: 'Văn bản đi', href: '/van-ban/di' }}
        title={doc.subject}
        line={
          <>
            <b className="lt-sym">{symbol ?? (doc.issuedAt ? 'Không số' : 'Chưa cấp số')}</b>
            {doc.promulgationDate && <span>{formatDate(doc.promulgationDate)}</span>}
            <KindTag kind={kindName} invitation={doc.kind === 'INVITATION'} />
            <UrgencyTag of={doc.urgency} />
            <StateTag of={doc.state} />
            {doc.dueOn && <Due on={formatDate(doc.dueOn)} capital />}
          </>
        }
      />
      <DocumentView
        viewer={
          doc.frozen ? (
            <Note>Văn bản đã được thu hồi: nội dung đã khóa.</Note>
          ) : (
            <PdfFrame href={viewerAddress(doc.id, files)} name={`Văn bản ${symbol ?? 'dự thảo'}`} />
          )
        }
        side={
          <>
            {fault && (
              <div className="lt-pane">
                <Note tone="bad" live>
                  {fault}
                </Note>
              </div>
            )}
            <OutgoingSide
              shown={shown}
              typed={typed}
              part={search.get('phan')}
              first={
                <div className="lt-pane lt-stack">
                  <Redirect ended={shown.after.ended} typed={typed} />
                  <OutgoingDeeds shown={shown} typed={typed} fault={fault} />
                  <RecallPanel after={shown.after} state={doc.state} typed={typed} />
                  <AfterDeeds shown={shown} after={shown.after} typed={typed} />
                </div>
              }
            />
          </>
        }
      />
    </>
  )
}
