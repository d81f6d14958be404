import type { Refusal } from '#platform/http/attempt.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import type { OutgoingState } from '../outgoing.ts'

/** Where a recipient that is over is put right: who writes may, a signed text goes back, a bound number is given up. */
function placeToMend(state: OutgoingState): string {
  if (state === 'SIGNED') return 'Hãy mở văn bản, bấm “Trả lại…” để người soạn thay nơi nhận rồi trình ký lại.'
  if (state === 'NUMBERED' || state === 'SEALED')
    return 'Số đã cấp nên không thay được nơi nhận. Hãy mở văn bản, bấm “Hủy số…”, rồi soạn lại cho đúng nơi nhận.'
  return 'Hãy sửa dự thảo, thay ở phần Nơi nhận.'
}

/** Why a document does not go out, and where that is put right. `about` of an ended recipient is "A → B, C". */
export function issueWords({ code, about }: Refusal, state: OutgoingState): string {
  if (code !== 'dissolved-recipient') return refusalWords[code]
  const [ended = '', successor] = about.split(' → ')
  const who = successor ? `, cơ quan kế thừa là ${successor}` : ''
  return `${ended} không còn hoạt động${who}. ${placeToMend(state)}`
}
