/** What is wrong with a field of the incoming document's page, and what to do. */
export const fieldWords: Readonly<Record<string, string>> = {
  lead: 'Chưa chọn đúng một đơn vị hoặc người chủ trì.',
  assignee: 'Một đơn vị hoặc người được chọn hai lần, hoặc không còn ở cơ quan.',
  dueOn: 'Hạn xử lý chưa đúng. Ví dụ: 30/11 hoặc +5lv.',
  leader: 'Chưa chọn lãnh đạo để trình.',
  refusalCode: 'Chưa chọn lý do trả lại.',
  refusalReason: 'Lý do này cần nói rõ thêm.',
  voidReason: 'Hủy số đến phải nêu lý do.',
  handBackCode: 'Chưa chọn đúng lý do trả lại việc.',
  handBackReason: 'Trả lại việc phải nêu lý do.',
  post: 'Người được giao phải ở trong phòng.',
  report: 'Chưa ghi kết quả xử lý.',
  until: 'Ngày gia hạn phải sau hạn đang có. Ví dụ: 30/11 hoặc +5lv.',
  extendReason: 'Xin gia hạn phải nêu lý do.',
  answerReason: 'Không gia hạn thì phải nêu lý do.',
  body: 'Chưa ghi nội dung, hoặc dài quá 4000 ký tự.',
  remark: 'Chưa ghi nội dung góp ý.',
  recallCode: 'Chưa chọn lý do không đồng ý thu hồi.',
  recallRemark: 'Lý do này cần nói rõ thêm.',
  issuingAgency: 'Chưa ghi cơ quan ban hành: bấm “Sửa thông tin” để hoàn thiện.',
  kind: 'Không có loại văn bản này. Hãy chọn trong danh mục.',
  file: 'Tệp này là chính văn bản: loại của nó là loại của văn bản.',
  pin: 'Chưa nhập mã PIN.',
  phrase: 'Câu bút phê dài nhất 200 ký tự, giữ nhiều nhất 12 câu.',
}

/** Refusals of other kinds, by code and what they are about. */
export const closerWords: Readonly<Record<string, string>> = {
  'day-past dueOn': 'Hạn xử lý đã qua. Hãy đặt hạn là hôm nay hoặc một ngày sau đó. Ví dụ: 30/11 hoặc +5lv.',
  'day-past until': 'Ngày gia hạn đã qua. Hãy xin đến hôm nay hoặc một ngày sau đó. Ví dụ: 30/11 hoặc +5lv.',
  'day-past granted': 'Ngày được xin đã qua. Hãy bấm “Không gia hạn”, nêu lý do, để người xử lý xin ngày khác.',
}
