/**
 * A reason for which a command cannot start, said to the person who typed it: first in Vietnamese, then in English, each
 * with what to do. Recognised by `code`; whoever catches it prints `message` alone, without a stack.
 */
export function cannotStart(vietnamese: string, english: string): Error & { code: 'cannot-start' } {
  return Object.assign(new Error(`${vietnamese}\n${english}`), { name: 'CannotStart', code: 'cannot-start' as const })
}

/** The exit of every command that cannot start, of the program itself and of bin/lienthong (EX_UNAVAILABLE of sysexits.h). */
export const cannotStartExit = 69

/** By these codes an external database says that it is not there, or not for us. */
const unreachable = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['28000', '28P01', '3D000', '53300', '57P03'],
])

const codeIn = (error: unknown): string => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown }
  if (typeof code === 'string') return code
  return cause ? codeIn(cause) : ''
}

/** The sentence for people in an unknown error, or null when the error is a fault and its stack is worth printing. */
export function startProblemOf(error: unknown): string | null {
  const code = codeIn(error)
  if (code === 'cannot-start') return (error as Error).message
  if (!unreachable.has(code)) return null
  return cannotStart(
    `Không kết nối được cơ sở dữ liệu (${code}). Hãy xem máy chủ PostgreSQL có đang chạy không, và địa chỉ, tên, mật khẩu trong DATABASE_URL có đúng không.`,
    `The database cannot be reached (${code}): see that the PostgreSQL server runs and that DATABASE_URL is right.`,
  ).message
}
