import { Paper, type PaperProps, Source } from '../paper/paper.tsx'

/** An invented letter of an invented province, as a page. `sources` marks the places that were read. */
export function ExampleLetter(props: { size: NonNullable<PaperProps['size']>; sources?: boolean }) {
  const mark = (words: string) => (props.sources ? <Source>{words}</Source> : words)
  return (
    <Paper
      size={props.size}
      issuer={['ỦY BAN NHÂN DÂN', 'TỈNH THANH GIANG']}
      number={mark('168/UBND-TH')}
      about="báo cáo tình hình gửi, nhận văn bản điện tử năm 2026"
      placeAndDate={<>Thanh Giang, ngày {mark('19 tháng 11 năm 2026')}</>}
      to={['- Các sở, ban, ngành thuộc tỉnh;', '- Ủy ban nhân dân các xã, phường.']}
      recipients={['Như trên;', 'Chủ tịch, các PCT UBND tỉnh;', 'Lưu: VT, TH.']}
      signature={{ capacity: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Ngô Hữu Thịnh' }}
    >
      <p>
        Thực hiện Kế hoạch số 45/KH-UBND ngày 15 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh về ứng dụng công nghệ thông tin trong
        hoạt động của cơ quan nhà nước, Ủy ban nhân dân tỉnh yêu cầu các cơ quan, đơn vị báo cáo tình hình gửi, nhận văn bản điện
        tử năm 2026, cụ thể như sau:
      </p>
      <p>
        1. Tổng số văn bản đi, văn bản đến; số văn bản gửi hoàn toàn dưới dạng điện tử, số văn bản điện tử gửi kèm bản giấy và lý
        do gửi kèm.
      </p>
      <p>2. Khó khăn, vướng mắc trong việc ký số, đóng dấu điện tử của cơ quan; đề xuất, kiến nghị.</p>
      <p>3. Kế hoạch bảo đảm chỉ tiêu 90% văn bản giữa các cơ quan được gửi hoàn toàn dưới dạng điện tử trong năm 2027.</p>
      <p>
        Báo cáo gửi về Ủy ban nhân dân tỉnh (qua Sở Khoa học và Công nghệ) <b>trước ngày 30 tháng 11 năm 2026</b> để tổng hợp./.
      </p>
    </Paper>
  )
}
