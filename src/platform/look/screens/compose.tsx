import { Button, IconButton } from '../button/button.tsx'
import { Heading } from '../card/card.tsx'
import { RecipientLine, RecipientLines, SavedMark, Toolbar, ToolbarLine } from '../compose/compose.tsx'
import { Switch } from '../form/choices.tsx'
import { PageHeader } from '../header/header.tsx'
import { Icon } from '../icon/icon.tsx'
import { Row, Spacer } from '../layout/layout.tsx'
import { ActionBar, DocumentView } from '../list/list.tsx'
import { Note } from '../notice/notice.tsx'
import { Paper, PaperGround, Pending, SignaturePlace } from '../paper/paper.tsx'
import { ClassPlate, StateTag, Tag } from '../state/state.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { Frame } from './frame.tsx'

const modes = [
  { value: 'ELECTRONIC', label: 'Chỉ điện tử' },
  { value: 'ELECTRONIC_AND_PAPER', label: 'Kèm giấy' },
]

function Editor() {
  return (
    <>
      <Toolbar
        label="Định dạng"
        end={
          <>
            <Icon name="lock" size="tiny" />
            Phần cố định theo Nghị định 30 được khóa
          </>
        }
      >
        <IconButton type="button" small icon="bold" label="Đậm" pressed />
        <IconButton type="button" small icon="italic" label="Nghiêng" />
        <IconButton type="button" small icon="list" label="Danh sách" />
        <IconButton type="button" small icon="table" label="Bảng" />
        <ToolbarLine />
        <IconButton type="button" small icon="undo" label="Hoàn tác" />
      </Toolbar>
      <PaperGround label="Bản đang soạn">
        <Paper
          size="reading"
          issuer={['UBND TỈNH THANH GIANG', 'SỞ TÀI CHÍNH']}
          number={
            <>
              <Pending>cấp khi phát hành</Pending>/STC-NS
            </>
          }
          about="báo cáo tình hình gửi, nhận văn bản điện tử năm 2026"
          placeAndDate={
            <>
              Thanh Giang, ngày <Pending>…</Pending> tháng 11 năm 2026
            </>
          }
          to={['Ủy ban nhân dân tỉnh Thanh Giang.']}
          recipients={['Như trên;', 'Kho bạc NN khu vực XIV (để biết);', 'Lưu: VT, …']}
          signature={{
            capacity: ['GIÁM ĐỐC'],
            mark: <SignaturePlace>Vị trí ký số và đóng dấu</SignaturePlace>,
            name: 'Lê Văn An',
          }}
        >
          <p>
            Thực hiện Công văn số 168/UBND-TH ngày 19 tháng 11 năm 2026 của Ủy ban nhân dân tỉnh về báo cáo tình hình gửi, nhận
            văn bản điện tử, Sở Tài chính báo cáo như sau:
          </p>
          <p>
            1. Từ ngày 01 tháng 01 đến ngày 15 tháng 11 năm 2026, Sở Tài chính phát hành 1.286 văn bản, trong đó 1.193 văn bản gửi
            hoàn toàn dưới dạng điện tử, đạt 92,8%; tiếp nhận 4.870 văn bản điện tử.
          </p>
        </Paper>
      </PaperGround>
    </>
  )
}

function Recipients() {
  return (
    <div className="lt-pane">
      <Row>
        <Heading>Nơi nhận</Heading>
        <Spacer />
        <Button kind="ghost" size="small" icon="plus">
          Thêm
        </Button>
      </Row>
      <RecipientLines>
        <RecipientLine
          name="UBND tỉnh"
          about="để báo cáo, qua trục"
          mode={<Switch name="mode1" label="Hình thức gửi UBND tỉnh" choices={modes} chosen="ELECTRONIC" />}
          paper="Chọn lý do gửi giấy"
          remove={{ name: 'remove', value: '1' }}
        />
        <RecipientLine
          name="Công ty CP Cấp nước"
          about="để phối hợp, chưa có tài khoản"
          mode={<Switch name="mode2" label="Hình thức gửi Công ty CP Cấp nước" choices={modes} chosen="ELECTRONIC_AND_PAPER" />}
          paper={
            <>
              Lý do gửi giấy: <b>nơi nhận chưa nhận được điện tử</b>
            </>
          }
          remove={{ name: 'remove', value: '2' }}
        />
      </RecipientLines>
      <Row wrap>
        <ClassPlate of="E" words="1 nơi hoàn toàn điện tử" />
        <ClassPlate of="H" words="1 nơi kèm giấy" />
      </Row>
    </div>
  )
}

function Circuit() {
  return (
    <div className="lt-pane">
      <Heading>Luồng trình</Heading>
      <Timeline
        entries={[
          {
            key: '1',
            when: 'now',
            icon: 'pen',
            what: (
              <>
                <b>Nguyễn Thị Ánh</b> soạn
              </>
            ),
            at: 'đang làm',
          },
          {
            key: '2',
            when: 'next',
            icon: 'eye',
            what: (
              <>
                <b>Phạm Đức Toàn</b> duyệt, ký nháy
              </>
            ),
            at: 'trong 4 giờ',
          },
          {
            key: '3',
            when: 'next',
            icon: 'pen',
            what: (
              <>
                <b>Lê Văn An</b> ký số
              </>
            ),
            at: '24/11',
          },
          {
            key: '4',
            when: 'next',
            icon: 'stamp',
            what: (
              <>
                <b>Văn thư</b> cấp số, đóng dấu, phát hành
              </>
            ),
            at: '24/11',
          },
        ]}
      />
    </div>
  )
}

function Layout() {
  return (
    <div className="lt-pane">
      <Row>
        <Heading>Thể thức</Heading>
        <Tag tone="ok" icon="check">
          14 đạt
        </Tag>
        <Tag tone="warn" icon="warning">
          1 cần sửa
        </Tag>
      </Row>
      <Note tone="warn" action={<Button size="small">Sửa giúp</Button>}>
        Thiếu ký hiệu đơn vị ở dòng <b>Lưu: VT</b>. Gợi ý: <b>Lưu: VT, NS</b>.
      </Note>
    </div>
  )
}

/** A draft with recipients, circuit and layout check. */
export function ComposeScreen() {
  return (
    <Frame person="anh" at="drafts">
      <PageHeader
        line
        back={{ href: '#du-thao', label: 'Về danh sách' }}
        title="Dự thảo công văn trả lời 168/UBND-TH"
        about={<StateTag of="DRAFT" />}
        actions={
          <>
            <SavedMark>Đã lưu 10:02:11 trên máy và máy chủ</SavedMark>
            <Button kind="ghost" size="small" icon="history">
              Bản 3
            </Button>
          </>
        }
      />
      <DocumentView
        viewer={<Editor />}
        side={
          <>
            <Recipients />
            <Circuit />
            <Layout />
          </>
        }
        foot={
          <ActionBar>
            <Button kind="ghost" icon="eye">
              Xem PDF
            </Button>
            <Spacer />
            <Button>Lưu nháp</Button>
            <Button kind="primary" keys="Ctrl Enter">
              Trình duyệt
            </Button>
          </ActionBar>
        }
      />
    </Frame>
  )
}
