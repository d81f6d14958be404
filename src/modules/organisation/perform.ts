import type { z } from 'zod'
import { type RefusalCode, Refused, refusalOf } from '#kernel/refused.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { statusOf } from '#platform/http/attempt.ts'
import { checkForm, type Filled } from '#platform/http/form.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import type { Answer } from './answer.ts'
import { closerWords } from './refusals.vi.ts'

type Asking = Pick<Desk, 'work'>
/** One deed of a page: reads its form, acts in a transaction, answers. */
export type Deed = (desk: Asking, form: FormData, intent: string) => Promise<Answer>

/** The words of a refusal, the closest there are. */
export const wordsOf = (code: RefusalCode, about: string): string => closerWords[`${code} ${about}`] ?? refusalWords[code]

const unanswered = (intent: string, filled: Filled): Answer => ({
  intent,
  done: false,
  made: null,
  filled,
  errors: {},
  refused: null,
  status: 200,
})

function refusedAnswer(error: unknown, answer: Answer, form: FormData): Answer {
  const refused = refusalOf(error)
  if (!refused) throw error
  const { code, about } = refused
  const words = wordsOf(code, about)
  const status = statusOf(code)
  const field = closerWords[`${code} ${about}`] !== undefined && form.has(about)
  return field ? { ...answer, status, errors: { [about]: words } } : { ...answer, status, refused: words }
}

const madeBy = (result: unknown): string | null => (typeof result === 'string' ? result : null)

/** A deed that is a course of its own: it takes the desk, since it needs several transactions. */
export const course =
  <Shape extends z.ZodType>(shape: Shape, act: (desk: Asking, values: z.output<Shape>) => Promise<unknown>): Deed =>
  async (desk, form, intent) => {
    const read = checkForm(form, shape)
    const answer = unanswered(intent, read.filled)
    if (read.errors) {
      return { ...answer, status: 400, errors: Object.fromEntries(read.errors.map(({ field, message }) => [field, message])) }
    }
    try {
      return { ...answer, done: true, made: madeBy(await act(desk, read.values)) }
    } catch (error) {
      return refusedAnswer(error, answer, form)
    }
  }

/** A deed that is one action. */
export const deed = <Shape extends z.ZodType>(
  shape: Shape,
  act: (work: Work, values: z.output<Shape>) => Promise<unknown>,
): Deed => course(shape, (desk, values) => desk.work((work) => act(work, values)))

/** Does the deed that the form names by `intent`. @throws Refused bad-input when the page has no such deed */
export async function perform(desk: Asking, form: FormData, deeds: Readonly<Record<string, Deed>>): Promise<Answer> {
  const intent = String(form.get('intent') ?? '')
  const wanted = Object.hasOwn(deeds, intent) ? deeds[intent] : undefined
  if (!wanted) throw new Refused('bad-input', 'intent')
  return wanted(desk, form, intent)
}
