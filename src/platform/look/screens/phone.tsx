import { Button, ButtonLink, IconLink } from '../button/button.tsx'
import { Pending, SignaturePlace } from '../paper/paper.tsx'
import { PhoneCard, PhoneDocument, PhoneLink, PhoneNext, PhoneTitle } from '../phone/phone.tsx'
import { SignSheet } from '../sign/sign.tsx'
import { Due, KindTag, Tag, UrgencyTag } from '../state/state.tsx'
import { Pills } from '../tabs/tabs.tsx'
import { Frame } from './frame.tsx'
import { ExampleLetter } from './letter.tsx'

const kinds = [
  { href: '#tat-ca', label: 'Tất cả', count: 7, current: true },
  { href: '#y-kien', label: 'Cho ý kiến', count: 3 },
  { href: '#ky', label: 'Ký', count: 4 },
]

const further = (
  <>
    <ButtonLink href="#doc" kind="ghost" icon="document">
      Đọc
    </ButtonLink>
    <ButtonLink href="#noi" kind="ghost" icon="microphone">
      Nói ý kiến
    </ButtonLink>
    <IconLink icon="dots" label="Thêm" href="#them" />
  </>
)

const phrases = (
  <>
    <Button kind="primary" icon="check">
      Đồng ý đề xuất
    </Button>
    <Button>Đ/c Toàn xem, tham mưu</Button>
  </>
)

function Card() {
  return (
    <PhoneCard
      stacked
      tags={
        <>
          <UrgencyTag of="EXPRESS" />
          <Tag tone="warn">Cho ý kiến</Tag>
        </>
      }
      place="1 / 7"
      title="Tập trung ứng phó mưa lũ sau bão số 13 trên địa bàn tỉnh"
      href="#31"
      about={
        <>
          <b className="lt-sym">31/CĐ-UBND</b>, UBND tỉnh, 08:04
        </>
      }
      due={<Due on="10:00" left={{ minutes: 100 }} capital />}
      proposal={{ by: 'Văn phòng đề xuất', words: 'P. Ngân sách chủ trì, Văn phòng phối hợp' }}
      deeds={phrases}
      more={further}
    />
  )
}

/** A leader's decisions, one card at a time. */
export function StackScreen() {
  const tag = (
    <Tag tone="info" icon="pen">
      Ký
    </Tag>
  )
  return (
    <Frame person="an" at="work" greeting="Chào anh An">
      <PhoneTitle title="Cần anh quyết định" count={7} />
      <Pills label="Loại việc" pills={kinds} />
      <Card />
      <PhoneNext
        href="#tiep"
        tag={tag}
        title="Báo cáo văn bản điện tử 2026"
        about="Nguyễn Thị Ánh soạn, Phạm Đức Toàn đã duyệt"
      />
    </Frame>
  )
}

/** A document to sign on the phone. */
export function ApproveScreen(props: { signing?: boolean }) {
  return (
    <Frame person="an" at="work">
      <PhoneDocument
        back={{ href: '#ve', label: 'Về danh sách' }}
        title="Trình ký"
        place="2 / 7"
        tools={<IconLink icon="volume" label="Nghe đọc" href="#nghe" />}
        line={
          <>
            <UrgencyTag of="URGENT" />
            <KindTag kind="Công văn" />
            <Due left={{ days: 6 }} tone="soon" />
          </>
        }
        subject="Báo cáo tình hình gửi, nhận văn bản điện tử năm 2026"
        agreed={['Ng. Thị Ánh soạn', 'Ph. Đức Toàn duyệt']}
        page={<ExampleLetter size="phone" />}
        pages="Trang 1 / 1"
        links={
          <>
            <PhoneLink href="#tra-loi" icon="reply" words="Trả lời cho 168/UBND-TH" />
            <PhoneLink href="#khac" icon="history" words="Khác bản trước 2 chỗ" end="góp ý 3" />
          </>
        }
        deeds={
          <>
            <Button kind="danger">Trả lại</Button>
            <Button kind="primary" icon="pen">
              Ký và chuyển
            </Button>
          </>
        }
      />
      {props.signing && <ExampleSheet over />}
    </Frame>
  )
}

/** The signing sheet with invented content. */
export function ExampleSheet(props: { over?: boolean }) {
  return (
    <SignSheet
      over={props.over ?? false}
      title="Ký số văn bản này?"
      subject="Báo cáo tình hình gửi, nhận văn bản điện tử năm 2026"
      signer="Lê Văn An, Giám đốc"
      certificate="SmartSign, hạn 14/12/2027"
      follows="Văn thư cấp số, đóng dấu"
      warning="Chữ ký không hoàn tác được. Việc chuyển đi thì hoàn tác trong 10 giây."
      forgotten="#quen"
      later={{ href: '#de-sau' }}
    />
  )
}

/** Places that wait for number, date and signature. */
export function ExamplePlaces() {
  return (
    <p>
      Số: <Pending>cấp khi phát hành</Pending>/STC-NS <SignaturePlace>Vị trí ký số và đóng dấu</SignaturePlace>
    </p>
  )
}
