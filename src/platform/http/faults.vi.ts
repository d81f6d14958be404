/** Title, and what happened and what to do, for an HTTP status on a page of its own. */
export type FaultWords = { title: string; text: string }

const known: Record<number, FaultWords> = {
  400: {
    title: 'Yêu cầu không đọc được',
    text: 'Địa chỉ hoặc nội dung gửi lên không đúng dạng. Chưa có gì được lưu. Hãy quay lại trang trước và thử lại.',
  },
  401: { title: 'Bạn chưa đăng nhập', text: 'Hãy đăng nhập rồi mở lại trang này.' },
  403: { title: 'Không được phép', text: 'Vai trò hiện tại không được làm việc này. Hãy đổi vai trò hoặc nhờ người có quyền.' },
  404: {
    title: 'Không tìm thấy trang',
    text: 'Địa chỉ này không có, đã chuyển chỗ, hoặc bạn không có quyền xem. Hãy kiểm tra lại đường dẫn.',
  },
  405: { title: 'Trang này không nhận việc đó', text: 'Chưa có gì được lưu. Hãy quay lại trang trước và thử lại.' },
  409: {
    title: 'Việc này không làm được lúc này',
    text: 'Nội dung đã sang bước khác. Hãy tải lại trang để xem trạng thái mới nhất.',
  },
  410: { title: 'Đường dẫn không còn dùng được', text: 'Đường dẫn đã dùng hoặc đã hết hạn.' },
  413: {
    title: 'Nội dung gửi lên quá lớn',
    text: 'Hãy chọn tệp nhỏ hơn. Chưa có gì được lưu; nút quay lại của trình duyệt giữ phần đã gõ.',
  },
  429: { title: 'Gửi quá nhiều lần', text: 'Hãy đợi ít phút rồi thử lại. Chưa có gì bị mất.' },
  503: { title: 'Hệ thống tạm ngừng', text: 'Cơ sở dữ liệu chưa sẵn sàng. Việc đã lưu vẫn còn nguyên. Hãy thử lại sau ít phút.' },
  507: { title: 'Kho lưu trữ đã đầy', text: 'Chưa lưu được. Việc đã lưu trước đó vẫn còn nguyên. Hãy báo quản trị rồi thử lại.' },
}

const fault: FaultWords = {
  title: 'Hệ thống gặp sự cố',
  text: 'Việc vừa làm chưa xong; việc đã lưu trước đó vẫn còn nguyên. Hãy thử lại. Nếu vẫn lỗi, hãy báo quản trị kèm mã sự cố.',
}

/** Words for any status; a server's fault when the status is unknown and 500 or above. */
export const faultWords = (status: number): FaultWords => known[status] ?? (status >= 500 ? fault : (known[400] ?? fault))

/** Refused because another site sent the form. */
export const foreignOrigin: FaultWords = {
  title: 'Yêu cầu đến từ trang khác',
  text: 'Để bảo vệ bạn, hệ thống chỉ nhận biểu mẫu gửi từ chính các trang của mình. Hãy mở lại trang và thử lần nữa.',
}
