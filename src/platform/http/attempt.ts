import { type RefusalCode, refusalOf } from '#kernel/refused.ts'
import type { Desk, Work } from '#platform/db/desk.ts'

/** A refusal as data for a page: `code` names the reason, `about` the field, step or thing. */
export type Refusal = { code: RefusalCode; about: string }

const statuses: Partial<Record<RefusalCode, number>> = {
  'not-found': 404,
  'not-allowed': 403,
  'bad-input': 400,
  'day-past': 400,
  'day-to-come': 400,
  'signed-too-early': 400,
  'unreadable-file': 400,
  'file-protected': 400,
  'file-with-script': 400,
  'hidden-content': 400,
  'too-large': 413,
  'too-many-files': 413,
  'too-many-tries': 429,
  'account-locked': 423,
  'key-locked': 423,
  'link-spent': 410,
  'held-over': 410,
  'wrong-signature': 400,
  'storage-full': 507,
}

/** The HTTP status that says the same as a refusal; 409 when the thing's state forbids the act. */
export const statusOf = (code: RefusalCode): number => statuses[code] ?? 409

/** Code and subject of a refusal, without the error around them. */
export const refusalData = ({ code, about }: Refusal): Refusal => ({ code, about })

/** Runs one action for a page. A refusal comes back as data, so the filled form stays; anything else is a fault and flies on. */
export async function attempt<Done>(desk: Pick<Desk, 'work'>, act: (work: Work) => Promise<Done>) {
  return attempted(() => desk.work(act))
}

/** The same for a course of several transactions, or for an act that comes before there is a desk. */
export async function attempted<Done>(
  act: () => Promise<Done>,
): Promise<{ done: Done; refused: null } | { done: null; refused: Refusal }> {
  try {
    return { done: await act(), refused: null }
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    return { done: null, refused: refusalData(refused) }
  }
}
