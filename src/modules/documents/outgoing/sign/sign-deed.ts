import { Refused } from '#kernel/refused.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import type { Refusal } from '#platform/http/attempt.ts'
import { pinFrom } from '#signing'
import { watched } from '../../watch.ts'
import { becauseFrom } from '../circuit/because.ts'
import { sendBack } from '../circuit/review.ts'
import { returnToStep } from '../circuit/review-again.ts'
import { signRead } from './sign-read.ts'

/** Trả lại as posted: to an earlier step when `step` names one, else to the drafter. @throws Refused as the two acts do */
export async function sendBackAs(work: Work, id: string, form: FormData): Promise<void> {
  const because = becauseFrom(form)
  const step = String(form.get('step') ?? '')
  await (step === '' ? sendBack(work, id, because) : returnToStep(work, id, step, because))
}

/** The documents whose doubtful content was confirmed with this press. */
export const despiteIn = (form: FormData): string[] => form.getAll('despite').filter((one) => typeof one === 'string')

/** The deeds of the leader's sheet: sign with the PIN, or send back with a reason. A refused signature comes back as data. */
export async function signOrReturn(desk: Desk, id: string, form: FormData): Promise<Refusal | null> {
  switch (form.get('intent')) {
    case 'sign': {
      const [outcome] = await signRead(desk, { ids: [id], ticked: [], despite: despiteIn(form) }, pinFrom(form))
      return outcome?.refused ?? null
    }
    case 'return':
      await watched(desk, { door: 'outgoing.return', about: id }, (work) => sendBackAs(work, id, form))
      return null
    default:
      throw new Refused('bad-input', 'intent')
  }
}
