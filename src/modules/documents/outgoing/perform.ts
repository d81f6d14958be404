import { Refused } from '#kernel/refused.ts'
import type { Desk } from '#platform/db/desk.ts'
import type { Refusal } from '#platform/http/attempt.ts'
import { afterDeeds } from './after.perform.ts'
import type { Outcome } from './batch.ts'
import { issue } from './issue.ts'
import { CircuitForm } from './outgoing.forms.ts'
import { release } from './release.ts'
import { approve, cancel, sendBack, withdraw } from './review.ts'
import { sign } from './sign.ts'
import { submit } from './submit.ts'

const text = (form: FormData, name: string) =>
  String(form.get(name) ?? '')
    .normalize('NFC')
    .trim()

/** The circuit as asked: up to five reviewers in order; "cùng lúc" joins the step before. */
function circuitFrom(form: FormData): CircuitForm {
  let ordinal = 0
  const steps = [1, 2, 3, 4, 5].flatMap((at) => {
    const post = text(form, `reviewer${at}`)
    if (post === '') return []
    if (ordinal === 0 || text(form, `beside${at}`) !== 'yes') ordinal += 1
    return [{ ordinal, post, task: 'REVIEW' as const }]
  })
  return CircuitForm.parse({ steps })
}

const first = (outcomes: Outcome[]): Refusal | null => outcomes[0]?.refused ?? null

/** One deed of the document's page. Returns the refusal of a course that answers per document, throws all others. */
export async function perform(desk: Desk, id: string, form: FormData): Promise<Refusal | null> {
  const reason = text(form, 'reason')
  switch (text(form, 'intent')) {
    case 'submit':
      await desk.work((work) => submit(work, id, circuitFrom(form)))
      return null
    case 'approve':
      await desk.work((work) => approve(work, id, reason))
      return null
    case 'return':
      await desk.work((work) => sendBack(work, id, reason))
      return null
    case 'withdraw':
      await desk.work((work) => withdraw(work, id))
      return null
    case 'cancel':
      await desk.work((work) => cancel(work, id, reason))
      return null
    case 'sign':
      return first(await sign(desk, [id], String(form.get('pin') ?? '')))
    case 'issue':
      return first(await issue(desk, [id], String(form.get('pin') ?? '')))
    case 'releaseInside':
      await desk.work((work) => release(work, id))
      return null
    default: {
      const deed = afterDeeds[text(form, 'intent')]
      if (!deed) throw new Refused('bad-input', 'intent')
      await desk.work((work) => deed(work, id, form))
      return null
    }
  }
}
