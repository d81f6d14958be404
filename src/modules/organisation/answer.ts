/** What a posted form of a page led to: done, or what to correct with everything typed still there. */
export type Answer = {
  /** Which form of the page it was. */
  intent: string
  done: boolean
  /** An identifier that the deed made, to go on to. */
  made: string | null
  filled: Record<string, string | string[]>
  /** Sentences by field. */
  errors: Record<string, string>
  /** The sentence of a refusal that is about no field. */
  refused: string | null
  status: number
}

/** What was typed into one form of a page, when it was that form; else empty. */
export const typedIn = (answer: Answer | undefined, intent: string) => {
  const mine = answer?.intent === intent ? answer : undefined
  return {
    errors: mine?.errors ?? {},
    value: (field: string): string | undefined => {
      const typed = mine?.filled[field]
      return typeof typed === 'string' ? typed : typed?.at(-1)
    },
    values: (field: string): string[] | undefined => {
      const typed = mine?.filled[field]
      return typed === undefined ? undefined : [typed].flat()
    },
  }
}
