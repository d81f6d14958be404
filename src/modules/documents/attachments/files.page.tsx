import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useRevalidator,
} from 'react-router'
import { has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { attempted, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { ButtonLink, Card, Note, PageBody, PageHeader } from '#platform/look/index.ts'
import { BoxForm } from '../drafting/box-form.tsx'
import { type BoxesFields, fieldsOf, typedBoxes } from '../drafting/box-forms.ts'
import { Boxes } from '../drafting/boxes.ts'
import { uploadedPages } from '../drafting/upload.ts'
import { filesOf } from '../outgoing/file.sql.ts'
import { OutgoingAddress } from '../outgoing/outgoing.forms.ts'
import { read } from '../outgoing/outgoing.sql.ts'
import { ShadowFindings } from '../outgoing/sign/shadow.note.tsx'
import { shadowOf } from '../outgoing/sign/shadow.ts'
import { mayTendFiles } from './attachment.policy.ts'
import { AttachForm, AttachmentList, PaperForm, UploadForm } from './files.parts.tsx'
import { performOnFiles } from './perform.ts'
import { fileWords } from './refusals.vi.ts'

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  const desk = context.get(deskContext)
  const shown = await desk.work(async (work) => {
    const doc = await read(work, id)
    if (!mayTendFiles(doc, work.actor) || !['DRAFT', 'RETURNED'].includes(doc.state)) throw new Refused('not-found', id)
    return { doc, files: await filesOf(work.tx, id), clerk: has(work.actor, 'recordsClerk') }
  })
  const uploaded = shown.doc.source === 'UPLOAD'
  const pages = uploaded ? await uploadedPages(desk, id) : []
  const boxes = Boxes.safeParse(shown.doc.boxes)
  const heights = pages.map((page) => page.height)
  const shadow = await shadowOf(desk, id)
  return { ...shown, uploaded, pages, shadow, boxes: boxes.success ? fieldsOf(boxes.data, heights) : null }
}

type Answer = { refused: Refusal; words: string; intent: string; boxes: BoxesFields | null; paper: string }

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  const desk = context.get(deskContext)
  const fields = new FormData()
  const { refused } = await attempted(() => performOnFiles(desk, id, request, fields))
  if (!refused) return redirect(`/van-ban/di/${id}/tep`)
  const intent = String(fields.get('intent') ?? 'attach')
  const answer: Answer = {
    refused,
    words: fileWords(refused),
    intent,
    boxes: intent === 'boxes' ? typedBoxes(fields) : null,
    paper: String(fields.get('paper') ?? ''),
  }
  return data(answer, { status: statusOf(refused.code) })
}

export const meta = () => [{ title: 'Tệp của dự thảo · Liên Thông' }]

function Main({ fault }: { fault: string | undefined }) {
  const again = useRevalidator()
  const { doc, files, uploaded, pages, boxes, clerk } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const file = files.find((one) => one.role === 'UPLOAD')
  return (
    <Card title="Nội dung văn bản">
      <div className="lt-stack">
        {uploaded ? (
          <p>
            Văn bản là tệp PDF <b>{file?.name}</b>. Số, ngày, chữ ký và dấu được điền vào các ô dưới đây khi ký, cấp số, đóng dấu.
          </p>
        ) : (
          <p className="lt-2">
            Văn bản đang được soạn trong hệ thống. Có thể dùng tệp PDF đã soạn ở nơi khác thay cho nội dung gõ.
          </p>
        )}
        {uploaded && boxes && (
          <BoxForm key={JSON.stringify(answer?.boxes ?? boxes)} id={doc.id} fields={answer?.boxes ?? boxes} pages={pages} />
        )}
        <UploadForm
          key={file?.id ?? 'none'}
          id={doc.id}
          replaces={uploaded}
          clerk={clerk}
          error={fault}
          sent={() => again.revalidate()}
        />
      </div>
    </Card>
  )
}

export default function FilesPage() {
  const { doc, files, clerk, shadow } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const again = useRevalidator()
  const words = answer?.words
  const at = (intent: string) => (answer?.intent === intent ? words : undefined)
  const known = ['upload', 'attach', 'paper'].includes(answer?.intent ?? '')
  return (
    <>
      <PageHeader
        title="Tệp của dự thảo"
        about={doc.subject}
        back={{ href: `/van-ban/di/${doc.id}/sua`, label: 'Về dự thảo' }}
        actions={<ButtonLink href={`/van-ban/di/${doc.id}/sua`}>Về dự thảo</ButtonLink>}
      />
      <PageBody>
        {words && !known && (
          <Note tone="bad" live>
            {words}
          </Note>
        )}
        {shadow.length > 0 && (
          <Note tone="warn">
            <div className="lt-stack lt-stack--close">
              <b>Tệp có điểm mà người đọc không thấy hết. Người ký sẽ được hỏi lại.</b>
              <ShadowFindings id={doc.id} files={shadow} />
            </div>
          </Note>
        )}
        <Main fault={at('upload')} />
        <Card title="Tệp kèm theo">
          <div className="lt-stack">
            <AttachmentList id={doc.id} files={files.filter((file) => file.role === 'ATTACHMENT')} />
            <AttachForm id={doc.id} clerk={clerk} error={at('attach')} sent={() => again.revalidate()} />
            <PaperForm typed={answer?.paper ?? ''} error={at('paper')} />
          </div>
        </Card>
      </PageBody>
    </>
  )
}
