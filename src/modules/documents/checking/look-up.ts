import { readCheckCode } from '#kernel/check-code.ts'
import { Refused } from '#kernel/refused.ts'
import type { Work } from '#platform/db/desk.ts'
import { checkedByCode } from './check.sql.ts'
import type { Checked } from './check.ts'

/** The code that was typed. @throws Refused bad-input (code): a slip of the pen, told without asking whether anybody has it */
export function typedCode(typed: string): string {
  const code = readCheckCode(typed)
  if (!code) throw new Refused('bad-input', 'code')
  return code
}

/**
 * What anybody is told of an issued document by its code. A code that nobody has, and that of a document that was not issued, are
 * answered alike. Nothing is written down: a stranger's look leaves no trace in the agency's audit.
 * @throws Refused bad-input (code) | not-found
 */
export async function lookUp({ tx }: Work, typed: string): Promise<Checked> {
  const code = typedCode(typed)
  const found = await checkedByCode(tx, code)
  if (!found) throw new Refused('not-found', code)
  return found
}
