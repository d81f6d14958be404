const closer: Readonly<Record<string, string>> = {
  unreachable: 'Không kết nối được dịch vụ ký từ xa. Hãy thử lại sau ít phút, hoặc báo quản trị hệ thống.',
  'too-slow': 'Dịch vụ ký từ xa trả lời quá chậm, hoặc bạn chưa xác nhận trên điện thoại. Hãy ký lại.',
  'insecure-address': 'Địa chỉ dịch vụ không mã hóa. Hãy báo quản trị hệ thống đặt địa chỉ https.',
  'bad-answer': 'Dịch vụ không trả lời đúng chuẩn CSC phiên bản 2. Hãy kiểm tra lại địa chỉ dịch vụ.',
  'no-access': 'Dịch vụ không nhận hệ thống này. Hãy kiểm tra lại mã khách và mã bí mật của dịch vụ.',
  'no-account': 'Dịch vụ không có tài khoản này. Hãy kiểm tra lại tên tài khoản.',
  'no-credential': 'Tài khoản này không có chứng thư dùng được để ký. Hãy kiểm tra tài khoản, hoặc hỏi nơi cấp chứng thư.',
  'no-service': 'Dịch vụ ký từ xa này đã bị bỏ. Hãy nối lại khóa với dịch vụ đang dùng.',
  'unknown-consent':
    'Chứng thư này đòi một cách xác nhận chưa dùng được ở đây. Hãy xin nơi cấp kiểu mã PIN, mã dùng một lần hoặc xác nhận trên điện thoại.',
  'wrong-pin': 'Mã PIN không đúng. Hãy gõ lại; dịch vụ tự khóa sau một số lần sai.',
  'wrong-otp': 'Mã dùng một lần không đúng hoặc đã hết hạn. Hãy lấy mã mới rồi gõ lại.',
  'otp-missing': 'Chưa nhập mã dùng một lần. Hãy lấy mã rồi gõ vào ô bên dưới mã PIN.',
  'otp-spent': 'Mã dùng một lần chỉ ký được một văn bản. Hãy lấy mã mới rồi ký tiếp văn bản này.',
  locked: 'Dịch vụ đã khóa chứng thư này. Hãy liên hệ nơi cấp để mở khóa.',
  'wrong-signature': 'Dịch vụ trả về chữ ký không khớp chứng thư nên không dùng. Hãy báo quản trị hệ thống.',
  stopped: 'Dừng lại vì văn bản trước chưa ký được. Hãy ký lại các văn bản còn chờ.',
  refused: 'Dịch vụ ký từ xa từ chối. Hãy hỏi nơi cấp chứng thư.',
}

/** Why a service of remote signing did not sign, and what to do. */
export const remoteWords = (about: string): string => closer[about] ?? closer.refused ?? ''
