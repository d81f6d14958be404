/**
 * A reason for which a command cannot start, said to the person who typed it: first in Vietnamese, then in English, each
 * with what to do. Recognised by `code`; whoever catches it prints `message` alone, without a stack.
 */
export function cannotStart(vietnamese: string, english: string): Error & { code: 'cannot-start' } {
  return Object.assign(new Error(`${vietnamese}\n${english}`), { name: 'CannotStart', code: 'cannot-start' as const })
}

/** The sentence for people in an unknown error, or null when the error is a fault and its stack is worth printing. */
export function startProblemOf(error: unknown): string | null {
  return (error as { code?: unknown } | null)?.code === 'cannot-start' ? (error as Error).message : null
}
