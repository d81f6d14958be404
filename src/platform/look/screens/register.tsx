import { Anchor } from '../anchor/anchor.tsx'
import { BulkBar, type BulkDeed } from '../bulk/bulk.tsx'
import { Button, ButtonLink, IconButton } from '../button/button.tsx'
import { RowCheck } from '../form/choices.tsx'
import { PageHeader } from '../header/header.tsx'
import { Spacer } from '../layout/layout.tsx'
import { SearchBox } from '../search/search.tsx'
import { ClassPlate, State, StateTag } from '../state/state.tsx'
import type { ExchangeClass, StateOf } from '../state/states.vi.ts'
import { type Column, Pagination, Table } from '../table/table.tsx'
import { Chip, Filters, Segments } from '../tabs/tabs.tsx'
import { Frame } from './frame.tsx'

type Line = {
  number: number
  symbol: string
  on: string
  subject: string
  signer: string
  to: number | null
  mode: ExchangeClass | null
  state: StateOf<'document'>
  chosen?: boolean
}

const lines: Line[] = [
  [415, 'STC-NS', '20/11', 'Báo cáo tình hình gửi, nhận văn bản điện tử năm 2026', 'Lê Văn An', 3, 'H', 'NUMBERED'],
  [414, 'STC-QLG', '20/11', 'Thông báo giá đất ở làm căn cứ tính lệ phí trước bạ quý IV', 'Lê Văn An', 107, 'E', 'SEALED'],
  [413, 'STC-HCSN', '20/11', 'Góp ý dự thảo Quyết định về mức thu học phí năm học 2026–2027', 'Hà Thu Hằng', 2, 'E', 'SEALED'],
  [412, 'STC-NS', '20/11', 'Đôn đốc giải ngân vốn đầu tư công các tháng cuối năm 2026', 'Lê Văn An', 118, 'E', 'ISSUED'],
  [411, 'STC-TTr', '19/11', 'Cung cấp hồ sơ phục vụ kiểm tra quyết toán ngân sách xã Suối Trai', 'Hà Thu Hằng', 1, 'H', 'ISSUED'],
  [410, 'STC-VP', '19/11', 'Cử cán bộ tham gia lớp bồi dưỡng chữ ký số, đợt 3', 'Lê Văn An', 4, 'E', 'ISSUED'],
  [409, 'STC-NS', '19/11', 'Bổ sung kinh phí khắc phục hậu quả bão số 12', 'Lê Văn An', 6, 'E', 'RECALL_REQUESTED'],
  [408, 'STC-QLG', '18/11', 'Thẩm định giá trang thiết bị Trung tâm Y tế Sơn Hòa', 'Hà Thu Hằng', 3, 'E', 'ISSUED'],
  [407, 'STC-ĐT', '18/11', 'Quyết toán dự án hoàn thành: Cầu Bến Lội, hạng mục đường dẫn', 'Hà Thu Hằng', 5, 'P', 'ISSUED'],
  [406, 'STC-NS', '18/11', 'Hủy số: trùng nội dung với 405/STC-HCSN. Biên bản ngày 18/11.', '–', null, null, 'VOIDED'],
  [405, 'STC-HCSN', '17/11', 'Hướng dẫn lập dự toán năm 2027 cho các đơn vị sự nghiệp', 'Lê Văn An', 64, 'E', 'ISSUED'],
  [404, 'STC-VP', '17/11', 'Đăng ký làm việc của Đoàn kiểm tra công tác văn thư, lưu trữ', 'Hà Thu Hằng', 1, 'E', 'REPLACED'],
  [403, 'STC-NS', '17/11', 'Thỏa thuận nguồn kinh phí sửa chữa trụ sở UBND phường Tân Lập', 'Lê Văn An', 2, 'E', 'ISSUED'],
  [402, 'STC-ĐT', '16/11', 'Ý kiến về chủ trương đầu tư Khu liên hợp thể thao tỉnh', 'Lê Văn An', 3, 'H', 'ISSUED'],
  [401, 'STC-QLG', '16/11', 'Phương án giá nước sạch sinh hoạt khu vực nông thôn', 'Hà Thu Hằng', 9, 'E', 'ISSUED'],
].map(([number, symbol, on, subject, signer, to, mode, state]) => ({
  ...({ number, symbol, on, subject, signer, to, mode, state } as Line),
  chosen: Number(number) > 412,
}))

const columns: Column<Line>[] = [
  {
    key: 'choose',
    head: 'Chọn',
    silent: true,
    width: 44,
    cell: (line) => (
      <RowCheck name="chon" value={String(line.number)} label={`Chọn số ${line.number}`} checked={line.chosen ?? false} />
    ),
  },
  {
    key: 'number',
    head: 'Số',
    kind: 'figure',
    card: 'bare',
    width: 56,
    order: { href: '#so', now: 'descending' },
    cell: (line) => (
      <Anchor href={`#${line.number}`}>
        <b>{line.number}</b>
      </Anchor>
    ),
  },
  { key: 'symbol', head: 'Ký hiệu', kind: 'line', width: 98, cell: (line) => line.symbol },
  { key: 'on', head: 'Ngày', kind: 'line', width: 62, cell: (line) => <span className="lt-num">{line.on}</span> },
  { key: 'subject', head: 'Trích yếu', kind: 'clip', cell: (line) => line.subject },
  { key: 'signer', head: 'Người ký', kind: 'line', width: 104, cell: (line) => <span className="lt-2">{line.signer}</span> },
  { key: 'to', head: 'Nơi nhận', kind: 'figure', width: 78, cell: (line) => line.to ?? '–' },
  { key: 'mode', head: 'Gửi', width: 64, cell: (line) => line.mode && <ClassPlate of={line.mode} /> },
  { key: 'state', head: 'Trạng thái', width: 132, cell: (line) => <StateTag of={line.state} /> },
  {
    key: 'more',
    head: 'Thao tác',
    silent: true,
    card: 'away',
    width: 40,
    cell: (line) => <IconButton type="button" icon="dots" small label={`Thao tác với số ${line.number}`} />,
  },
]

const densities = [
  { href: '#thoang', label: 'Thoáng' },
  { href: '#day', label: 'Dày', current: true },
]
const headDeeds = (
  <>
    <Segments label="Mật độ" choices={densities} />
    <ButtonLink href="#in-so" icon="print">
      In sổ
    </ButtonLink>
    <ButtonLink href="#excel" icon="download">
      Excel
    </ButtonLink>
    <Button kind="primary" icon="hash">
      Cấp số
    </Button>
  </>
)

function Filtering() {
  return (
    <Filters>
      <SearchBox label="Tìm trong sổ" placeholder="Số, trích yếu, nơi nhận" />
      <Chip href="#bo-ngay" value="Từ 16/11 đến 20/11" on />
      <Chip href="#trang-thai" value="Trạng thái" />
      <Chip href="#hinh-thuc" value="Hình thức" />
      <Chip href="#don-vi" value="Đơn vị soạn" />
      <ButtonLink href="#luu" kind="link" size="small">
        Lưu bộ lọc
      </ButtonLink>
      <Spacer />
      <span className="lt-2 lt-small lt-num">
        <b>15</b> văn bản
      </span>
    </Filters>
  )
}

const foot = (
  <>
    <State tone="done">Không hở số từ 01 đến 415</State>
    <State tone="broken">1 số đã hủy, có biên bản</State>
    <Spacer />
    <ClassPlate of="E" words />
    <ClassPlate of="H" words />
    <ClassPlate of="P" words />
  </>
)

const deeds: BulkDeed[] = [
  { name: 'deed', value: 'seal', label: 'Đóng dấu', icon: 'stamp', fits: ['415'] },
  { name: 'deed', value: 'release', label: 'Phát hành', noun: 'văn bản', icon: 'send', primary: true, fits: ['414', '413'] },
  { name: 'deed', value: 'print', label: 'In phiếu gửi', icon: 'print' },
]

/** The register of outgoing documents with deeds for the chosen. */
export function RegisterScreen() {
  return (
    <Frame person="na" at="outgoing">
      <PageHeader title="Văn bản đi" scope={<Chip href="#so-cong-van" label="Sổ" value="Công văn 2026" />} actions={headDeeds} />
      <Filtering />
      <form>
        <Table
          caption="Sổ công văn đi năm 2026, từ 16/11 đến 20/11"
          columns={columns}
          lines={lines}
          keyOf={(line) => String(line.number)}
          voided={(line) => line.state === 'VOIDED'}
          rows="dense"
          foot={foot}
        />
        <Pagination shown="15 văn bản, từ 415 xuống 401" later="#trang-sau" />
        <BulkBar boxes="chon" deeds={deeds} />
      </form>
    </Frame>
  )
}
