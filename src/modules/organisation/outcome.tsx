import { Note } from '#platform/look/index.ts'
import type { Answer } from './answer.ts'

/** What the last press led to, spoken as it appears. `done` are the page's words for a deed that succeeded. */
export function Outcome({ answer, done }: { answer: Answer | undefined; done?: string | null | undefined }) {
  if (answer?.refused) {
    return (
      <Note tone="bad" live answer={answer}>
        {answer.refused}
      </Note>
    )
  }
  if (answer && Object.keys(answer.errors).length > 0) {
    return (
      <Note tone="bad" live answer={answer}>
        Chưa lưu. Hãy sửa các chỗ được chỉ ra bên dưới; những gì đã gõ vẫn còn
        {answer.intent === 'password' && ', riêng mật khẩu phải gõ lại'}.
      </Note>
    )
  }
  return done ? (
    <Note tone="ok" live>
      {done}
    </Note>
  ) : null
}
