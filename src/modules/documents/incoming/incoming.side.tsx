import { formatDate, formatInstant, formatTime } from '#kernel/vietnamese.ts'
import { Facts, Heading, People, Stations, Timeline, type TimelineEntry, type Worker } from '#platform/look/index.ts'
import type { IncomingHistoryRow, IncomingView } from './view.sql.ts'

const stepWords: Record<string, string> = {
  arrive: 'đã đến',
  register: 'vào sổ',
  refuse: 'trả lại nơi gửi',
  propose: 'trình lãnh đạo',
  direct: 'cho ý kiến',
  progress: 'bắt đầu xử lý',
  finish: 'hoàn thành',
  noteOnly: 'nhận để biết',
  voidNumber: 'hủy số đến',
  handBack: 'trả lại việc',
  passOn: 'phân công',
}

const entryOf = (row: IncomingHistoryRow): TimelineEntry => ({
  key: String(row.id),
  when: row.step === 'refuse' || row.step === 'handBack' || row.step === 'voidNumber' ? 'bad' : 'done',
  icon: row.step === 'direct' ? 'pen' : row.step === 'arrive' ? 'inbox' : 'check',
  what: (
    <>
      <b>{row.name ?? 'Hệ thống'}</b>
      {row.onBehalf && ` (thay ${row.onBehalf})`} {stepWords[row.step] ?? row.step}
    </>
  ),
  at: formatInstant(row.at),
  ...(row.reason ? { directive: row.reason } : {}),
})

const standing = {
  GIVEN: 'Chưa nhận việc',
  ACCEPTED: 'Đã nhận việc',
  HANDED_BACK: 'Trả lại',
  IN_PROGRESS: 'Đang xử lý',
  DONE: 'Đã xử lý',
  CONFIRMED: 'Đã xác nhận',
} as const

function workersOf({ assignments, people, divisions }: IncomingView): Worker[] {
  return assignments.map((one) => {
    const person = people.find((who) => who.post === one.post)
    const division = divisions.find((unit) => unit.id === (one.division ?? person?.division))
    return {
      key: one.id,
      name: division?.name ?? person?.name ?? '',
      ...(division && person ? { person: person.name } : {}),
      role: one.role,
      standing: one.state === 'IN_PROGRESS' ? `${standing[one.state]}, ${one.progress} %` : standing[one.state],
    }
  })
}

/** Beside the file: who works on it, what was written, what happened. */
export function IncomingSide({ shown }: { shown: IncomingView }) {
  const { doc } = shown
  return (
    <div className="lt-stack">
      {shown.assignments.length > 0 && <People rows={workersOf(shown)} />}
      <section>
        <Heading>Quá trình</Heading>
        <Timeline entries={shown.history.map(entryOf)} />
      </section>
      <Facts
        rows={[
          ['Số, ký hiệu', doc.codeNotation ? `${doc.codeNumber}/${doc.codeNotation}` : doc.codeNumber || 'Không số'],
          ['Cơ quan ban hành', doc.issuingAgency],
          ['Ngày văn bản', doc.promulgationDate ? formatDate(doc.promulgationDate) : 'Không ghi'],
          ['Đến lúc', formatInstant(doc.arrivedAt)],
          ['Người ký', doc.signerName || 'Không ghi'],
        ]}
      />
    </div>
  )
}

/** What the sender knows by now. */
export function IncomingStations({ of }: { of: NonNullable<IncomingView['stations']> }) {
  const times = [
    ['01', of.arrived],
    ['03', of.registered],
    ['04', of.assigned],
    ['05', of.started],
    ['06', of.finished],
  ] as const
  const reached = times.findLast(([, at]) => at !== undefined)?.[0] ?? null
  return <Stations times={Object.fromEntries(times.flatMap(([code, at]) => (at ? [[code, formatTime(at)]] : [])))} at={reached} />
}
