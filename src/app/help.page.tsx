import { Anchor, Card, Kbd, PageBody, PageHeader, PlainList, Stack } from '#platform/look/index.ts'

export const meta = () => [{ title: 'Trợ giúp · Liên Thông' }]

const firstSteps = [
  [
    'Văn thư',
    'Vào “Việc của tôi”: “Chờ tiếp nhận” là văn bản đến qua hệ thống, “Chờ phát hành” là văn bản đã ký chờ cấp số, đóng dấu.',
  ],
  ['Chánh Văn phòng', '“Chờ phân loại”: mở từng văn bản, chọn lãnh đạo và đề xuất người xử lý, hoặc nhận để biết.'],
  ['Lãnh đạo', '“Chờ ký” và “Chờ cho ý kiến”: đọc, chọn chủ trì, phối hợp, hạn; ký bằng mã PIN của chính mình.'],
  ['Lãnh đạo đơn vị', '“Chờ phân công”: giao cho người trong đơn vị; “Chờ duyệt”: duyệt hoặc trả lại dự thảo kèm lý do.'],
  ['Chuyên viên', '“Chờ xử lý”: ghi tiến độ, bấm “Trả lời” để soạn văn bản trả lời, hoặc ghi kết quả để hoàn thành.'],
  ['Quản trị', 'Trang đầu cho biết tài khoản bị khóa, chứng thư sắp hết hạn, sao lưu, chỗ trống; bấm vào số để mở danh sách.'],
  [
    'Sở theo dõi số liệu',
    'Trang đầu là tỷ lệ của tháng so với chỉ tiêu và mười cơ quan thấp nhất; số nào cũng mở được văn bản phía sau.',
  ],
] as const

const documentSteps = [
  ['Trình ký', 'chuyên viên soạn dự thảo, chọn nơi nhận, người ký và người duyệt, rồi bấm “Trình ký”.'],
  ['Duyệt', 'người duyệt đồng ý, hoặc trả lại kèm lý do; bản trả lại nằm ở “Bị trả lại” của người soạn.'],
  ['Ký số', 'lãnh đạo mở văn bản ở “Chờ ký”, đọc, gõ mã PIN của mình. Ký nhiều văn bản đã đọc bằng một lần gõ PIN.'],
  ['Cấp số', 'văn thư mở “Chờ phát hành”: hệ thống lấy số tiếp theo của sổ, ghi số và ngày vào văn bản.'],
  [
    'Đóng dấu',
    'cùng một lần bấm, văn thư gõ mã PIN của con dấu số cơ quan. Nếu bị ngắt, văn bản chờ ở “Chờ đóng dấu”, bấm lại là đi tiếp.',
  ],
  ['Phát hành', 'văn bản đến mọi nơi nhận; trang của văn bản cho biết nơi nào đã nhận.'],
  ['Vào sổ', 'văn thư nơi nhận kiểm tra chữ ký số, ghi số đến, trình lãnh đạo.'],
  ['Cho ý kiến', 'lãnh đạo nơi nhận giao việc, có người chủ trì và hạn.'],
  ['Hoàn thành', 'người chủ trì trả lời bằng văn bản hoặc ghi kết quả; nơi gửi thấy ngay.'],
] as const

const oldNames = [
  ['Văn bản chờ ký số, Chờ trình ký, Ký duyệt', 'Việc của tôi, mục “Chờ ký”'],
  ['Chờ phân xử lý, Văn bản đến chờ vào sổ', 'Việc của tôi, mục “Chờ tiếp nhận” hoặc “Chờ vào sổ”'],
  ['Văn bản chờ phát hành, Văn bản đi chờ số, Chờ ban hành', 'Việc của tôi, mục “Chờ phát hành”'],
  ['Hồi báo văn bản, Lịch sử trả lại, thu hồi', 'Trang của văn bản, phần “Quá trình” và “Nơi nhận”'],
] as const

/** Where to begin by role, where the old menus went, and the keys. */
export default function Help() {
  return (
    <PageBody narrow top>
      <Stack gap="wide">
        <PageHeader title="Trợ giúp" />
        <Card title="Bắt đầu theo vai trò">
          <PlainList>
            {firstSteps.map(([role, words]) => (
              <li key={role}>
                <b>{role}.</b> {words}
              </li>
            ))}
          </PlainList>
        </Card>
        <Card title="Một văn bản đi qua những bước nào">
          <PlainList>
            {documentSteps.map(([step, words]) => (
              <li key={step}>
                <b>{step}.</b> {words}
              </li>
            ))}
          </PlainList>
          <p>
            Chưa ký được vì chưa có chứng thư số? <Anchor href="/chung-thu-so">Nhập chứng thư số</Anchor> một lần, chọn mã PIN ít
            nhất 8 ký tự.
          </p>
        </Card>
        <Card title="Tên cũ nay ở đâu">
          <PlainList>
            {oldNames.map(([old, place]) => (
              <li key={old}>
                <b>{old}</b>: {place}
              </li>
            ))}
          </PlainList>
        </Card>
        <Card title="Phím tắt">
          <PlainList>
            <li>
              <Kbd>Ctrl K</Kbd> đến ô tra cứu
            </li>
            <li>
              <Kbd>1</Kbd> đến <Kbd>9</Kbd> mở ô đếm thứ nhất, thứ hai… ở “Việc của tôi”
            </li>
            <li>
              <Kbd>J</Kbd> <Kbd>K</Kbd> đến văn bản sau, văn bản trước; <Kbd>Enter</Kbd> làm việc chính đang ghi trên nút
            </li>
            <li>
              Phím một chữ có thể tắt ở “Việc của tôi”, nút “Phím tắt”; khi đang gõ trong ô thì các phím này không có hiệu lực.
            </li>
            <li>
              <Kbd>Tab</Kbd> và <Kbd>Enter</Kbd> đi được mọi việc mà không cần chuột
            </li>
          </PlainList>
        </Card>
        <Card title="Những điều không hoàn tác được">
          <PlainList>
            <li>Ký số, cấp số và phát hành không lấy lại được. Số đã cấp mà không dùng thì hủy số, kèm lý do.</li>
            <li>Hệ thống này không nhận tài liệu mật, ở bất kỳ chỗ nào.</li>
            <li>Những gì đã gõ không mất khi biểu mẫu có chỗ sai: sửa chỗ được chỉ ra rồi gửi lại.</li>
          </PlainList>
        </Card>
      </Stack>
    </PageBody>
  )
}
