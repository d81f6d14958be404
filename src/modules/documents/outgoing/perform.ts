import { cleanLines } from '#kernel/content.shape.ts'
import { Refused } from '#kernel/refused.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import type { Refusal } from '#platform/http/attempt.ts'
import { pinFrom } from '#signing'
import { watched } from '../watch.ts'
import { afterDeeds } from './after/after.perform.ts'
import { comment } from './circuit/comment.ts'
import { approve, cancel, withdraw } from './circuit/review.ts'
import { submit } from './circuit/submit.ts'
import { circuitFrom } from './compose/compose.check.ts'
import { composedFrom } from './compose/compose.ts'
import type { Outcome } from './issue/batch.ts'
import { issue } from './issue/issue.ts'
import { release } from './issue/release.ts'
import { despiteIn, sendBackAs } from './sign/sign-deed.ts'
import { signRead } from './sign/sign-read.ts'

const text = (form: FormData, name: string) => cleanLines(String(form.get(name) ?? '')).trim()

const first = (outcomes: Outcome[]): Refusal | null => outcomes[0]?.refused ?? null

/** One deed of the document's page. Returns the refusal of a course that answers per document, throws all others. */
export async function perform(desk: Desk, id: string, form: FormData): Promise<Refusal | null> {
  const reason = text(form, 'reason')
  const intent = text(form, 'intent')
  const watch = (act: (work: Work) => Promise<unknown>) => watched(desk, { door: `outgoing.${intent}`, about: id }, act)
  switch (intent) {
    case 'submit':
      await desk.work((work) => submit(work, id, { steps: circuitFrom(composedFrom(form).steps) }))
      return null
    case 'approve':
      await watch((work) => approve(work, id, text(form, 'comment')))
      return null
    case 'return':
      await watch((work) => sendBackAs(work, id, form))
      return null
    case 'withdraw':
      await desk.work((work) => withdraw(work, id))
      return null
    case 'cancel':
      await watch((work) => cancel(work, id, reason))
      return null
    case 'sign':
      return first(await signRead(desk, { ids: [id], ticked: [], despite: despiteIn(form) }, pinFrom(form)))
    case 'comment':
      await watch((work) => comment(work, id, text(form, 'words')))
      return null
    case 'issue':
      return first(await issue(desk, [id], pinFrom(form)))
    case 'releaseInside':
      await desk.work((work) => release(work, id))
      return null
    default: {
      const deed = afterDeeds[intent]
      if (!deed) throw new Refused('bad-input', 'intent')
      await watch((work) => deed(work, id, form))
      return null
    }
  }
}
