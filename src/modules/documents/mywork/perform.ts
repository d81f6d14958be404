import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Desk } from '#platform/db/desk.ts'
import { agree } from '../incoming/direct.ts'
import { register } from '../incoming/register.ts'
import { watched } from '../watch.ts'

const Posted = z.object({
  intent: z.enum(['register', 'registerAndSubmit', 'agree', 'write']),
  incoming: z.uuid(),
  submitTo: z.union([z.uuid(), z.literal('')]).default(''),
  phrase: z.string().normalize().max(200).default(''),
})

/**
 * One press of the home page: register, register and submit, agree with a proposal.
 * @returns where to go on: null stays on the list, else the document, with the phrase to begin with
 * @throws Refused
 */
export async function performAtHome(desk: Desk, form: FormData): Promise<string | null> {
  const parsed = Posted.safeParse(Object.fromEntries(form))
  if (!parsed.success) throw new Refused('bad-input', String(parsed.error.issues[0]?.path[0] ?? 'form'))
  const { intent, incoming, submitTo, phrase } = parsed.data
  if (intent === 'write') return `/van-ban/den/${incoming}?cau=${encodeURIComponent(phrase)}`
  if (intent === 'registerAndSubmit' && submitTo === '') throw new Refused('bad-input', 'submitTo')
  await watched(desk, { door: `home.${intent}`, about: incoming }, async (work) => {
    if (intent === 'agree') await agree(work, incoming, phrase || undefined)
    else await register(work, incoming, { submitTo: intent === 'register' ? null : submitTo })
  })
  return null
}
