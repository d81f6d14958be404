import { formatDate, formatInstant } from '#kernel/vietnamese.ts'
import { Facts, Heading, People, StateTag, Timeline, type TimelineEntry } from '#platform/look/index.ts'
import { modeLabels, purposeLabels } from './compose.vi.ts'
import type { HistoryRow, OutgoingView } from './view.sql.ts'

const stepWords: Record<string, string> = {
  submit: 'trình ký',
  approve: 'duyệt',
  return: 'trả lại',
  withdraw: 'rút lại',
  sign: 'ký số',
  signByHand: 'ghi nhận bản ký tay',
  number: 'cấp số',
  seal: 'đóng dấu',
  release: 'phát hành',
  void: 'hủy số',
  cancel: 'hủy dự thảo',
  askRecall: 'yêu cầu thu hồi',
  recall: 'đã thu hồi xong',
  keep: 'thu hồi không thành',
  replace: 'thay thế',
}
const bad = new Set(['return', 'void', 'cancel', 'recall'])

const entryOf = (row: HistoryRow): TimelineEntry => ({
  key: String(row.id),
  when: bad.has(row.step) ? 'bad' : 'done',
  icon: bad.has(row.step) ? 'reply' : row.step === 'sign' ? 'pen' : 'check',
  what: (
    <>
      <b>{row.name ?? 'Hệ thống'}</b>
      {row.onBehalf && ` (thay ${row.onBehalf})`} {stepWords[row.step] ?? row.step}
    </>
  ),
  at: formatInstant(row.at),
  ...(row.reason ? { directive: row.reason } : {}),
})

const circuitWords = {
  WAITING: 'chờ đến lượt',
  OPEN: 'đang chờ',
  APPROVED: 'đã duyệt',
  RETURNED: 'đã trả lại',
  SKIPPED: 'bỏ qua',
} as const

/** Beside the file: the circuit, who gets it and how it went, what happened. */
export function OutgoingSide({ shown }: { shown: OutgoingView }) {
  const { doc, people, circuit, recipients, deliveries, history } = shown
  const name = (post: string | null) => people.find((one) => one.post === post)?.name ?? ''
  const position = (post: string | null) => people.find((one) => one.post === post)?.position ?? ''
  return (
    <div className="lt-stack">
      <Facts
        rows={[
          ['Người soạn', name(doc.drafter)],
          ['Người ký', `${name(doc.signer)}${doc.signer ? `, ${position(doc.signer)}` : 'chưa chọn'}`],
          ['Phiên bản', String(doc.version)],
        ]}
      />
      {circuit.length > 0 && (
        <People
          title="Luồng ký"
          rows={circuit.map((step) => ({
            key: step.id,
            name: name(step.post),
            person: position(step.post),
            role: 'COOPERATE',
            standing: circuitWords[step.state],
          }))}
        />
      )}
      <section>
        <Heading>Nơi nhận</Heading>
        {deliveries.length === 0 ? (
          <ul className="lt-plain">
            {recipients.map((one) => (
              <li key={one.recipientName}>
                {one.recipientName}: {purposeLabels[one.purpose]}, {modeLabels[one.mode]}
                {one.paperCopies > 0 && `, ${one.paperCopies} bản giấy (${one.paperBasis})`}
              </li>
            ))}
          </ul>
        ) : (
          <ul className="lt-plain">
            {deliveries.map((one) => (
              <li key={one.id}>
                {one.recipientName} <StateTag life="delivery" of={one.state} />
                {one.acceptedAt && ` vào sổ ${formatInstant(one.acceptedAt)}`}
                {one.finishedAt && `, hoàn thành ${formatInstant(one.finishedAt)}`}
                {one.refusalReason && `: ${one.refusalReason}`}
                {one.failure === 'no-channel' && ': nơi nhận chưa có kênh điện tử, cần gửi giấy'}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <Heading>Quá trình</Heading>
        <Timeline entries={history.map(entryOf)} />
        {doc.issuedAt && <p className="lt-3">Phát hành ngày {formatDate(doc.issuedAt)}.</p>}
      </section>
    </div>
  )
}
