import { codeOf, formatDate, formatNumber } from '#kernel/vietnamese.ts'
import type { ExchangeClass } from './definition.ts'
import type { CountedRow } from './report.sql.ts'
import { channelWords, purposeWords } from './words.vi.ts'

const plural = (count: number, noun: string) => `${formatNumber(count, 0)} ${noun}`

const stateWords: Record<string, string> = {
  WAITING: 'Chờ gửi',
  SENT: 'Đã gửi',
  ARRIVED: 'Đã đến',
  ACCEPTED: 'Đã tiếp nhận',
  REFUSED: 'Từ chối tiếp nhận',
  FAILED: 'Chưa gửi được',
  RECALLED: 'Đã thu hồi',
}

function deliveryView(one: CountedRow['deliveries'][number], at: number) {
  const copies = one.copies > 0 ? `${plural(one.copies, 'bản giấy')}${one.basis ? `: ${one.basis}` : ''}` : ''
  const facts = [
    one.channel ? channelWords[one.channel] : '',
    copies,
    purposeWords[one.purpose],
    stateWords[one.state] ?? one.state,
  ]
  return {
    key: String(at),
    recipient: one.recipient,
    class: one.class,
    facts: [...facts, one.class !== null && one.class !== 'P' && !one.complete ? 'hồ sơ gửi chưa đủ bản điện tử' : '']
      .filter(Boolean)
      .join(' · '),
  }
}

/**
 * A counted document as the list behind a figure shows it: number, date, issuer, recipients and facts of the deliveries.
 * Only documents that the reader may open carry a link; subject and text are read there.
 */
export function rowView(row: CountedRow, readable: ReadonlySet<string>) {
  const known: ExchangeClass | null = row.documents === 0 ? null : row.e ? 'E' : row.h ? 'H' : 'P'
  const symbol = row.code_number === null ? 'Không số' : codeOf(row.code_number, row.code_notation ?? '', row.code_suffix)
  return {
    key: row.identity,
    symbol,
    href: readable.has(row.identity) ? `/van-ban/di/${row.identity}` : null,
    date: formatDate(row.promulgation_date ?? row.day_sent),
    sent: formatDate(row.day_sent),
    issuer: row.issuer,
    kind: row.kind,
    class: known,
    remarks: [
      row.mixed ? 'hình thức gửi khác nhau' : '',
      row.replaced ? 'đã thay thế' : '',
      row.recalled ? 'đã thu hồi' : '',
      row.copies > 0 ? plural(row.copies, 'bản giấy') : '',
    ].filter(Boolean),
    deliveries: row.deliveries.map(deliveryView),
  }
}
export type RowView = ReturnType<typeof rowView>
