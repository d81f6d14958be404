import { formatDate, formatInstant, formatTime } from '#kernel/vietnamese.ts'
import {
  Actions,
  Anchor,
  Button,
  ButtonLink,
  Directive,
  Due,
  Facts,
  Heading,
  More,
  People,
  PostForm,
  Share,
  Stack,
  State,
  Stations,
  TextInput,
  Timeline,
  type TimelineEntry,
  type Worker,
} from '#platform/look/index.ts'
import type { Assignment } from '../assignments/assignment.ts'
import type { DeedProps } from './incoming.deeds.tsx'
import type { IncomingShown } from './incoming.load.ts'
import type { IncomingHistoryRow } from './view.sql.ts'

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
  confirm: 'xác nhận kết quả',
  askExtension: 'xin gia hạn',
  grantExtension: 'gia hạn',
  refuseExtension: 'không gia hạn',
  matchPaper: 'ghi nhận bản giấy',
  handOver: 'chuyển người phụ trách',
}

const badSteps = ['refuse', 'handBack', 'voidNumber', 'refuseExtension']
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
      <b>{row.name ?? 'Hệ thống'}</b>
      {row.onBehalf && ` (thay ${row.onBehalf})`} {stepWords[row.step] ?? row.step}
    </>
  ),
  at: formatInstant(row.at).slice(0, 5) + formatInstant(row.at).slice(10),
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
    return one.readAt ? `Đã xem ${formatTime(one.readAt)}` : <State tone="waiting">Chưa xem</State>
  if (one.state === 'IN_PROGRESS') return <Share percent={one.progress} label="Đã làm" />
  if (one.state === 'GIVEN') return <State tone="waiting">Chưa nhận việc</State>
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

/** The deadline, and on request why it falls where it falls: each day, counted or not. */
export function DueExplained({ of }: { of: NonNullable<IncomingShown['due']> }) {
  return (
    <details className="lt-more">
      <summary>
        <Due on={of.on} left={of.left} capital />
      </summary>
      <Facts
        rows={of.days.map((one) => [formatDate(one.date), one.counted ? <b key="why">{one.reason}</b> : one.reason] as const)}
      />
    </details>
  )
}

function Remarks({ shown, typed }: DeedProps) {
  const remarks = shown.notes.filter((one) => one.task === 'REMARK')
  return (
    <div className="lt-pane">
      <Heading>Trao đổi</Heading>
      {remarks.map((one) => (
        <Directive key={one.id} by={`${one.name}, ${formatInstant(one.at)}`}>
          {one.body}
        </Directive>
      ))}
      <PostForm key={remarks.length}>
        <Stack>
          <TextInput name="remark" label="Góp ý" optional defaultValue={typed.values.remark} />
          <Actions>
            <Button name="intent" value="remark" icon="comment">
              Gửi
            </Button>
          </Actions>
        </Stack>
      </PostForm>
    </div>
  )
}

function AboutDocument({ shown }: { shown: IncomingShown }) {
  const { doc } = shown
  return (
    <div className="lt-pane">
      <More label="Thông tin văn bản">
        <Facts
          rows={[
            ['Số, ký hiệu', doc.codeNotation ? `${doc.codeNumber}/${doc.codeNotation}` : doc.codeNumber || 'Không số'],
            ['Cơ quan', doc.issuingAgency],
            ['Ngày văn bản', doc.promulgationDate ? formatDate(doc.promulgationDate) : 'Không ghi'],
            ['Đến lúc', formatInstant(doc.arrivedAt)],
            ...(doc.paperArrivedOn ? ([['Bản giấy', `nhận ${formatDate(doc.paperArrivedOn)}`]] as const) : []),
            ['Người ký', doc.signerName || 'Không ghi'],
            ...(doc.duplicateReason ? ([['Vào sổ dù trùng', doc.duplicateReason]] as const) : []),
            ...(doc.outcome ? ([['Kết quả', doc.outcome]] as const) : []),
          ]}
        />
      </More>
      <ButtonLink href={`/tep/den/${doc.id}/phieu`} kind="ghost" size="small" icon="print">
        In phiếu giải quyết văn bản đến
      </ButtonLink>
    </div>
  )
}

/** Beside the file: deadline, who works on it, what was written, what happened. */
export function IncomingSide({ shown, typed }: DeedProps) {
  return (
    <>
      {shown.due && (
        <div className="lt-pane">
          <DueExplained of={shown.due} />
        </div>
      )}
      {shown.assignments.length > 0 && (
        <div className="lt-pane">
          <People rows={workersOf(shown)} />
        </div>
      )}
      <div className="lt-pane">
        <Heading>Quá trình</Heading>
        <Timeline entries={[...shown.history.map(entryOf), ...answerEntries(shown)]} />
      </div>
      <Remarks shown={shown} typed={typed} />
      <AboutDocument shown={shown} />
    </>
  )
}

/** What the sender knows by now. */
export function IncomingStations({ of }: { of: NonNullable<IncomingShown['stations']> }) {
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
