import { type Role, roles } from '#kernel/actor.ts'
import { fold } from '#kernel/vietnamese.ts'
import { roleWords } from '../people/roles.vi.ts'

/** A reader of one word of a list, by what people read or by its code; marks and case do not matter. */
export const wordOf =
  <Code extends string>(words: Readonly<Record<Code, string>>, others: Readonly<Record<string, Code>> = {}) =>
  (text: string): Code | undefined => {
    const typed = fold(text)
    const code = (Object.keys(words) as Code[]).find((one) => fold(words[one]) === typed || one.toLowerCase() === typed)
    return code ?? others[typed]
  }

/** Có, x, 1 are yes; Không, 0 no. */
export const yesOf = (text: string): boolean | undefined => {
  const typed = fold(text)
  if (['co', 'x', '1', 'yes', 'true'].includes(typed)) return true
  return ['khong', '0', 'no', 'false'].includes(typed) ? false : undefined
}

const role = wordOf<Role>(roleWords)

/** Roles separated by commas or semicolons. */
export const rolesOf = (text: string): Role[] | undefined => {
  const read = text.split(/[,;]/).map((one) => role(one.trim()))
  return read.every((one) => one !== undefined && roles.includes(one)) ? (read as Role[]) : undefined
}
