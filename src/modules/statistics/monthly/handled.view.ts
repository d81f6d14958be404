import { readableAmong } from '#documents'
import { formatDate } from '#kernel/vietnamese.ts'
import { agencyById } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { closingById } from '../periods/closing.sql.ts'
import { monthOf, periodOf } from '../periods/period.ts'
import { type HandledRow, handledDocuments } from './handling.sql.ts'
import { handlingColumns } from './handling.ts'
import { type HandledAddress, handledAddress, monthlyAddress } from './monthly.forms.ts'

const pageSize = 50

const issuedFacts = [
  ['created', 'tạo lập'],
  ['walked', 'trình duyệt'],
  ['signed', 'ký số'],
  ['went', 'gửi điện tử'],
] as const

const incomingState: Record<string, string> = {
  REGISTERED: 'đã vào sổ',
  TO_DIRECT: 'chờ cho ý kiến',
  ASSIGNED: 'đã phân công',
  IN_PROGRESS: 'đang xử lý',
  FINISHED: 'hoàn thành',
  NOTED: 'để biết',
}

/** What was done in the system, and what is lacking to be wholly electronic. */
function factsOf(row: HandledRow): { facts: string; lacks: string } {
  const joined = (words: readonly string[]) => words.join(', ')
  if (row.direction === 'OUT') {
    const [done, lacking] = [true, false].map((yes) =>
      issuedFacts.filter(([key]) => row[key] > 0 === yes).map(([, words]) => words),
    )
    return { facts: joined(done ?? []), lacks: joined(lacking ?? []) }
  }
  const way = row.received_e > 0 ? 'nhận điện tử' : 'nhận bản giấy'
  const lacks = row.to_process > row.processed ? (row.state === 'FINISHED' ? 'xử lý một phần trên giấy' : 'chưa hoàn thành') : ''
  return { facts: joined([way, incomingState[row.state] ?? ''].filter(Boolean)), lacks }
}

/** Only documents that the reader may open carry a link; subject and text are read there. */
function rowView(row: HandledRow, readable: ReadonlySet<string>) {
  const cited = row.notation ? `${row.code}/${row.notation}` : row.code
  const arrival = row.arrival_number === null ? '' : `, số đến ${row.arrival_number}`
  return {
    key: row.document,
    symbol: `${cited || 'Không số'}${arrival}`,
    href: readable.has(row.document) ? `/van-ban/${row.direction === 'OUT' ? 'di' : 'den'}/${row.document}` : null,
    day: formatDate(row.day),
    ...{ holder: row.holder, issuer: row.issuer, kind: row.kind },
    ...factsOf(row),
  }
}

/** The documents behind one figure of handling, a page of them; of a closed version when the address names one. */
export async function openHandled(work: Work, address: HandledAddress) {
  const period = address.ky === null ? monthOf(work.clock.today) : periodOf(address.ky)
  const agency = address['co-quan']
  const [day = '', identity = ''] = address.sau?.split('_') ?? []
  const closing = address.chot === null ? undefined : await closingById(work, address.chot)
  const found = await handledDocuments(work, {
    ...{ from: period.first, to: period.last, agency, of: address.cot, limit: pageSize + 1 },
    ...{ after: day && identity ? { day, identity } : null, closing: closing?.id ?? null },
  })
  const page = found.slice(0, pageSize)
  const end = page.at(-1)
  const place = { period: period.code, agency }
  const more = closing ? { closing: closing.id } : {}
  const own = page.filter((row) => row.agency === work.actor.agency).map((row) => row.document)
  const readable = await readableAmong(work, own)
  const name = agency === null ? 'Toàn tỉnh' : ((await agencyById(work.tx, agency))?.name ?? '')
  return {
    title: handlingColumns[address.cot],
    about: [name, period.label, closing ? `bản chốt ${closing.version}` : ''].filter(Boolean).join(', '),
    back: monthlyAddress(place),
    rows: page.map((row) => rowView(row, readable)),
    later:
      found.length > pageSize && end
        ? handledAddress(place, address.cot, { ...more, after: `${end.day}_${end.document}` })
        : null,
  }
}
export type HandledView = Awaited<ReturnType<typeof openHandled>>
