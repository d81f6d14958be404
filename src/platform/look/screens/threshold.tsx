import { Button } from '../button/button.tsx'
import { Card } from '../card/card.tsx'
import { Facts } from '../facts/facts.tsx'
import { FileDrop } from '../form/filedrop.tsx'
import { TextInput } from '../form/inputs.tsx'
import { Row, Spacer } from '../layout/layout.tsx'
import { PublicAsk, PublicColumns, PublicShell, Verdict } from '../public/public.tsx'
import { SearchBox } from '../search/search.tsx'
import { SchemeSwitch } from '../shell/scheme.tsx'
import { PeoplePicker, type PickedPerson, SignInFoot, SignInHero } from '../signin/signin.tsx'
import { Tag } from '../state/state.tsx'
import { Segments } from '../tabs/tabs.tsx'

const department: PickedPerson[] = [
  { id: '1', name: 'Lê Thu Na', position: 'Văn thư', about: 'Vào sổ, cấp số, đóng dấu, phát hành', tone: 'blue' },
  { id: '2', name: 'Vũ Hải Yến', position: 'Chánh Văn phòng', about: 'Phân loại, đề xuất người xử lý', tone: 'gold' },
  { id: '3', name: 'Lê Văn An', position: 'Giám đốc', about: 'Cho ý kiến, ký số trên điện thoại', tone: 'red' },
  { id: '4', name: 'Phạm Đức Toàn', position: 'Trưởng phòng Ngân sách', about: 'Phân công, duyệt dự thảo', tone: 'plum' },
  { id: '5', name: 'Nguyễn Thị Ánh', position: 'Chuyên viên', about: 'Xử lý, soạn văn bản trả lời', tone: 'jade' },
  { id: '6', name: 'Tạ Đình Lâm', position: 'Quản trị đơn vị', about: 'Tài khoản, cơ cấu, chứng thư số', tone: 'grey' },
]
const province: PickedPerson[] = [
  { id: '7', name: 'Mai Ngọc Quỳnh', position: 'Cán bộ một cửa', about: 'UBND phường Tân Lập', tone: 'jade' },
  { id: '8', name: 'Huỳnh Gia Bách', position: 'Theo dõi chỉ tiêu', about: 'Sở Khoa học và Công nghệ', tone: 'plum' },
  { id: '9', name: 'Ngô Hữu Thịnh', position: 'Phó Chủ tịch', about: 'UBND tỉnh', tone: 'red' },
  { id: '10', name: 'Đặng Trọng Nghĩa', position: 'Thanh tra (chỉ đọc)', about: 'Thanh tra tỉnh', tone: 'gold' },
]
const figures = [
  { name: 'Cơ quan', value: '118' },
  { name: 'Văn bản mẫu', value: '412' },
  { name: 'Hồ sơ mẫu', value: '300' },
]
const languages = [
  { href: '#vi', label: 'Tiếng Việt', current: true },
  { href: '#en', label: 'English' },
]
const publicLink = { href: '#tra-cuu', label: 'Tra cứu văn bản công khai' }

/** The sign-in page of a demonstration. */
export function SignInScreen() {
  return (
    <SignInHero about="Nền tảng điều hành, trao đổi văn bản và một cửa của tỉnh Thanh Giang." figures={figures}>
      <Row wrap>
        <Tag tone="warn" icon="info">
          Bản trình diễn: người và số liệu đều là hư cấu
        </Tag>
        <Spacer />
        <Segments label="Ngôn ngữ" choices={languages} />
        <SchemeSwitch scheme="light" />
      </Row>
      <h1>Bạn muốn vào việc của ai?</h1>
      <p className="lt-pick__lead">Chọn một người để thấy đúng màn hình của vai trò đó. Không cần mật khẩu.</p>
      <SearchBox wide label="Tìm người" placeholder="Tìm theo tên, vai trò hoặc cơ quan" />
      <PeoplePicker title="Sở Tài chính" about="một văn bản đi qua đủ năm vai trò" people={department} />
      <PeoplePicker title="Toàn tỉnh" people={province} />
      <SignInFoot words="Bản chính thức đăng nhập bằng VNeID và xác thực hai lớp." link={publicLink} />
    </SignInHero>
  )
}

function Answer() {
  return (
    <Verdict
      tone="ok"
      title="Văn bản thật, đang có hiệu lực"
      about="Sở Tài chính đã ký, đóng dấu, phát hành. Nội dung không bị sửa."
    >
      <Facts
        size="roomy"
        rows={[
          ['Số, ký hiệu', <b key="so">38/QĐ-STC</b>],
          ['Ngày ban hành', '20/11/2026'],
          ['Trích yếu', 'Công bố công khai dự toán thu, chi ngân sách năm 2026 của Sở Tài chính'],
          ['Cơ quan', 'Sở Tài chính tỉnh Thanh Giang'],
          [
            'Người ký',
            <Row key="ky" wrap>
              Lê Văn An, Giám đốc
              <Tag tone="ok" icon="check">
                Chữ ký hợp lệ
              </Tag>
            </Row>,
          ],
          ['Thay thế, thu hồi', 'Không có'],
        ]}
      />
      <div className="lt-actions">
        <Button size="large" icon="download">
          Tải bản gốc (PDF, 2 trang)
        </Button>
        <Button size="large" icon="print">
          In kết quả
        </Button>
      </div>
    </Verdict>
  )
}

const places = [
  { href: '#nop', label: 'Nộp hồ sơ' },
  { href: '#tra-cuu', label: 'Tra cứu hồ sơ' },
  { href: '#van-ban', label: 'Văn bản', current: true },
]
const footLinks = [
  { href: '#tro-giup', label: 'Trợ giúp' },
  { href: '#tiep-can', label: 'Tiếp cận' },
]

function Comparing() {
  return (
    <Card>
      <FileDrop name="compare" label="So tệp của bạn với bản gốc" accept=".pdf" limits="Tệp không rời khỏi máy của bạn." />
    </Card>
  )
}

/** Public look-up and verification. */
export function PublicScreen() {
  return (
    <PublicShell
      official="Trang chính thức của tỉnh Thanh Giang."
      officialHelp="#nhan-biet"
      body="Ủy ban nhân dân tỉnh Thanh Giang"
      about="Tra cứu và xác thực văn bản"
      places={places}
      scheme="light"
      bilingual
      footWords="Tỉnh Thanh Giang (hư cấu)"
      foot={footLinks}
      footEnd="Kiểm tra lúc 10:24, 20/11/2026"
    >
      <PublicAsk title="Văn bản bạn cầm có thật không?" about="Gõ mã in ở chân văn bản, hoặc quét mã QR bên cạnh mã.">
        <form>
          <TextInput name="code" label="Mã văn bản" defaultValue="TG-7K4M-2X9P" autoComplete="off" spellCheck={false} />
          <Button kind="primary" size="large">
            Kiểm tra
          </Button>
        </form>
      </PublicAsk>
      <PublicColumns side={<Comparing />}>
        <Answer />
      </PublicColumns>
    </PublicShell>
  )
}
