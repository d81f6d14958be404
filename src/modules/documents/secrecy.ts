import { type Content, plainLines } from '#kernel/content.ts'
import { Refused } from '#kernel/refused.ts'

/** A line that consists of a grade of state secret and nothing else, as the stamp stands on paper (Luật BVBMNN 117/2025). */
const stamp = /^[\s.:*_\-–—|[\]()]*(tuyệt\s+mật|tối\s+mật|mật)[\s.:*_\-–—|[\]()]*$/u

/** True when a line is a secrecy stamp. "bảo mật", "mật độ" in running text are not. */
export function isSecretStamp(line: string): boolean {
  const read = line.normalize('NFC').trim()
  // The stamp is printed in capitals; a lone "mật" in lower case is a word of a list, not a stamp.
  return read === read.toLocaleUpperCase('vi') && stamp.test(read.toLocaleLowerCase('vi'))
}

export const hasSecretStamp = (text: string): boolean => text.split(/\r?\n/u).some(isSecretStamp)

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
