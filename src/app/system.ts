import { logRoutine } from '#documents'
import { formatInstant, formatNumber } from '#kernel/vietnamese.ts'
import { chainRoutine, unsealedTail } from '#platform/audit/seal.ts'
import { lastBackup } from '#platform/backup/daily.ts'
import { type Routine, routineOf } from '#platform/backup/routine.ts'
import { lowSpace, type Space, spaceRoutine } from '#platform/backup/space.ts'
import { type Cleared, clearRoutine } from '#platform/blobs/clear.ts'
import type { Tx } from '#platform/db/desk.ts'
import { outboxFigures } from '#platform/outbox/dead.ts'
import { longTermFigures, stampingOf } from '#signing'
import { version } from './version.ts'

/** One fact of the page of the system: what, how it stands in a word and in full, and whether an administrator should do something. */
export type SystemFact = { name: string; short: string; value: string; alarm: string | null }

function backupFact(last: Routine | null): SystemFact {
  const name = 'Sao lưu hằng ngày'
  if (!last)
    return { name, short: 'chưa có', value: 'Chưa có lần nào', alarm: 'Chưa có bản sao lưu nào. Lần đầu chạy lúc 02:00.' }
  const began = formatInstant(last.startedAt)
  if (last.ok === null) return { name, short: 'đang chạy', value: `Đang chạy từ ${began}`, alarm: null }
  if (!last.ok)
    return { name, short: 'lỗi', value: `Lỗi, ${began}`, alarm: `Sao lưu gần nhất không đạt: ${String(last.detail.error)}` }
  const { folder, rows, files } = last.detail
  const value = `Đạt, đã thử khôi phục, ${began}: ${formatNumber(Number(rows))} dòng, ${formatNumber(Number(files))} tệp lớn, ${folder}`
  return { name, short: `đạt, ${began}`, value, alarm: null }
}

const megabytes = (bytes: number) => formatNumber(bytes / 1024 ** 2, 1)

function clearFact(last: Routine | null): SystemFact {
  const name = 'Dọn tệp không dùng'
  if (!last) return { name, short: 'chưa chạy', value: 'Chưa có lần nào; chạy lúc 03:30 hằng ngày', alarm: null }
  const began = formatInstant(last.startedAt)
  if (last.ok === null) return { name, short: 'đang chạy', value: `Đang chạy từ ${began}`, alarm: null }
  if (!last.ok)
    return { name, short: 'lỗi', value: `Lỗi, ${began}`, alarm: `Lần dọn tệp gần nhất không xong: ${String(last.detail.error)}` }
  const { files, bytes, unfinished } = last.detail as Cleared
  const value = `${began}: bỏ ${files} tệp không văn bản nào dùng (${megabytes(bytes)} MB), ${unfinished} tệp gửi dở`
  return { name, short: `xong, ${began}`, value, alarm: null }
}

const gigabytes = (bytes: number) => (bytes / 1024 ** 3).toFixed(1).replace('.', ',')

function spaceFact(name: string, space: Space | null, looked: Date | undefined): SystemFact {
  if (!space || !looked) return { name, short: 'chưa đo', value: 'Chưa đo', alarm: null }
  const value = `${space.free}\u00a0% (${gigabytes(space.bytes)} GB), đo lúc ${formatInstant(looked)}`
  const low = space.free < lowSpace
  return {
    name,
    short: `${space.free}\u00a0%`,
    value,
    alarm: low ? `${name} chỉ còn ${space.free}\u00a0%. Hãy dọn bớt hoặc thêm dung lượng.` : null,
  }
}

async function outboxFact(tx: Tx): Promise<SystemFact> {
  const { waiting, failing, dead } = await outboxFigures(tx)
  const name = 'Việc nền chờ xử lý'
  const [still, again, ended] = [formatNumber(waiting), formatNumber(failing), formatNumber(dead)]
  const value = `${still} chờ, ${again} đang thử lại, ${ended} dừng hẳn`
  const short = dead > 0 ? `${ended} dừng hẳn` : waiting > 0 ? `${still} chờ` : 'thông suốt'
  return { name, short, value, alarm: dead > 0 ? `${dead} việc nền thử nhiều lần không được và đã dừng. Xem bên dưới.` : null }
}

/** How many issued files wait for a time-stamp. */
async function stampFact(tx: Tx): Promise<SystemFact> {
  const { waiting, stamped, failing } = await longTermFigures(tx)
  const name = 'Dấu thời gian'
  const [still, partly] = [formatNumber(waiting), formatNumber(stamped)]
  const named = await stampingOf(tx)
  const value = `${still} tệp chờ dấu thời gian, ${partly} chờ dữ liệu thu hồi, ${formatNumber(failing)} đang thử lại`
  if (!named)
    return {
      name,
      short: 'chưa đặt',
      value: `Chưa đặt dịch vụ cấp dấu thời gian; ${value}`,
      alarm: waiting > 0 ? unstamped(waiting) : null,
    }
  return { name, short: waiting > 0 ? `${still} chờ` : 'đủ', value, alarm: null }
}

const unstamped = (waiting: number) =>
  `${formatNumber(waiting)} văn bản đã phát hành chưa có dấu thời gian vì chưa đặt dịch vụ. Đặt tại Chứng thư số, mục Dấu thời gian.`

/** How the chain of the audit stands: what waits to be sealed, and whether it still goes through the head remembered outside. */
async function auditFact(tx: Tx): Promise<SystemFact> {
  const tail = await unsealedTail(tx)
  const broken = (await routineOf(tx, chainRoutine))?.ok === false
  const value = tail.oldest ? `${formatNumber(tail.rows)} dòng, cũ nhất ${formatInstant(tail.oldest)}` : '0 dòng'
  return {
    name: 'Nhật ký chưa niêm',
    short: broken ? 'chuỗi gãy' : `${formatNumber(tail.rows)} dòng`,
    value,
    alarm: broken
      ? 'Chuỗi nhật ký không còn đi qua đầu chuỗi mà hệ thống đã ghi nhớ: có thể nhật ký đã bị sửa hoặc cắt. Hãy chạy bin/lienthong audit verify và báo người phụ trách an toàn thông tin.'
      : null,
  }
}

/** Whether the log of issued documents still goes through the head remembered outside the database. */
async function logFact(tx: Tx): Promise<SystemFact> {
  const broken = (await routineOf(tx, logRoutine))?.ok === false
  const value = broken ? 'bị sửa' : 'nguyên vẹn'
  return {
    name: 'Nhật ký công khai',
    short: value,
    value: broken ? 'Bị sửa hoặc cắt' : 'Đi qua đầu đã ký gần nhất',
    alarm: broken
      ? 'Nhật ký công khai văn bản đã phát hành không còn đi qua đầu đã ký mà hệ thống ghi nhớ, nên ngừng ghi tiếp. Hãy chạy bin/lienthong log verify và báo người phụ trách an toàn thông tin.'
      : null,
  }
}

/** What administrators must be able to see at any time: backup, scanner, space, audit, version. */
export async function systemFacts(tx: Tx): Promise<SystemFact[]> {
  const space = await routineOf(tx, spaceRoutine)
  const { data, files } = (space?.detail ?? {}) as { data?: Space; files?: Space | null }
  return [
    backupFact(await lastBackup(tx)),
    {
      name: 'Quét mã độc',
      short: 'không quét',
      value: 'Không quét',
      alarm: 'Chưa cấu hình bộ quét mã độc: tệp gửi lên không được quét.',
    },
    spaceFact('Chỗ trống cho dữ liệu', data ?? null, space?.endedAt ?? undefined),
    spaceFact('Chỗ trống cho tệp', files ?? null, space?.endedAt ?? undefined),
    clearFact(await routineOf(tx, clearRoutine)),
    await outboxFact(tx),
    await stampFact(tx),
    await auditFact(tx),
    await logFact(tx),
    { name: 'Phiên bản', short: version, value: version, alarm: null },
  ]
}
