import { Avatar } from '../avatar/avatar.tsx'
import { BulletCell, RateCard } from '../chart/rate.tsx'
import { TrendChart } from '../chart/trend.tsx'
import { Counter, Counters, Worst } from '../counter/counter.tsx'
import { Drum, Emblem } from '../emblem/emblem.tsx'
import { Facts } from '../facts/facts.tsx'
import { Icon } from '../icon/icon.tsx'
import { type IconName, iconPaths } from '../icon/paths.ts'
import { Row, Stack } from '../layout/layout.tsx'
import { PdfFrame } from '../pdf/pdf.tsx'
import { exampleMonths } from '../screens/dashboard.tsx'
import { exampleCourse, exampleStations } from '../screens/document.tsx'
import { ExampleLetter } from '../screens/letter.tsx'
import { ExamplePlaces, ExampleSheet } from '../screens/phone.tsx'
import { Pagination } from '../table/table.tsx'
import { Chip, Pills, Segments, Tabs } from '../tabs/tabs.tsx'
import { Directive, Stations, Timeline } from '../timeline/timeline.tsx'
import type { Example } from './example.ts'

const icons = Object.keys(iconPaths) as IconName[]

export const furtherExamples: readonly Example[] = [
  { name: 'Quá trình', view: <Timeline entries={exampleCourse} /> },
  {
    name: 'Nơi gửi đã biết; lời lãnh đạo',
    view: (
      <Stack>
        <Stations times={exampleStations} at="05" />
        <Directive by="Giám đốc Lê Văn An, 20/11 08:40">
          P. Ngân sách chủ trì, P. Tin học phối hợp, báo cáo tôi trước 30/11.
        </Directive>
      </Stack>
    ),
  },
  {
    name: 'Các số đếm mở danh sách',
    wide: true,
    flush: true,
    view: (
      <Counters label="Ví dụ số đếm">
        <Counter href="#dem-1" value={12} label="Chờ tiếp nhận" about={<Worst>1 hỏa tốc</Worst>} pressed keys="1" />
        <Counter href="#dem-2" value={5} label="Chờ vào sổ" about="4 bản quét, 1 thư giấy" keys="2" />
        <Counter href="#dem-3" value={2} label="Lỗi gửi" about="gửi lại được ngay" trouble keys="3" />
      </Counters>
    ),
  },
  {
    name: 'Xu hướng theo tháng, có bảng số',
    wide: true,
    flush: true,
    view: <TrendChart title="Giữa các cơ quan, 12 tháng (%)" months={exampleMonths} target={90} />,
  },
  {
    name: 'Tỷ lệ so với chỉ tiêu',
    view: (
      <Stack>
        <RateCard
          title="Giữa các cơ quan trong tỉnh"
          value={87.4}
          target={90}
          noun="văn bản"
          fraction={{ text: '12.311 / 14.086', href: '#ty-le' }}
        />
        <RateCard title="Chưa có văn bản nào" value={null} target={62.5} noun="văn bản" />
        <BulletCell value={60.9} target={90} />
      </Stack>
    ),
  },
  {
    name: 'Phần, cách xem, bộ lọc, trang',
    view: (
      <Stack>
        <Tabs
          label="Ví dụ các phần"
          tabs={[
            { href: '#a', label: 'Quá trình', current: true },
            { href: '#b', label: 'Liên quan', count: 2 },
          ]}
        />
        <Segments
          label="Ví dụ mật độ"
          choices={[
            { href: '#c', label: 'Thoáng', current: true },
            { href: '#d', label: 'Dày' },
          ]}
        />
        <Pills
          label="Ví dụ loại việc"
          pills={[
            { href: '#e', label: 'Tất cả', count: 7, current: true },
            { href: '#f', label: 'Ký', count: 4 },
          ]}
        />
        <Row wrap>
          <Chip href="#g" value="Từ 16/11 đến 20/11" on />
          <Chip href="#h" label="Sổ" value="Công văn 2026" />
        </Row>
        <Pagination shown="50 văn bản" earlier="#truoc" later="#sau" />
      </Stack>
    ),
  },
  { name: 'Tờ ký số', view: <ExampleSheet /> },
  {
    name: 'Thông tin; người; biểu tượng',
    view: (
      <Stack>
        <Facts
          rows={[
            ['Số, ký hiệu', '168/UBND-TH', 'match'],
            ['Cơ quan', 'UBND tỉnh Thanh Giang', 'match'],
            ['Trích yếu', 'Báo cáo tình hình gửi, nhận văn bản điện tử năm 2026'],
          ]}
        />
        <Row wrap>
          {['Nguyễn Thị Ánh', 'Đặng Trọng Nghĩa', 'Lê Văn An'].map((name) => (
            <Avatar key={name} name={name} size={40} />
          ))}
          <Emblem />
          <Drum place="empty" />
        </Row>
        <Row wrap>
          {icons.map((name) => (
            <Icon key={name} name={name} label={name} />
          ))}
        </Row>
        <ExamplePlaces />
        <PdfFrame href="/tep/vi-du" name="168-UBND-TH.pdf" pages={2} />
      </Stack>
    ),
  },
  { name: 'Trang văn bản', wide: true, view: <ExampleLetter size="reading" sources /> },
]
