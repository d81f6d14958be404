import { Anchor } from '../anchor/anchor.tsx'
import { Button, ButtonLink } from '../button/button.tsx'
import type { Example } from '../catalogue/example.ts'
import { Stack } from '../layout/layout.tsx'
import { Progress, Toast } from '../progress/progress.tsx'
import { Checks, Empty, Note, RefusalBox, SignatureLine, Skeleton } from './notice.tsx'

export const noticeExamples: Example[] = [
  {
    name: 'Trống: việc đã xong',
    view: (
      <Empty
        title="Hết việc chờ ký"
        actions={
          <>
            <ButtonLink href="#">Xem văn bản đã ký</ButtonLink>
            <ButtonLink href="#" kind="link">
              Việc tuần này (3)
            </ButtonLink>
          </>
        }
      >
        Văn bản mới sẽ hiện ở đây ngay khi được trình. Hôm nay đã ký 14 văn bản.
      </Empty>
    ),
  },
  {
    name: 'Từ chối: hệ thống không cho, và nói vì sao',
    flush: true,
    view: (
      <RefusalBox
        title="Không gửi được văn bản mật trên hệ thống này"
        rule={
          <>
            Tệp <b className="lt-sym">BC-2026-11.pdf</b> có dấu độ mật ở trang 1. Luật Bảo vệ bí mật nhà nước không cho đưa lên
            mạng.
          </>
        }
        kept={['Tệp không được lưu ở máy chủ.', 'Các phần khác của dự thảo vẫn còn.']}
        way="Gửi theo đường văn thư mật. Liên hệ Lê Thu Na, máy lẻ 112."
        actions={
          <>
            <Button>Đây không phải dấu mật</Button>
            <ButtonLink href="#" kind="primary">
              Quay lại dự thảo
            </ButtonLink>
          </>
        }
      />
    ),
  },
  {
    name: 'Tiến độ một lô: phát hành 40 văn bản',
    view: (
      <Progress
        title="Đang phát hành 40 văn bản"
        done={24}
        failed={2}
        total={40}
        remaining="còn khoảng 1 phút"
        remark="Đóng cửa sổ vẫn chạy tiếp"
        lines={[
          { key: '1', number: '389/STC-NS', words: 'Đôn đốc quyết toán ngân sách xã', result: 'done', end: '118 nơi nhận' },
          {
            key: '2',
            number: '390/STC-QLG',
            words: 'Chứng thư cơ quan hết phiên',
            result: 'failed',
            end: <Button size="small">Thử lại</Button>,
          },
          {
            key: '3',
            number: '391/STC-VP',
            words: 'Công ty Cấp nước: không có kênh nhận',
            result: 'failed',
            end: <Button size="small">Chọn gửi giấy</Button>,
          },
        ]}
        actions={
          <>
            <Button>Dừng sau văn bản này</Button>
            <Button kind="primary">Thử lại 2 lỗi</Button>
          </>
        }
      />
    ),
  },
  {
    name: 'Lời nhắc, kết quả kiểm tra, thông báo ngắn, đang tải',
    view: (
      <Stack>
        <Note tone="warn" action={<Button size="small">Sửa giúp</Button>}>
          Thiếu ký hiệu đơn vị ở dòng <b>Lưu: VT</b>. Gợi ý: <b>Lưu: VT, NS</b>.
        </Note>
        <Note>Bản chính thức đăng nhập bằng VNeID và xác thực hai lớp.</Note>
        <Note tone="ok">Đã vào sổ số 1245.</Note>
        <Note tone="bad">Chứng thư của cơ quan hết hạn ngày 14/11/2026.</Note>
        <Checks rows={['Chữ ký và con dấu đều hợp lệ', 'Đúng nơi nhận, không trùng', 'Đủ 2 tệp như người gửi khai']} />
        <SignatureLine verdict="Chữ ký hợp lệ." details={<Anchor href="#">Chi tiết</Anchor>}>
          Ngô Hữu Thịnh ký 19/11 16:20, UBND tỉnh đóng dấu 16:42, từ đó không đổi.
        </SignatureLine>
        <Toast deed={{ label: 'Hoàn tác', seconds: 8 }}>Đã chuyển cho Nguyễn Thị Ánh</Toast>
        <Toast icon="refresh" deed={{ label: 'Thử lại' }}>
          Mất mạng. Bản nháp lưu trên máy
        </Toast>
        <Skeleton />
      </Stack>
    ),
  },
]
