import { Avatar } from '../avatar/avatar.tsx'
import { Button, ButtonLink, IconLink } from '../button/button.tsx'
import { Counter, Counters, Worst } from '../counter/counter.tsx'
import { type Fact, Facts } from '../facts/facts.tsx'
import { PageHeader } from '../header/header.tsx'
import { Icon } from '../icon/icon.tsx'
import { Spacer } from '../layout/layout.tsx'
import { Item, type ItemProps, List, Preview, SplitView } from '../list/list.tsx'
import { Checks } from '../notice/notice.tsx'
import { Due, KindTag, State, StateTag, UrgencyTag } from '../state/state.tsx'
import { Segments } from '../tabs/tabs.tsx'
import { Frame } from './frame.tsx'
import { ExampleLetter } from './letter.tsx'

const urgentLetter = (
  <>
    <UrgencyTag of="URGENT" />
    <KindTag kind="Công văn" />
  </>
)
const express = (
  <>
    <UrgencyTag of="EXPRESS" />
    <KindTag kind="Công điện" />
  </>
)

const waiting: ItemProps[] = [
  {
    href: '#31',
    number: '31/CĐ-UBND',
    sender: 'UBND tỉnh',
    at: '08:04',
    subject: 'Công điện về tập trung ứng phó mưa lũ sau bão số 13 trên địa bàn tỉnh',
    tags: express,
    end: <Due left={{ minutes: 100 }} />,
  },
  {
    href: '#168',
    selected: true,
    number: '168/UBND-TH',
    sender: 'UBND tỉnh',
    at: '07:52',
    subject: 'Báo cáo tình hình gửi, nhận văn bản điện tử năm 2026',
    tags: urgentLetter,
    end: <Due on="30/11" left={{ days: 6 }} tone="soon" />,
  },
  {
    href: '#1207',
    number: '1207/KBNN-KSC',
    sender: 'Kho bạc Nhà nước khu vực XIV',
    at: '07:40',
    subject: 'Đối chiếu số liệu chi đầu tư phát triển quý III năm 2026',
    tags: <KindTag kind="Công văn" />,
    end: <Due on="04/12" />,
  },
  {
    href: '#86',
    read: true,
    number: '86/TB-SKHCN',
    sender: 'Sở Khoa học và Công nghệ',
    at: 'Hôm qua',
    subject: 'Lịch thay chứng thư số của cơ quan, đợt 2 năm 2026',
    tags: <KindTag kind="Thông báo" />,
    end: <span className="lt-3 lt-small">để biết</span>,
  },
  {
    href: '#302',
    read: true,
    number: '302/GM-SYT',
    sender: 'Sở Y tế',
    at: 'Hôm qua',
    subject: 'Họp thẩm định dự toán mua thiết bị y tế tuyến xã',
    tags: <KindTag kind="Giấy mời" invitation />,
    end: <span className="lt-small lt-2">họp 14:00 ngày 24/11</span>,
  },
]

const tools = (
  <>
    <ButtonLink href="#loc" kind="ghost" size="small" icon="filter">
      Lọc
    </ButtonLink>
    <ButtonLink href="#thu-tu" kind="ghost" size="small" tail="down">
      Khẩn trước
    </ButtonLink>
  </>
)

const foot = (
  <>
    <Icon name="hash" size="small" />
    <span>
      <b>Số đã cấp hôm nay:</b> CV 412–414, QĐ 38
    </span>
    <Spacer />
    <State tone="done">Không hở số</State>
  </>
)

function Waiting() {
  return (
    <List title="Chờ tiếp nhận" count={12} tools={tools} foot={foot}>
      {waiting.map((item) => (
        <Item key={item.href} {...item} />
      ))}
    </List>
  )
}

const line = (
  <>
    {urgentLetter}
    <StateTag life="arrival" of="ARRIVED" />
    <Spacer />
    <IconLink icon="up" small label="Văn bản trước" href="#truoc" />
    <IconLink icon="down" small label="Văn bản sau" href="#sau" />
    <IconLink icon="open" small label="Mở toàn màn hình" href="#mo" />
  </>
)

const nextNumber = (
  <span>
    <b>1245</b> <span className="lt-3">số tiếp theo</span>
  </span>
)
const chief = (
  <span className="lt-chip">
    <Avatar name="Vũ Hải Yến" size={24} tone="gold" />
    Vũ Hải Yến
  </span>
)

const facts: Fact[] = [
  ['Sổ', 'Văn bản đến 2026'],
  ['Số đến', nextNumber],
  ['Số, ký hiệu', '168/UBND-TH', 'match'],
  ['Ngày văn bản', '19/11/2026', 'match'],
  ['Cơ quan', 'UBND tỉnh Thanh Giang', 'match'],
  ['Hạn trả lời', '30/11/2026', 'match'],
  ['Trình', chief],
]

const deeds = (
  <>
    <Button kind="danger">Trả lại…</Button>
    <Button icon="eye">Để biết</Button>
    <Spacer />
    <Button>Chỉ vào sổ</Button>
    <Button kind="primary" keys="Enter">
      Vào sổ và trình
    </Button>
  </>
)

function Opened() {
  return (
    <Preview
      line={line}
      title="Báo cáo tình hình gửi, nhận văn bản điện tử năm 2026"
      about={
        <>
          <b className="lt-sym">168/UBND-TH</b>, ngày 19/11/2026, UBND tỉnh Thanh Giang gửi qua trục lúc 07:52
        </>
      }
      page={<ExampleLetter size="thumb" sources />}
      fields={
        <>
          <Checks rows={['Chữ ký và con dấu đều hợp lệ', 'Đúng nơi nhận, không trùng', 'Đủ 2 tệp như người gửi khai']} />
          <Facts rows={facts} />
          <p className="lt-help">Đề xuất theo 14 văn bản cùng loại.</p>
        </>
      }
      actions={deeds}
    />
  )
}

const densities = [
  { href: '#thoang', label: 'Thoáng', current: true },
  { href: '#gon', label: 'Gọn' },
]
const headDeeds = (
  <>
    <ButtonLink href="#quet" kind="ghost" icon="upload">
      Thả bản quét vào đây
    </ButtonLink>
    <Segments label="Mật độ" choices={densities} />
  </>
)
const worst = (
  <>
    <Worst>1 hỏa tốc</Worst>, 3 đến hơn 4 giờ
  </>
)

/** Home of the records clerk. */
export function HomeScreen() {
  return (
    <Frame person="na" at="work">
      <PageHeader title="Việc của tôi" about="Thứ Sáu, 20/11/2026" actions={headDeeds} />
      <Counters>
        <Counter href="#1" value={12} label="Chờ tiếp nhận" about={worst} pressed keys="1" />
        <Counter href="#2" value={5} label="Chờ vào sổ" about="4 bản quét, 1 thư giấy" keys="2" />
        <Counter href="#3" value={7} label="Chờ phát hành" about="3 chờ số, 4 chờ đóng dấu" keys="3" />
        <Counter href="#4" value={2} label="Lỗi gửi" about="gửi lại được ngay" trouble keys="4" />
      </Counters>
      <SplitView open={false} list={<Waiting />} preview={<Opened />} />
    </Frame>
  )
}
