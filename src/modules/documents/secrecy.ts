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

/** @throws Refused secret-material before anything is stored (DESIGN 5.4) */
export function refuseSecretText({ subject, content }: { subject: string; content: Content }): void {
  if (hasSecretStamp(subject) || plainLines(content).some(hasSecretStamp)) throw new Refused('secret-material', 'text')
}
