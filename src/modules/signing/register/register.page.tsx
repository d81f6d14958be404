import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { formatDate, formatNumber } from '#kernel/vietnamese.ts'
import { attempt, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { ButtonLink, Card, type Column, Note, PageBody, PageHeader, Row, Stack, State, Table, Tag } from '#platform/look/index.ts'
import { placesFor } from '../keys/key.places.ts'
import { CertificateTabs } from '../keys/key.tabs.tsx'
import { type Need, nearness, needWords } from './register.ts'
import { certificateRegister, type RegisterLine } from './register.view.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  const { done, refused } = await attempt(desk, certificateRegister)
  if (refused) throw data(null, { status: statusOf(refused.code) })
  return { ...done, places: placesFor(desk.actor) }
}

export const meta = () => [{ title: 'Danh bạ chứng thư số · Liên Thông' }]

/** How one certificate stands, in a word with its shape and colour. */
function Standing({ of: { key, daysLeft } }: { of: RegisterLine }) {
  if (!key || daysLeft === null) return <State tone="waiting">Chưa có</State>
  if (key.revokedAt) return <State tone="broken">Đã hủy ngày {formatDate(key.revokedAt)}</State>
  switch (nearness(daysLeft)) {
    case 'ended':
      return <State tone="broken">Hết hạn</State>
    case 'pressing':
      return <State tone="broken">Còn {daysLeft} ngày</State>
    case 'soon':
      return <State tone="waiting">Còn {daysLeft} ngày</State>
    default:
      return <State tone="done">Còn hiệu lực</State>
  }
}

const columns: Column<RegisterLine>[] = [
  {
    key: 'name',
    head: 'Người giữ',
    cell: (one) => (
      <>
        <b>{one.name}</b> {one.holderKind === 'AGENCY' && <Tag tone="info">Cơ quan</Tag>}
      </>
    ),
  },
  { key: 'position', head: 'Chức vụ', cell: (one) => one.position },
  { key: 'issuer', head: 'Cơ quan cấp', card: 'named', cell: (one) => one.key?.issuer ?? '' },
  { key: 'until', head: 'Hết hạn', kind: 'line', card: 'named', cell: (one) => (one.key ? formatDate(one.key.validTo) : '') },
  { key: 'state', head: 'Trạng thái', cell: (one) => <Standing of={one} /> },
  { key: 'need', head: 'Đề nghị', kind: 'line', cell: (one) => (one.need ? <Tag tone="warn">{needWords[one.need]}</Tag> : '') },
]

function Needs({ lines }: { lines: readonly RegisterLine[] }) {
  const count = (need: Need) => lines.filter((one) => one.need === need).length
  const total = count('NEW') + count('RENEW') + count('REVOKE')
  return (
    <Card title="Nhu cầu gửi cơ quan chứng thực">
      <Stack>
        {total === 0 ? (
          <Note tone="ok">Chưa có nhu cầu nào: người ký đều có chứng thư, không chứng thư nào hết hạn trong 30 ngày.</Note>
        ) : (
          <p>
            Cấp mới {formatNumber(count('NEW'))}, gia hạn {formatNumber(count('RENEW'))}, thu hồi {formatNumber(count('REVOKE'))}.
          </p>
        )}
        <p className="lt-2">
          Danh sách điền sẵn những gì hệ thống biết; cột còn trống do cơ quan điền. Các cột theo mẫu tạm, chưa đối chiếu với biểu
          mẫu của cơ quan chứng thực. Công văn kèm theo tải về, đưa vào mục Dự thảo văn bản để trình ký và phát hành như mọi công
          văn.
        </p>
        {total > 0 && (
          <Row wrap>
            <ButtonLink kind="primary" icon="download" href="/tep/chung-thu-so/nhu-cau.xlsx" download>
              Tải danh sách
            </ButtonLink>
            <ButtonLink icon="download" href="/tep/chung-thu-so/cong-van.pdf" download>
              Tải công văn
            </ButtonLink>
          </Row>
        )}
      </Stack>
    </Card>
  )
}

/** Danh bạ: the certificates of the agency and its people, those that end soon marked, and what is asked of the authority. */
export default function RegisterPage() {
  const { lines, places } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title="Chứng thư số" about="Danh bạ của cơ quan: ai có chứng thư, đến bao giờ, cần đề nghị gì" />
      <CertificateTabs places={places} at="register" />
      <PageBody top>
        <Needs lines={lines} />
        <Card title={`Cơ quan và ${formatNumber(lines.length - 1)} người`} flush>
          <Table caption="Danh bạ chứng thư số của cơ quan" columns={columns} lines={lines} keyOf={(one) => one.id} />
        </Card>
      </PageBody>
    </>
  )
}
