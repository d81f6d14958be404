import { Avatar } from '../avatar/avatar.tsx'
import { Button, ButtonLink, IconLink } from '../button/button.tsx'
import { Counter, Counters, Worst } from '../counter/counter.tsx'
import { Facts } from '../facts/facts.tsx'
import { PageHeader } from '../header/header.tsx'
import { Icon } from '../icon/icon.tsx'
import { Spacer } from '../layout/layout.tsx'
import { Item, List, Preview, SplitView } from '../list/list.tsx'
import { Checks } from '../notice/notice.tsx'
import { Due, KindTag, State, StateTag, UrgencyTag } from '../state/state.tsx'
import { Segments } from '../tabs/tabs.tsx'
import { Frame } from './frame.tsx'
import { ExampleLetter } from './letter.tsx'

function Waiting() {
  return (
    <List
      title="Chờ tiếp nhận"
      count={12}
      tools={
        <>
          <ButtonLink href="#loc" kind="ghost" size="small" icon="filter">
            Lọc
          </ButtonLink>
          <ButtonLink href="#thu-tu" kind="ghost" size="small" tail="down">
            Khẩn trước
          </ButtonLink>
        </>
      }
      foot={
        <>
          <Icon name="hash" size="small" />
          <span>
            <b>Số đã cấp hôm nay:</b> CV 412–414, QĐ 38
          </span>
          <Spacer />
          <State tone="done">Không hở số</State>
        </>
      }
    >
      <Item
        href="#31"
        number="31/CĐ-UBND"
        sender="UBND tỉnh"
        at="08:04"
        subject="Công điện về tập trung ứng phó mưa lũ sau bão số 13 trên địa bàn tỉnh"
        tags={
          <>
            <UrgencyTag of="EXPRESS" />
            <KindTag kind="Công điện" />
          </>
        }
        end={<Due left={{ minutes: 100 }} />}
      />
      <Item
        href="#168"
        selected
        number="168/UBND-TH"
        sender="UBND tỉnh"
        at="07:52"
        subject="Báo cáo tình hình gửi, nhận văn bản điện tử năm 2026"
        tags={
          <>
            <UrgencyTag of="URGENT" />
            <KindTag kind="Công văn" />
          </>
        }
        end={<Due on="30/11" left={{ days: 6 }} tone="soon" />}
      />
      <Item
        href="#1207"
        number="1207/KBNN-KSC"
        sender="Kho bạc Nhà nước khu vực XIV"
        at="07:40"
        subject="Đối chiếu số liệu chi đầu tư phát triển quý III năm 2026"
        tags={<KindTag kind="Công văn" />}
        end={<Due on="04/12" />}
      />
      <Item
        href="#86"
        read
        number="86/TB-SKHCN"
        sender="Sở Khoa học và Công nghệ"
        at="Hôm qua"
        subject="Lịch thay chứng thư số của cơ quan, đợt 2 năm 2026"
        tags={<KindTag kind="Thông báo" />}
        end={<span className="lt-3 lt-small">để biết</span>}
      />
      <Item
        href="#302"
        read
        number="302/GM-SYT"
        sender="Sở Y tế"
        at="Hôm qua"
        subject="Họp thẩm định dự toán mua thiết bị y tế tuyến xã"
        tags={<KindTag kind="Giấy mời" invitation />}
        end={<span className="lt-small lt-2">họp 14:00 ngày 24/11</span>}
      />
    </List>
  )
}

function Opened() {
  return (
    <Preview
      line={
        <>
          <UrgencyTag of="URGENT" />
          <KindTag kind="Công văn" />
          <StateTag life="arrival" of="ARRIVED" />
          <Spacer />
          <IconLink icon="up" small label="Văn bản trước" href="#truoc" />
          <IconLink icon="down" small label="Văn bản sau" href="#sau" />
          <IconLink icon="open" small label="Mở toàn màn hình" href="#mo" />
        </>
      }
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
          <Facts
            rows={[
              ['Sổ', 'Văn bản đến 2026'],
              [
                'Số đến',
                <span key="so">
                  <b>1245</b> <span className="lt-3">số tiếp theo</span>
                </span>,
              ],
              ['Số, ký hiệu', '168/UBND-TH', 'match'],
              ['Ngày văn bản', '19/11/2026', 'match'],
              ['Cơ quan', 'UBND tỉnh Thanh Giang', 'match'],
              ['Hạn trả lời', '30/11/2026', 'match'],
              [
                'Trình',
                <span key="trinh" className="lt-chip">
                  <Avatar name="Vũ Hải Yến" size={24} tone="gold" />
                  Vũ Hải Yến
                </span>,
              ],
            ]}
          />
          <p className="lt-help">Đề xuất theo 14 văn bản cùng loại.</p>
        </>
      }
      actions={
        <>
          <Button kind="danger">Trả lại…</Button>
          <Button icon="eye">Để biết</Button>
          <Spacer />
          <Button>Chỉ vào sổ</Button>
          <Button kind="primary" keys="Enter">
            Vào sổ và trình
          </Button>
        </>
      }
    />
  )
}

/** Home of the records clerk. */
export function HomeScreen() {
  return (
    <Frame person="na" at="work" fill>
      <PageHeader
        title="Việc của tôi"
        about="Thứ Sáu, 20/11/2026"
        actions={
          <>
            <ButtonLink href="#quet" kind="ghost" icon="upload">
              Thả bản quét vào đây
            </ButtonLink>
            <Segments
              label="Mật độ"
              choices={[
                { href: '#thoang', label: 'Thoáng', current: true },
                { href: '#gon', label: 'Gọn' },
              ]}
            />
          </>
        }
      />
      <Counters>
        <Counter
          href="#1"
          value={12}
          label="Chờ tiếp nhận"
          about={
            <>
              <Worst>1 hỏa tốc</Worst>, 3 đến hơn 4 giờ
            </>
          }
          pressed
          keys="1"
        />
        <Counter href="#2" value={5} label="Chờ vào sổ" about="4 bản quét, 1 thư giấy" keys="2" />
        <Counter href="#3" value={7} label="Chờ phát hành" about="3 chờ số, 4 chờ đóng dấu" keys="3" />
        <Counter href="#4" value={2} label="Lỗi gửi" about="gửi lại được ngay" trouble keys="4" />
      </Counters>
      <SplitView open={false} list={<Waiting />} preview={<Opened />} />
    </Frame>
  )
}
