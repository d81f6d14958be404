/** Closer words for a refusal that is about one field of a form: "code about" → sentence; shown beside that field. */
export const closerWords: Readonly<Record<string, string>> = {
  'bad-input password': 'Mật khẩu phải có từ 10 đến 200 ký tự.',
  'bad-input passwordNew': 'Mật khẩu mới phải có từ 10 đến 200 ký tự.',
  'bad-input passwordAgain': 'Hai lần gõ mật khẩu không giống nhau.',
  'wrong-password passwordNow': 'Mật khẩu đang dùng không đúng.',
  'account-locked link': 'Tài khoản đang bị khóa nên không cấp được liên kết. Hãy mở khóa trước.',
  'not-allowed link': 'Chỉ quản trị đơn vị của chính cơ quan, hoặc quản trị tỉnh, được cấp liên kết cho người này.',
}
