import { type Refused, refusalOf } from '#kernel/refused.ts'

/** What one press did to one of several documents. */
export type Outcome = { id: string; refused: Pick<Refused, 'code' | 'about'> | null }

/** Runs the same act over several documents, one after the other; a refusal of one does not stop the rest, a fault does. */
export async function each(ids: readonly string[], act: (id: string) => Promise<void>): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const id of ids) {
    try {
      await act(id)
      outcomes.push({ id, refused: null })
    } catch (error) {
      const refused = refusalOf(error)
      if (!refused) throw error
      outcomes.push({ id, refused: { code: refused.code, about: refused.about } })
    }
  }
  return outcomes
}
