import { Anchor } from '../anchor/anchor.tsx'
import { Button, ButtonLink } from '../button/button.tsx'
import { Card } from '../card/card.tsx'
import { BulletCell, RateCard } from '../chart/rate.tsx'
import { TrendChart, type TrendMonth } from '../chart/trend.tsx'
import { Needs } from '../counter/counter.tsx'
import { PageHeader } from '../header/header.tsx'
import { Columns, PageBody } from '../layout/layout.tsx'
import { State } from '../state/state.tsx'
import type { Tone } from '../state/states.vi.ts'
import { type Column, Table } from '../table/table.tsx'
import { Chip, Segments } from '../tabs/tabs.tsx'
import { Frame } from './frame.tsx'

const electronic = [71.2, 72.5, 74.8, 76, 77.9, 79.1, 80.6, 82.3, 83.5, 85, 86.2, 87.4]
const withPaper = [19, 18.3, 16.9, 16.3, 15.4, 14.6, 13.5, 12.2, 11.5, 10.6, 9.8, 9.1]
const labels = ['12/25', '01/26', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11']
export const exampleMonths: TrendMonth[] = labels.map((label, at) => {
  const E = electronic[at] ?? 0
  const H = withPaper[at] ?? 0
  return { label, shares: { E, H, P: 100 - E - H } }
})

type Agency = {
  name: string
  sent: number
  e: number
  h: number
  p: number
  rate: number
  change: string
  failed: number
  level: readonly [Tone, string]
}
const agencies: Agency[] = [
  { name: 'Sở Xây dựng', sent: 412, e: 251, h: 133, p: 28, rate: 60.9, change: '−4,2', failed: 2, level: ['broken', 'Còn xa'] },
  {
    name: 'UBND xã Suối Trai',
    sent: 88,
    e: 57,
    h: 19,
    p: 12,
    rate: 64.8,
    change: '+1,1',
    failed: 1,
    level: ['broken', 'Còn xa'],
  },
  {
    name: 'Ban Quản lý Khu kinh tế',
    sent: 176,
    e: 129,
    h: 38,
    p: 9,
    rate: 73.3,
    change: '+2,7',
    failed: 0,
    level: ['broken', 'Còn xa'],
  },
  {
    name: 'UBND phường Tân Lập',
    sent: 301,
    e: 254,
    h: 40,
    p: 7,
    rate: 84.4,
    change: '+5,9',
    failed: 0,
    level: ['waiting', 'Gần đạt'],
  },
  { name: 'Sở Nội vụ', sent: 538, e: 487, h: 47, p: 4, rate: 90.5, change: '+1,4', failed: 0, level: ['done', 'Đạt'] },
]

const columns: Column<Agency>[] = [
  { key: 'name', head: 'Cơ quan', width: 230, cell: (one) => <b>{one.name}</b> },
  { key: 'sent', head: 'Văn bản gửi', kind: 'figure', cell: (one) => one.sent },
  { key: 'e', head: 'E', kind: 'figure', cell: (one) => one.e },
  { key: 'h', head: 'H', kind: 'figure', cell: (one) => one.h },
  { key: 'p', head: 'P', kind: 'figure', cell: (one) => one.p },
  {
    key: 'rate',
    head: 'Tỷ lệ hoàn toàn điện tử',
    width: 232,
    order: { href: '#ty-le', now: 'ascending' },
    cell: (one) => <BulletCell value={one.rate} target={90} />,
  },
  {
    key: 'change',
    head: 'So tháng 10',
    kind: 'figure',
    cell: (one) => <span className={one.change.startsWith('+') ? 'lt-good' : 'lt-bad'}>{one.change}</span>,
  },
  {
    key: 'failed',
    head: 'Lỗi gửi',
    kind: 'figure',
    cell: (one) => (one.failed ? <Anchor href="#loi">{one.failed}</Anchor> : '0'),
  },
  { key: 'level', head: 'Mức', width: 110, cell: (one) => <State tone={one.level[0]}>{one.level[1]}</State> },
]

function Rates() {
  return (
    <Columns shape="three">
      <RateCard
        title="Giữa các cơ quan trong tỉnh"
        value={87.4}
        target={90}
        noun="văn bản"
        fraction={{ text: '12.311 / 14.086', href: '#giua' }}
      />
      <RateCard
        title="Trong nội bộ cơ quan"
        value={93.2}
        target={90}
        noun="văn bản"
        fraction={{ text: '21.847 / 23.441', href: '#noi-bo' }}
      />
      <RateCard
        title="Với Trung ương và tỉnh khác"
        value={81.9}
        target={80}
        noun="văn bản"
        fraction={{ text: '2.904 / 3.546', href: '#ngoai' }}
      />
    </Columns>
  )
}

const needs = [
  { key: '1', href: '#goi', value: 3, what: 'gói chưa gửi được', about: 'cũ nhất 2 giờ, tự thử lại lúc 08:30', trouble: true },
  {
    key: '2',
    href: '#tu-choi',
    value: 5,
    what: 'bị từ chối tiếp nhận',
    about: '4 sai nơi nhận, 1 chữ ký không hợp lệ',
    trouble: true,
  },
  { key: '3', href: '#cho', value: 17, what: 'chờ tiếp nhận quá 4 giờ', about: '11 ở các xã mới sáp nhập' },
  { key: '4', href: '#lay-lai', value: 2, what: 'yêu cầu lấy lại chưa trả lời', about: 'lâu nhất 1 ngày' },
  { key: '5', href: '#im-lang', value: 1, what: 'cơ quan im lặng cả ngày', about: 'UBND xã Suối Trai' },
]

function Head() {
  return (
    <PageHeader
      title="Trao đổi văn bản điện tử"
      scope={
        <>
          <Chip href="#ky" label="Kỳ" value="Tháng 11/2026" />
          <Chip href="#pham-vi" label="Phạm vi" value="Toàn tỉnh" />
        </>
      }
      actions={
        <>
          <span className="lt-small lt-3 lt-num">Số liệu đến 08:00, 20/11</span>
          <ButtonLink href="#excel" icon="download">
            Excel
          </ButtonLink>
          <Button kind="primary">Chốt và xuất báo cáo</Button>
        </>
      }
    />
  )
}

const orders = [
  { href: '#thap', label: 'Thấp nhất trước', current: true },
  { href: '#cao', label: 'Cao nhất' },
  { href: '#nhanh', label: 'Tăng nhanh' },
]

function Agencies() {
  const tools = (
    <>
      <Segments label="Thứ tự" choices={orders} />
      <Button icon="bell">Nhắc 31 cơ quan dưới chỉ tiêu</Button>
    </>
  )
  return (
    <Card title="118 cơ quan" flush tools={tools}>
      <Table
        caption="Cơ quan theo tỷ lệ, tháng 11/2026"
        narrow="scroll"
        columns={columns}
        lines={agencies}
        keyOf={(one) => one.name}
      />
    </Card>
  )
}

/** Rates against targets, trend, what needs a person, agencies. */
export function DashboardScreen() {
  return (
    <Frame person="bach" at="exchange">
      <Head />
      <PageBody>
        <Rates />
        <Columns>
          <TrendChart title="Giữa các cơ quan, 12 tháng (%)" months={exampleMonths} target={90} />
          <Card title="Cần người xử lý" tools={<span className="lt-3 lt-num">28</span>} flush>
            <Needs rows={needs} />
          </Card>
        </Columns>
        <Agencies />
      </PageBody>
    </Frame>
  )
}
