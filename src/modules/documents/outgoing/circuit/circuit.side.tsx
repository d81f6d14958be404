import { formatInstant } from '#kernel/vietnamese.ts'
import type { TimelineEntry } from '#platform/look/index.ts'
import { competenceLabels } from '../compose/compose.vi.ts'
import type { HistoryRow, OutgoingView } from '../view.sql.ts'
import type { CircuitStep } from './circuit.sql.ts'

const stepWords: Record<string, string> = {
  submit: 'trình ký',
  noReview: 'chuyển ký, không qua người duyệt',
  approve: 'duyệt, chuyển ký',
  return: 'trả lại',
  returnToStep: 'trả lại cho người duyệt trước',
  withdraw: 'rút lại',
  sign: 'ký số',
  signByHand: 'ghi nhận bản ký tay',
  copy: 'sao văn bản',
  number: 'cấp số',
  seal: 'đóng dấu',
  release: 'phát hành',
  redirect: 'đổi nơi nhận',
  void: 'hủy số',
  cancel: 'hủy dự thảo',
  askRecall: 'yêu cầu thu hồi',
  recall: 'đã thu hồi xong',
  keep: 'thu hồi không thành',
  replace: 'thay thế',
  handOver: 'chuyển người phụ trách',
}
const bad = new Set(['return', 'returnToStep', 'void', 'cancel', 'recall'])
const signs: Record<string, TimelineEntry['icon']> = {
  sign: 'pen',
  seal: 'stamp',
  release: 'send',
  submit: 'send',
  withdraw: 'undo',
}

/** One row of the history: who, on whose behalf, what, when, why. */
export const historyEntry = (row: HistoryRow): TimelineEntry => ({
  key: String(row.id),
  when: bad.has(row.step) ? 'bad' : 'done',
  icon: bad.has(row.step) ? 'reply' : (signs[row.step] ?? 'check'),
  what: (
    <>
      <b>{row.name ?? 'Hệ thống'}</b>
      {row.onBehalf && ` (thay ${row.onBehalf})`} {stepWords[row.step] ?? row.step}
    </>
  ),
  at: formatInstant(row.at),
  ...(row.reason ? { directive: row.reason } : {}),
})

const whens = { WAITING: 'next', OPEN: 'now', APPROVED: 'done', RETURNED: 'bad', SKIPPED: 'next' } as const
const ends = { WAITING: 'chờ đến lượt', OPEN: 'đang chờ', APPROVED: '', RETURNED: 'trả lại', SKIPPED: 'bỏ qua' } as const

function stepEntry(step: CircuitStep, name: (post: string | null) => string): TimelineEntry {
  const by = step.decidedBy !== null && step.decidedBy !== step.post ? name(step.decidedBy) : null
  const task = step.task === 'INITIAL' ? 'duyệt, ký nháy' : 'duyệt'
  return {
    key: step.id,
    when: whens[step.state],
    icon: step.state === 'RETURNED' ? 'reply' : step.state === 'APPROVED' ? 'check' : 'eye',
    what: (
      <>
        <b>{name(step.post)}</b> {task}
        {by && `, ${by} làm thay`}
        {step.round > 1 && ` (vòng ${step.round})`}
      </>
    ),
    at: step.decidedAt ? formatInstant(step.decidedAt) : ends[step.state],
    ...(step.comment ? { more: step.comment } : {}),
  }
}

const signedStates = ['SIGNED', 'NUMBERED', 'SEALED', 'ISSUED', 'RECALL_REQUESTED', 'RECALLED', 'REPLACED', 'VOIDED']

/** The circuit from the first reviewer to the signer; steps side by side stand below one another, rounds in their order. */
export function circuitEntries({ doc, circuit, people }: Pick<OutgoingView, 'doc' | 'circuit' | 'people'>): TimelineEntry[] {
  if (doc.state === 'DRAFT' && circuit.length === 0) return []
  const name = (post: string | null) => people.find((one) => one.post === post)?.name ?? ''
  const signed = signedStates.includes(doc.state)
  const signer: TimelineEntry = {
    key: 'signer',
    when: signed ? 'done' : doc.state === 'TO_SIGN' ? 'now' : 'next',
    icon: 'pen',
    what: (
      <>
        <b>{name(doc.signer) || 'Chưa chọn người ký'}</b> {doc.signedBy === 'hand' ? 'ký tay' : 'ký số'}
        {doc.signerCompetence !== 'HEAD' && `, ${competenceLabels[doc.signerCompetence]}`}
      </>
    ),
    at: doc.signedAt ? formatInstant(doc.signedAt) : doc.state === 'TO_SIGN' ? 'đang chờ' : '',
  }
  return [...circuit.map((step) => stepEntry(step, name)), signer]
}
