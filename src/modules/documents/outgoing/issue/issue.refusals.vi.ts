import type { Refusal } from '#platform/http/attempt.ts'
import type { OutgoingState } from '../outgoing.ts'
import { pinWords } from '../sign/pin.refusals.vi.ts'

/** Where a recipient that is over is put right: before the signing in the draft, after it by the clerk, on the document's page. */
function placeToMend(state: OutgoingState): string {
  if (state === 'SIGNED' || state === 'NUMBERED' || state === 'SEALED')
    return 'Hãy mở văn bản, ở mục “Nơi nhận đã thôi hoạt động” chọn nơi nhận thay, hoặc không gửi nơi này nữa.'
  return 'Hãy sửa dự thảo, thay ở phần Nơi nhận.'
}

/** Why a document does not go out, and where that is put right. `about` of an ended recipient is "A → B, C". */
export function issueWords({ code, about }: Refusal, state: OutgoingState): string {
  if (code !== 'dissolved-recipient') return pinWords({ code, about })
  const [ended = '', successor] = about.split(' → ')
  const who = successor ? `, cơ quan kế thừa là ${successor}` : ''
  return `${ended} không còn hoạt động${who}. ${placeToMend(state)}`
}
