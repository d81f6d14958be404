import { formatInstant, formatTime } from '#kernel/vietnamese.ts'
import {
  Anchor,
  Facts,
  Heading,
  More,
  People,
  Share,
  State,
  Timeline,
  type TimelineEntry,
  type Worker,
} from '#platform/look/index.ts'
import type { Assignment } from '../assignments/assignment.ts'
import type { IncomingShown } from './incoming.load.ts'
import type { IncomingHistoryRow } from './view.sql.ts'

/** What each row of the history of an incoming document says; a test compares it with every step there is. */
export const stepWords: Readonly<Record<string, string>> = {
  arrive: 'đã đến',
  register: 'vào sổ',
  refuse: 'trả lại nơi gửi',
  propose: 'trình lãnh đạo',
  direct: 'cho ý kiến',
  progress: 'bắt đầu xử lý',
  finish: 'hoàn thành',
  noteOnly: 'nhận để biết',
  takeNote: 'đã nhận thông tin',
  voidNumber: 'hủy số đến',
  handBack: 'trả lại việc',
  passOn: 'phân công',
  confirm: 'xác nhận kết quả',
  askExtension: 'xin gia hạn',
  grantExtension: 'gia hạn',
  refuseExtension: 'không gia hạn',
  matchPaper: 'ghi nhận bản giấy',
  judgeAgain: 'kiểm lại chữ ký,',
  confirmDigitised: 'ký xác nhận bản số hóa',
  handOver: 'chuyển người phụ trách',
  askRecall: 'báo nơi gửi yêu cầu thu hồi',
  agreeRecall: 'đồng ý thu hồi',
  refuseRecall: 'không đồng ý thu hồi',
  recall: 'ghi nhận nơi gửi đã thu hồi',
  replace: 'ghi nhận văn bản thay thế',
}

/** dd/MM HH:mm */
const shortInstant = (at: Date) => `${formatInstant(at).slice(0, 5)} ${formatTime(at)}`

const badSteps = ['refuse', 'handBack', 'voidNumber', 'refuseExtension', 'recall', 'refuseRecall']
const icons: Record<string, TimelineEntry['icon']> = {
  direct: 'pen',
  propose: 'forward',
  arrive: 'inbox',
  passOn: 'person',
  handBack: 'undo',
  askExtension: 'clock',
}
/** The leader's words and the office's proposal are quoted; other remarks stand in their line. */
const quoted = ['direct', 'propose']

const entryOf = (row: IncomingHistoryRow): TimelineEntry => ({
  key: String(row.id),
  when: badSteps.includes(row.step) ? 'bad' : 'done',
  icon: icons[row.step] ?? 'check',
  what: (
    <>
      <b>{row.name ?? (row.step === 'arrive' ? 'Văn bản' : 'Hệ thống')}</b>
      {row.onBehalf && ` (thay ${row.onBehalf})`} {stepWords[row.step] ?? row.step}
    </>
  ),
  at: shortInstant(row.at),
  ...(row.reason && quoted.includes(row.step) ? { directive: row.reason } : {}),
  ...(row.reason && !quoted.includes(row.step) ? { more: row.reason } : {}),
})

/** Answers that are being written: what is done now, and what comes after it. */
function answerEntries({ answers, doc }: IncomingShown): TimelineEntry[] {
  if (doc.state !== 'ASSIGNED' && doc.state !== 'IN_PROGRESS') return []
  const drafts = answers.filter((one) => one.state !== 'ISSUED')
  const now = drafts.map(
    (one): TimelineEntry => ({
      key: one.id,
      when: 'now',
      icon: 'pen',
      what: (
        <>
          <b>{one.drafterName}</b> đang soạn trả lời
        </>
      ),
      more: (
        <>
          <Anchor href={`/van-ban/di/${one.id}`}>
            Dự thảo {one.kindName.toLocaleLowerCase('vi')}, bản {one.version}
          </Anchor>
          , sửa lúc {formatInstant(one.changedAt)}
        </>
      ),
    }),
  )
  const next: TimelineEntry[] =
    drafts.length > 0 ? [{ key: 'next', when: 'next', icon: 'check', what: 'Duyệt, ký, phát hành trả lời' }] : []
  return [...now, ...next]
}

function standing(one: Assignment) {
  if (one.role === 'FOR_INFORMATION')
    return one.readAt ? `Đã xem ${shortInstant(one.readAt)}` : <State tone="waiting">Chưa xem</State>
  if (one.state === 'IN_PROGRESS') return <Share percent={one.progress} label="Đã làm" />
  if (one.state === 'GIVEN') return <State tone="waiting">{one.readAt ? 'Đã xem, chưa nhận' : 'Chưa nhận việc'}</State>
  if (one.state === 'HANDED_BACK') return <State tone="broken">Trả lại</State>
  return (
    <State tone="done">{one.state === 'CONFIRMED' ? 'Đã xác nhận' : one.state === 'DONE' ? 'Đã xử lý' : 'Đã nhận việc'}</State>
  )
}

function workersOf({ assignments, people, divisions, dues }: IncomingShown): Worker[] {
  return assignments.map((one) => {
    const person = people.find((who) => who.post === one.post)
    const division = divisions.find((unit) => unit.id === (one.division ?? person?.division))
    const due = dues[one.id]
    const said = [person?.name, one.reason, due && `hạn ${due.on}`].filter(Boolean).join(', ')
    return {
      key: one.id,
      name: division?.name ?? person?.name ?? '',
      ...(division && person ? { person: person.name } : {}),
      ...(said ? { about: said } : {}),
      role: one.role,
      standing: standing(one),
    }
  })
}

/** Who has opened it here, and when first. */
function Seen({ of }: { of: IncomingShown['seen'] }) {
  if (of.length === 0) return null
  return (
    <div className="lt-pane">
      <More label={`Đã xem: ${of.length} người`}>
        <Facts rows={of.map((one) => [one.name, shortInstant(one.at)] as const)} />
      </More>
    </div>
  )
}

/** Who works on it, what happened and what comes, who has opened it. */
export function Course({ shown }: { shown: IncomingShown }) {
  return (
    <>
      {shown.assignments.length > 0 && (
        <div className="lt-pane">
          <People rows={workersOf(shown)} />
        </div>
      )}
      <div className="lt-pane">
        <Heading>Quá trình</Heading>
        <Timeline entries={[...shown.history.map(entryOf), ...answerEntries(shown)]} />
      </div>
      <Seen of={shown.seen} />
    </>
  )
}
