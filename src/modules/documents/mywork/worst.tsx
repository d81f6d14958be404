import type { ReactNode } from 'react'
import { Worst as Burning } from '#platform/look/index.ts'
import type { Worst } from './boxes.sql.ts'
import type { BoxKey } from './boxes.ts'

const partWords: Record<string, string> = {
  scan: 'bản quét',
  paper: 'bản giấy',
  SIGNED: 'chờ số',
  NUMBERED: 'chờ đóng dấu',
  SEALED: 'chờ phát hành',
  FAILED: 'chưa gửi được',
  REFUSED: 'bị trả lại',
  REVIEWING: 'đang duyệt',
  TO_SIGN: 'chờ ký',
}
/** Boxes of which people ask first what kind of things lie in them. */
const byPart: readonly BoxKey[] = ['toRegister', 'toIssue', 'sendFaults', 'circulating']
/** Boxes whose things must not lie for long, whatever their deadline. */
const hasty: readonly BoxKey[] = ['toReceive', 'toSort', 'toDirect', 'toSign', 'toReview', 'toAssign']

/** The line below a counter: what burns first, then of what it is made, in at most two parts. */
export function worstLine(box: BoxKey, worst: Worst | undefined): ReactNode {
  if (!worst) return undefined
  const burning =
    // What others have in hand burns with them.
    box === 'circulating'
      ? []
      : [
          worst.express > 0 && `${worst.express} hỏa tốc`,
          box !== 'late' && worst.late > 0 && `${worst.late} quá hạn`,
          worst.today > 0 && `${worst.today} hạn hôm nay`,
        ].filter((one) => typeof one === 'string')
  const parts = Object.entries(worst.parts)
    .toSorted(([, one], [, other]) => other - one)
    .flatMap(([part, size]) => (partWords[part] ? [`${size} ${partWords[part]}`] : []))
  const calm = [
    ...(byPart.includes(box) ? parts : []),
    ...(worst.urgent > 0 ? [`${worst.urgent} khẩn`] : []),
    ...(hasty.includes(box) && worst.old > 0 ? [`${worst.old} quá 4 giờ`] : []),
  ]
  const first = burning.slice(0, 2)
  const rest = calm.slice(0, 2 - first.length)
  if (first.length + rest.length === 0) return undefined
  return (
    <>
      {first.length > 0 && <Burning>{first.join(', ')}</Burning>}
      {first.length > 0 && rest.length > 0 && ', '}
      {rest.join(', ')}
    </>
  )
}
