import type { ActionFunctionArgs } from 'react-router'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { type Sent, type Stored, send, storedText } from '../outgoing/compose/compose.act.ts'
import { composedFrom } from '../outgoing/compose/compose.ts'

/** What the page hears after a saving by itself: saved, or why not; `stored` is what another person saved meanwhile. */
export type AutosaveAnswer = { sent: Sent } | { words: string; stored: Stored | null }

/** Saves the compose form by itself (JSON, no page): the same act as a press, so that it is refused for the same reasons. */
export async function action({ context, request }: ActionFunctionArgs) {
  const desk = context.get(deskContext)
  const composed = composedFrom(await formOf(request))
  const { done, refused } = await attempted(() => send(desk, composed, 'by-itself'))
  if (refused) {
    const { id } = composed.fields
    const stored = refused.code === 'changed-meanwhile' && id ? await storedText(desk, id) : null
    return Response.json({ words: refusalWords[refused.code], stored } satisfies AutosaveAnswer, {
      status: statusOf(refused.code),
    })
  }
  if (done.sent) return Response.json({ sent: done.sent } satisfies AutosaveAnswer)
  const words = Object.values(done.errors)[0] ?? ''
  return Response.json({ words, stored: null } satisfies AutosaveAnswer, { status: 400 })
}
