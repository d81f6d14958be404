import { Anchor } from '../anchor/anchor.tsx'
import { Button, ButtonGroup, IconLink } from '../button/button.tsx'
import { People, type Worker } from '../card/card.tsx'
import { DocumentHeader } from '../header/header.tsx'
import { Spacer } from '../layout/layout.tsx'
import { DocumentView } from '../list/list.tsx'
import { SignatureLine } from '../notice/notice.tsx'
import { PaperGround } from '../paper/paper.tsx'
import { Share } from '../progress/progress.tsx'
import { Due, State, StateTag, UrgencyTag } from '../state/state.tsx'
import { Segments, Tabs } from '../tabs/tabs.tsx'
import { Stations, Timeline, type TimelineEntry } from '../timeline/timeline.tsx'
import { Frame } from './frame.tsx'
import { ExampleLetter } from './letter.tsx'

export const exampleCourse: TimelineEntry[] = [
  {
    key: '1',
    when: 'done',
    icon: 'inbox',
    at: '08:05–08:20',
    what: (
      <>
        <b>Lê Thu Na</b> vào sổ, <b>Vũ Hải Yến</b> đề xuất
      </>
    ),
  },
  {
    key: '2',
    when: 'done',
    icon: 'pen',
    at: '08:40',
    what: (
      <>
        <b>Giám đốc Lê Văn An</b> cho ý kiến
      </>
    ),
    directive: 'P. Ngân sách chủ trì, P. Tin học phối hợp, báo cáo tôi trước 30/11.',
  },
  {
    key: '3',
    when: 'done',
    icon: 'person',
    at: '09:10',
    what: (
      <>
        <b>Phạm Đức Toàn</b> giao Nguyễn Thị Ánh
      </>
    ),
  },
  {
    key: '4',
    when: 'now',
    icon: 'pen',
    at: 'nay',
    what: (
      <>
        <b>Nguyễn Thị Ánh</b> đang soạn trả lời
      </>
    ),
    more: (
      <>
        <Anchor href="#du-thao">Dự thảo công văn, bản 3</Anchor>, sửa lúc 10:02
      </>
    ),
  },
  { key: '5', when: 'next', icon: 'check', what: 'Trưởng phòng duyệt, Giám đốc ký, phát hành' },
]

export const exampleStations = { '01': '07:52', '03': '08:05', '04': '09:10', '05': '09:26' } as const

function Viewer() {
  return (
    <>
      <div className="lt-docview__tools">
        <Segments
          label="Tệp"
          choices={[
            { href: '#tep1', label: '168-UBND-TH.pdf', icon: 'document', current: true },
            { href: '#tep2', label: 'Biểu mẫu 01.xlsx', icon: 'table' },
          ]}
        />
        <Spacer />
        <span className="lt-2 lt-small lt-num">Trang 1 / 2</span>
        <IconLink icon="download" small label="Tải về" href="#tai" />
        <IconLink icon="print" small label="In" href="#in" />
      </div>
      <SignatureLine verdict="Chữ ký hợp lệ." details={<Anchor href="#chi-tiet">Chi tiết</Anchor>}>
        Ngô Hữu Thịnh ký 19/11 16:20, UBND tỉnh đóng dấu 16:42, từ đó không đổi.
      </SignatureLine>
      <PaperGround label="Trang 1 trên 2">
        <ExampleLetter size="reading" />
      </PaperGround>
    </>
  )
}

const workers: Worker[] = [
  {
    key: '1',
    name: 'Phòng Ngân sách',
    person: 'Phạm Đức Toàn',
    about: 'Phạm Đức Toàn giao Nguyễn Thị Ánh',
    tone: 'plum',
    role: 'LEAD',
    standing: <Share percent={40} label="Đã làm" />,
  },
  {
    key: '2',
    name: 'Phòng Tin học, thống kê',
    person: 'Lương Thế Hiển',
    tone: 'gold',
    role: 'COOPERATE',
    standing: <State tone="waiting">Chưa nhận việc</State>,
  },
  { key: '3', name: 'Văn phòng', person: 'Vũ Hải Yến', tone: 'grey', role: 'FOR_INFORMATION', standing: 'Đã xem 09:31' },
]

const parts = [
  { href: '#qua-trinh', label: 'Quá trình', current: true },
  { href: '#lien-quan', label: 'Liên quan', count: 2 },
  { href: '#ho-so', label: 'Hồ sơ' },
  { href: '#trao-doi', label: 'Trao đổi', count: 5 },
]

function Side() {
  return (
    <>
      <Tabs label="Phần của văn bản" tabs={parts} />
      <div className="lt-pane">
        <People rows={workers} />
      </div>
      <div className="lt-pane">
        <Timeline entries={exampleCourse} />
      </div>
    </>
  )
}

/** A document with its file, people, course and what the sender knows. */
export function DocumentScreen() {
  return (
    <Frame person="anh" at="incoming" fill>
      <DocumentHeader
        crumb={{ label: 'Văn bản đến', href: '#van-ban-den' }}
        place="Số đến 1245"
        title="Báo cáo tình hình gửi, nhận văn bản điện tử năm 2026"
        among={{ at: '3 / 18', previous: '#truoc', next: '#sau' }}
        actions={
          <>
            <Button icon="check">Hoàn thành</Button>
            <ButtonGroup label="Chuyển">
              <Button icon="forward">Chuyển</Button>
              <Button aria-label="Cách chuyển khác" tail="down">
                {null}
              </Button>
            </ButtonGroup>
            <Button kind="primary" icon="reply" keys="R">
              Trả lời
            </Button>
          </>
        }
        line={
          <>
            <b className="lt-sym">168/UBND-TH</b>
            <span className="lt-2">19/11/2026, UBND tỉnh Thanh Giang</span>
            <UrgencyTag of="URGENT" />
            <StateTag life="arrival" of="IN_PROGRESS" />
            <Due on="30/11/2026" left={{ days: 6 }} tone="soon" capital />
          </>
        }
      />
      <DocumentView viewer={<Viewer />} side={<Side />} foot={<Stations times={exampleStations} at="05" />} />
    </Frame>
  )
}
