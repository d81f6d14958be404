import { type Content, plainLines } from '#kernel/content.ts'
import { Refused } from '#kernel/refused.ts'

/** Grades of state secret as the stamp stands on paper, in capitals and without what lies between (Luật BVBMNN 117/2025). */
const stamps: readonly string[] = ['MẬT', 'TỐIMẬT', 'TUYỆTMẬT']
/** All that is no letter and no digit: blanks, punctuation, symbols, invisible signs (some of which count as letters elsewhere);
 * the migration of the constraint has the same. */
const between = /[^\p{L}\p{Nd}]|\p{Default_Ignorable_Code_Point}/gu
const lineEnds = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u
/** One sign that ends a line; one that counts, marks included, for a letter may come in parts. */
export const lineEnd = /^[\n\v\f\r\u0085\u2028\u2029]$/u
export const counted = /^[\p{L}\p{M}\p{Nd}]$/u

/**
 * True when a line is a secrecy stamp, also letter-spaced, framed by signs or cut by invisible ones. "bảo mật", "mật độ" in
 * running text are not, nor is a lone "mật" in lower case: a word of a list.
 */
export const isSecretStamp = (line: string): boolean => stamps.includes(line.normalize('NFC').replace(between, ''))

export const hasSecretStamp = (text: string): boolean => text.split(lineEnds).some(isSecretStamp)

/** A độ mật other than the ordinary one, in whatever words a form or packet names it. @throws Refused secret-material */
export function refuseSecretGrade(said: string | null | undefined): void {
  const grade = (said ?? '').normalize('NFC').trim().toLocaleUpperCase('vi')
  if (!['', 'NORMAL', 'THƯỜNG', 'KHÔNG'].includes(grade)) throw new Refused('secret-material', 'classification')
}

/** @throws Refused secret-material (`about`) when a line of the words is a stamp */
export function refuseSecretWords(words: string, about: string): void {
  if (hasSecretStamp(words)) throw new Refused('secret-material', about)
}

/** @throws Refused secret-material (`about`) when a file is named by a grade and nothing else */
export function refuseSecretName(name: string, about: string): void {
  refuseSecretWords(name.replace(/\.[^.]+$/u, '').toLocaleUpperCase('vi'), about)
}

/** The same for several fields at once, by the name of each. @throws Refused secret-material (the first field that bears a stamp) */
export function refuseSecrets(said: Readonly<Record<string, string | null | undefined>>): void {
  for (const [about, words] of Object.entries(said)) refuseSecretWords(words ?? '', about)
}

/** @throws Refused secret-material before anything is stored (DESIGN 5.4) */
export function refuseSecretText({ subject, content }: { subject: string; content: Content }): void {
  if (hasSecretStamp(subject) || plainLines(content).some(hasSecretStamp)) throw new Refused('secret-material', 'text')
}
