import type { RefusalCode } from '#kernel/refused.ts'

/** What a person reads when a page or the API has no closer words: what is not possible, and what to do. */
export const refusalWords: Record<RefusalCode, string> = {
  'wrong-state': 'Việc này không còn làm được: văn bản đã sang bước khác. Hãy tải lại trang để xem trạng thái mới nhất.',
  'not-allowed': 'Vai trò hiện tại không được làm việc này. Hãy đổi vai trò hoặc nhờ người có quyền.',
  'not-found': 'Không tìm thấy, hoặc bạn không có quyền xem. Hãy kiểm tra lại đường dẫn, hoặc nhờ người giao việc.',
  'bad-input': 'Nội dung gửi lên chưa đúng. Hãy sửa các chỗ được chỉ ra rồi gửi lại.',
  'secret-material': 'Hệ thống này không nhận tài liệu mật. Hãy gửi theo đường văn thư mật. Chưa có gì được lưu.',
  'day-past': 'Hạn này đã qua. Hãy đặt hạn là hôm nay hoặc một ngày sau đó.',
  'day-to-come': 'Ngày này chưa đến. Hãy ghi hôm nay hoặc một ngày trước đó.',
  'signed-too-early':
    'Ngày ký sớm hơn ngày cơ quan hoặc chức vụ của người ký bắt đầu. Hãy xem lại ngày trên bản giấy, hoặc chọn đúng người ký ở dự thảo.',
  'book-closed': 'Sổ đã khóa, không cấp thêm số được. Hãy chọn sổ khác hoặc nhờ quản trị mở sổ.',
  'changed-meanwhile': 'Người khác vừa sửa nội dung này. Hãy xem bản mới rồi làm tiếp; phần bạn gõ vẫn còn.',
  'wrong-pin': 'Mã PIN không đúng. Hãy gõ lại.',
  'key-locked': 'Khóa ký đã bị tạm khóa vì nhập sai mã PIN nhiều lần. Hãy nhập lại chứng thư để mở.',
  'no-key': 'Chưa có khóa ký dùng được. Hãy nhập chứng thư số trước khi ký.',
  'no-seal-image':
    'Cơ quan chưa có hình con dấu nên chưa đóng dấu được. Hãy nhờ văn thư tải tệp PNG ở trang Chứng thư số, mục Của cơ quan, rồi phát hành lại.',
  'certificate-expired': 'Chứng thư số đã hết hạn hoặc chưa có hiệu lực. Hãy nhập chứng thư mới.',
  'certificate-not-yet-valid': 'Chứng thư số chưa đến ngày có hiệu lực. Hãy dùng chứng thư khác hoặc đợi đến ngày đó.',
  'pin-too-short': 'Mã PIN phải có ít nhất 8 ký tự. Hãy chọn mã dài hơn.',
  'unreadable-key-file': 'Không đọc được tệp khóa. Hãy chọn tệp .p12 hoặc .pfx do nhà cung cấp chứng thư cấp.',
  'wrong-file-password': 'Mật khẩu của tệp khóa không đúng. Hãy gõ lại.',
  'key-unsuitable': 'Khóa trong tệp không dùng để ký văn bản được. Hãy xin nhà cung cấp cấp khóa ký.',
  'foreign-certificate': 'Chứng thư này không phải của người hoặc cơ quan đang nhập. Hãy chọn đúng tệp.',
  'unreadable-certificate': 'Không đọc được chứng thư. Hãy chọn tệp .cer, .crt hoặc .pem còn nguyên vẹn.',
  'not-an-authority': 'Tệp có chứng thư không phải của cơ quan chứng thực. Hãy chọn chứng thư gốc hoặc trung gian.',
  'unreadable-list': 'Không đọc được danh sách thu hồi. Hãy chọn tệp .crl đầy đủ (không phải phần thay đổi), dạng DER hoặc PEM.',
  'foreign-list': 'Danh sách thu hồi không do cơ quan chứng thực đang tin cậy ký. Hãy nạp chứng thư của cơ quan đó trước.',
  'older-list': 'Danh sách thu hồi này cũ hơn danh sách đang dùng. Hãy tải danh sách mới nhất của cơ quan chứng thực.',
  'demonstration-material':
    'Đây là khóa hoặc chứng thư của bản trình diễn, không dùng trong bản thật. Hãy nhập khóa hoặc chứng thư thật.',
  'key-not-wrapped-here': 'Khóa này được bọc bởi một bản cài đặt khác. Hãy nhập lại tệp khóa tại đây.',
  'key-on-token': 'Khóa này nằm trên thiết bị: hãy đổi mã PIN bằng phần mềm của thiết bị; người khác hãy tự nạp từ thiết bị.',
  'token-unreachable': 'Chưa dùng được thiết bị giữ khóa. Hãy kiểm tra thiết bị đã được cắm và tên thiết bị rồi thử lại.',
  'remote-refused': 'Dịch vụ ký từ xa chưa ký. Hãy kiểm tra mã PIN, mã dùng một lần rồi thử lại.',
  'key-at-desk': 'Khóa ký nằm trên thiết bị ở máy của bạn. Hãy mở chương trình ký trên máy rồi bấm Ký bằng thiết bị.',
  'wrong-signature': 'Chữ ký nhận được không khớp chứng thư và văn bản. Hãy kiểm tra thiết bị rồi ký lại; chưa có gì được lưu.',
  'held-over': 'Lần ký này đã quá 10 phút hoặc đã dùng rồi. Hãy bấm ký lại.',
  'desk-attachments':
    'Phụ lục là tệp riêng nên mỗi tệp cần một chữ ký, khóa ở máy của bạn chưa ký được như vậy. Hãy đóng dấu bằng khóa ở máy chủ, hoặc gộp phụ lục vào văn bản.',
  'paper-needs-basis': 'Gửi kèm bản giấy phải nêu căn cứ. Hãy chọn căn cứ cho từng nơi nhận bản giấy.',
  'no-recipient': 'Chưa có nơi nhận. Hãy chọn ít nhất một nơi nhận.',
  'unreachable-recipient': 'Nơi nhận không có kênh điện tử. Hãy chọn gửi giấy và nêu căn cứ.',
  'dissolved-recipient': 'Có nơi nhận không còn hoạt động. Hãy bỏ nơi nhận đó và chọn cơ quan kế thừa.',
  'no-such-number': 'Sổ của năm này không có số đó để chèn sau. Hãy xem lại số trong sổ văn bản rồi nhập lại.',
  'nothing-to-replace': 'Văn bản bị thay thế chưa ban hành, đang thu hồi hoặc đã có văn bản khác thay thế. Hãy chọn lại.',
  'signer-without-competence':
    'Người ký không có thẩm quyền ký này. Hãy chọn người ký hoặc thẩm quyền khác (KT., TL., TUQ. theo Nghị định 30/2020, Điều 13).',
  'duplicate-document': 'Văn bản này đã có trong sổ. Hãy xem bản đã có trước khi vào sổ lần nữa.',
  'too-large': 'Tệp hoặc nội dung quá lớn. Hãy chọn tệp nhỏ hơn. Chưa có gì được lưu.',
  'unreadable-file': 'Không đọc được tệp. Hãy kiểm tra tệp có mở được không rồi chọn lại.',
  'file-protected': 'Tệp đặt mật khẩu hoặc bị khóa. Hãy bỏ mật khẩu, lưu lại rồi chọn tệp mới. Chưa có gì được lưu.',
  'file-with-script':
    'Tệp chứa mã lệnh tự chạy nên không nhận. Hãy in lại thành PDF thường rồi chọn tệp mới. Chưa có gì được lưu.',
  'hidden-content':
    'Tệp chứa lệnh hoặc nội dung ẩn không được nhận. Hãy in lại thành PDF thường rồi chọn tệp mới; tệp đang có trong dự thảo vẫn giữ nguyên.',
  'hidden-unconfirmed': 'Tệp có điểm cần xem kỹ trước khi ký. Hãy xem từng điểm, đánh dấu xác nhận rồi ký.',
  'too-many-files': 'Gửi quá nhiều tệp một lần. Hãy chọn ít tệp hơn rồi gửi lại. Chưa có gì được lưu.',
  'wrong-password': 'Tên đăng nhập hoặc mật khẩu không đúng. Hãy gõ lại.',
  'account-locked': 'Tài khoản đang bị khóa. Hãy liên hệ quản trị đơn vị.',
  'too-many-tries': 'Thử quá nhiều lần. Hãy đợi ít phút rồi thử lại.',
  'link-spent': 'Đường dẫn đã dùng hoặc đã hết hạn. Hãy xin quản trị đơn vị cấp đường dẫn mới.',
  'already-there': 'Tên hoặc mã này đã có. Hãy dùng tên hoặc mã khác.',
  'in-use': 'Chưa kết thúc được vì bên trong vẫn còn đơn vị hoặc người. Hãy chuyển họ đi trước.',
  'last-administrator': 'Đây là quản trị tỉnh cuối cùng. Hãy giao vai trò này cho người khác trước.',
  'signature-alone':
    'Chữ ký rời không đi cùng tệp nào. Hãy chọn cả tệp được ký, cùng tên với chữ ký (van-ban.pdf và van-ban.pdf.p7s); mỗi tệp một chữ ký.',
  'scan-missing': 'Văn bản ký tay đã có số. Hãy ghi số lên bản giấy rồi thêm bản quét có số và dấu để phát hành.',
  'recall-waits':
    'Nơi gửi đang xin thu hồi văn bản này. Hãy trả lời thu hồi trước: đồng ý là trả văn bản về, không đồng ý thì nêu lý do.',
  'recall-too-late': 'Đã quá thời hạn thu hồi văn bản này. Hãy ban hành văn bản thay thế hoặc đính chính.',
  'not-read': 'Văn bản chưa được mở xem. Hãy mở xem, hoặc đánh dấu đã đọc, rồi ký.',
  'no-converter':
    'Máy chủ chưa cài LibreOffice nên chưa đổi được tệp Word sang PDF. Hãy lưu tệp thành PDF rồi tải lên, hoặc nhờ quản trị cài gói libreoffice-writer-nogui.',
  'unprintable-sign':
    'Văn bản có ký tự mà phông chữ không in được (biểu tượng, chữ tượng hình, dấu chép từ Word). Hãy bỏ hoặc thay ký tự đó rồi trình lại.',
  'storage-full': 'Kho lưu trữ của hệ thống đã đầy, chưa lưu được. Nội dung chưa mất; hãy báo quản trị rồi thử lại.',
}
