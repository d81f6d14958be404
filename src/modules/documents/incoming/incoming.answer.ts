import type { Desk } from '#platform/db/desk.ts'
import { attempted, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import type { Typed } from './deed.ts'
import { closerWords, fieldWords } from './incoming.vi.ts'
import { perform } from './perform.ts'

/** What was typed, by field; several values of one field side by side. */
function typedIn(form: FormData, { code, about }: Refusal): Typed {
  // A PIN is never sent back.
  const names = [...new Set(form.keys())].filter((name) => name !== 'intent' && name !== 'pin')
  const values = Object.fromEntries(names.map((name) => [name, form.getAll(name).map(String).join(' ')]))
  const phrase = values.phrase
  if (phrase) values.body = [values.body, phrase].filter(Boolean).join('\n')
  const beside = names.includes(about) ? refusalWords[code] : undefined
  const words = (code === 'bad-input' ? fieldWords[about] : closerWords[`${code} ${about}`]) ?? beside
  return { values, errors: words ? { [about]: words } : {} }
}

export type Refused = { words: string; typed: Typed; status: number }

/** Does the deed that a form of an incoming document asks for; a refusal comes back in words, with everything that was typed. */
export async function answerTo(desk: Desk, id: string, form: FormData): Promise<Refused | null> {
  const { refused } = await attempted(() => perform(desk, id, form))
  if (!refused) return null
  const typed = typedIn(form, refused)
  return { words: Object.values(typed.errors)[0] ?? refusalWords[refused.code], typed, status: statusOf(refused.code) }
}
