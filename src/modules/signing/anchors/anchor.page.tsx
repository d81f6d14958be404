import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { formatDate } from '#kernel/vietnamese.ts'
import type { Desk } from '#platform/db/desk.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { checkForm } from '#platform/http/form.ts'
import { readUpload } from '#platform/http/upload.ts'
import { Actions, Button, Card, Empty, FileDrop, Note, PageBody, PageHeader, PostForm, Table, Tag } from '#platform/look/index.ts'
import { smallFile } from '../keys/key.perform.ts'
import { placesFor } from '../keys/key.places.ts'
import { CertificateTabs } from '../keys/key.tabs.tsx'
import { signingRefusal } from '../refusals.vi.ts'
import { RemoveForm } from './anchor.forms.ts'
import { mayTrust } from './anchor.policy.ts'
import { anchorsInUse } from './anchor.sql.ts'
import { importAnchors } from './import.ts'
import { importList } from './import-list.ts'
import { Lists } from './list.parts.tsx'
import { listsInUse } from './list.sql.ts'
import { removeAnchor } from './remove.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  if (!mayTrust(desk.actor)) throw data(null, { status: 403 })
  const told = new URL(request.url).searchParams.get('xong')
  const held = await desk.work(async ({ tx }) => ({ anchors: await anchorsInUse(tx), lists: await listsInUse(tx) }))
  return { ...held, places: placesFor(desk.actor), told }
}

type Posted = { fields: FormData; files: readonly { field: string; kept: Uint8Array }[] }

async function perform(desk: Desk, { fields, files }: Posted): Promise<string> {
  const [file] = files
  if (fields.get('intent') === 'remove') {
    const { values } = checkForm(fields, RemoveForm)
    if (!values) throw new Refused('not-found', 'anchor')
    await desk.work((work) => removeAnchor(work, values.id))
    return 'bo'
  }
  if (!file?.kept.length) throw new Refused('bad-input', file?.field ?? 'file')
  if (file.field === 'list') return (await desk.work((work) => importList(work, file.kept))) ? 'danh-sach' : 'danh-sach-cu'
  const { added } = await desk.work((work) => importAnchors(work, file.kept))
  return `nap-${added}`
}

/** Whoever sends a list says so in the address: it may be larger than a certificate. */
const listFile = { ...smallFile, maxBytes: 1_572_864 }

export async function action({ context, request }: ActionFunctionArgs) {
  const desk = context.get(deskContext)
  const list = new URL(request.url).searchParams.has('danh-sach')
  const { done, refused } = await attempted(async () => perform(desk, await readUpload(request, list ? listFile : smallFile)))
  if (!refused) return redirect(`/chung-thu-so/tin-cay?xong=${done}`)
  const missing = list ? 'Chưa chọn tệp danh sách thu hồi.' : 'Chưa chọn tệp chứng thư.'
  const error = refused.code === 'bad-input' ? missing : signingRefusal(refused)
  return data(list ? { error: undefined, listError: error } : { error, listError: undefined }, { status: statusOf(refused.code) })
}

export const meta = () => [{ title: 'Cơ quan chứng thực · Liên Thông' }]

function toldWords(told: string): string {
  if (told === 'danh-sach') return 'Đã nạp danh sách thu hồi. Các chữ ký đã kiểm đang được kiểm lại dần.'
  if (told === 'danh-sach-cu') return 'Danh sách thu hồi này đang được dùng.'
  const added = Number(/^nap-(\d+)$/.exec(told)?.[1] ?? Number.NaN)
  if (Number.isNaN(added)) return 'Đã bỏ tin cậy. Chữ ký cấp dưới cơ quan này sẽ hiện là “không xác định”.'
  return added === 0 ? 'Các chứng thư trong tệp đều đã có.' : `Đã thêm ${added} chứng thư.`
}

type Listed = Awaited<ReturnType<typeof loader>>['anchors'][number]

function Remove({ of }: { of: Listed }) {
  return (
    <PostForm encType="multipart/form-data">
      <input type="hidden" name="id" value={of.id} />
      <Button size="small" name="intent" value="remove" aria-label={`Bỏ tin cậy ${of.subject}`}>
        Bỏ tin cậy
      </Button>
    </PostForm>
  )
}

function Trusted({ anchors }: { anchors: Listed[] }) {
  if (anchors.length === 0) {
    return (
      <Empty title="Chưa tin cậy cơ quan chứng thực nào">
        Khi chưa có, mọi chữ ký đều hiện là “không xác định”. Nạp chứng thư gốc của Ban Cơ yếu Chính phủ để bắt đầu.
      </Empty>
    )
  }
  return (
    <Card title="Đang tin cậy" flush>
      <Table
        caption="Cơ quan chứng thực đang tin cậy"
        lines={anchors}
        keyOf={(one) => one.id}
        columns={[
          {
            key: 'subject',
            head: 'Tên',
            cell: (one) => (
              <>
                <b>{one.subject}</b> {one.demonstration && <Tag tone="warn">Trình diễn</Tag>}
              </>
            ),
          },
          { key: 'organisation', head: 'Tổ chức', cell: (one) => one.organisation },
          { key: 'until', head: 'Hết hạn', kind: 'line', card: 'named', cell: (one) => formatDate(one.validTo) },
          { key: 'since', head: 'Nạp ngày', kind: 'line', card: 'named', cell: (one) => formatDate(one.importedAt) },
          { key: 'deed', head: 'Việc', silent: true, cell: (one) => <Remove of={one} /> },
        ]}
      />
    </Card>
  )
}

export default function AnchorPage() {
  const { anchors, lists, places, told } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Chứng thư số" about="Chữ ký chỉ hợp lệ khi dẫn về một cơ quan chứng thực ở đây" />
      <CertificateTabs places={places} at="trusted" />
      <PageBody top>
        {told && !answer && (
          <Note tone="ok" live>
            {toldWords(told)}
          </Note>
        )}
        <Trusted anchors={anchors} />
        <Card title="Thêm cơ quan chứng thực">
          <PostForm encType="multipart/form-data">
            <FileDrop
              name="file"
              label="Tệp chứng thư"
              accept=".cer,.crt,.pem,.der"
              limits="Chứng thư gốc hoặc trung gian, dạng DER hoặc PEM; một tệp có thể có nhiều chứng thư. Tối đa 256 KB."
              error={answer?.error}
            />
            <Actions>
              <Button kind="primary" icon="upload" name="intent" value="import">
                Thêm
              </Button>
            </Actions>
          </PostForm>
        </Card>
        <Lists of={lists} error={answer?.listError} />
      </PageBody>
    </>
  )
}
