import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { formatDate } from '#kernel/vietnamese.ts'
import { deskContext } from '#platform/http/contexts.ts'
import {
  Anchor,
  BulkBar,
  ButtonLink,
  type Column,
  Empty,
  More,
  Note,
  PageBody,
  PlainList,
  PostForm,
  Row,
  RowCheck,
  Spacer,
  Table,
} from '#platform/look/index.ts'
import { AgencyHead } from '../agencies/agency.head.tsx'
import { shownAgency } from '../agencies/load-agency.ts'
import { AccountTag } from './account-tag.tsx'
import { type DirectoryLine, directoryOf, goneFrom } from './directory.sql.ts'
import { roleWords } from './roles.vi.ts'

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  return context.get(deskContext).work(async (work) => {
    const shown = await shownAgency(work, params.agency, request)
    const lines = await directoryOf(work.tx, shown.agency.id, shown.day)
    // Logins and accounts are the administrators' business; names and positions are everybody's.
    const gone = shown.may && !shown.past ? await goneFrom(work.tx, shown.agency.id) : []
    const founded = new URL(request.url).searchParams.get('xong') === 'found'
    return { ...shown, gone, founded, lines: shown.may ? lines : lines.map((line) => ({ ...line, login: null })) }
  })
}

export const meta = ({ loaderData }: { loaderData?: { agency: { name: string } } | undefined }) => [
  { title: `${loaderData?.agency.name ?? 'Cơ quan'}, người · Liên Thông` },
]

/** "Trưởng phòng Ngân sách" says its division already. */
const placeWords = ({ position, divisionName }: DirectoryLine) =>
  !divisionName || position.toLowerCase().includes(divisionName.toLowerCase()) ? position : `${position}, ${divisionName}`

const columns = (may: boolean): Column<DirectoryLine>[] => [
  ...(may
    ? [
        {
          key: 'choose',
          head: 'Chọn',
          silent: true,
          width: 40,
          cell: (line: DirectoryLine) => <RowCheck name="person" value={line.person} label={`Chọn ${line.name}`} />,
        },
      ]
    : []),
  {
    key: 'name',
    head: 'Họ và tên',
    kind: 'line',
    cell: (line) => (may ? <Anchor href={`/quan-tri/nguoi/${line.person}`}>{line.name}</Anchor> : line.name),
  },
  { key: 'position', head: 'Chức vụ', cell: (line) => placeWords(line) },
  { key: 'roles', head: 'Vai trò', cell: (line) => line.roles.map((role) => roleWords[role]).join(', ') },
  ...(may
    ? [
        {
          key: 'account',
          head: 'Tài khoản',
          kind: 'line' as const,
          cell: (line: DirectoryLine) => <AccountTag of={line.account} />,
        },
      ]
    : []),
]

/** What the agency lacks to work at all. */
function Lacks({ lines }: { lines: readonly DirectoryLine[] }) {
  const open = lines.filter((line) => line.account !== 'LOCKED')
  const lacks = [
    open.some((line) => line.roles.includes('recordsClerk')) ? '' : 'chưa có văn thư',
    open.some((line) => line.head) ? '' : 'chưa có người đứng đầu',
    open.some((line) => line.roles.includes('unitAdmin')) ? '' : 'chưa có quản trị đơn vị',
  ].filter(Boolean)
  return lacks.length > 0 && <Note tone="warn">Cơ quan {lacks.join(', ')}.</Note>
}

/** Who went lately: what they left open is on their page. */
function Gone({ of }: { of: Awaited<ReturnType<typeof goneFrom>> }) {
  return (
    of.length > 0 && (
      <More label={`Đã nghỉ hoặc đổi vị trí trong 90 ngày (${of.length})`}>
        <PlainList>
          {of.map((one) => (
            <li key={`${one.person} ${one.position}`}>
              <Anchor href={`/quan-tri/nguoi/${one.person}`}>{one.name}</Anchor>, {one.position}, đến {formatDate(one.on)}
            </li>
          ))}
        </PlainList>
      </More>
    )
  )
}

export default function DirectoryPage() {
  const { agency, lines, may, own, day, past, gone, founded } = useLoaderData<typeof loader>()
  return (
    <>
      <AgencyHead agency={agency} at="people" own={own} />
      <PageBody top>
        {founded && (
          <Note tone="ok" live>
            Đã thêm cơ quan. Sổ văn bản đi và sổ văn bản đến của cơ quan được mở ngay, bắt đầu từ số 1; văn thư đặt số bắt đầu
            khác ở trang Sổ văn bản khi sổ chưa có số nào.
          </Note>
        )}
        {past && <Note>Đang xem tổ chức ngày {formatDate(day)}. Muốn thay đổi, hãy xem ngày hôm nay.</Note>}
        {may && lines.length > 0 && <Lacks lines={lines} />}
        <Row wrap>
          <span className="lt-2 lt-num">{lines.length} vị trí</span>
          <Spacer />
          {may && (
            <ButtonLink kind="primary" icon="plus" href={`/quan-tri/co-quan/${agency.id}/them-nguoi`}>
              Thêm người
            </ButtonLink>
          )}
        </Row>
        {lines.length === 0 ? (
          <Empty title="Chưa có người">Thêm từng người, hoặc nhập cả danh sách từ Excel.</Empty>
        ) : (
          <PostForm action="/quan-tri/lien-ket">
            <Table caption="Người của cơ quan" columns={columns(may)} lines={lines} keyOf={(line) => line.post} />
            {may && (
              <BulkBar
                boxes="person"
                noun="người"
                deeds={[
                  {
                    name: 'deed',
                    value: 'links',
                    label: 'Cấp liên kết đặt mật khẩu cho',
                    noun: 'người',
                    icon: 'print',
                    primary: true,
                  },
                ]}
              />
            )}
          </PostForm>
        )}
        <Gone of={gone} />
      </PageBody>
    </>
  )
}
