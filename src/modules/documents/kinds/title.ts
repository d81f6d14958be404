import { capital, fold } from '#kernel/vietnamese.ts'

/** A document as lists call it: its subject, with the kind before it unless it is a letter or the subject says the kind itself. */
export function titleOf(kindName: string, subject: string): string {
  const plain = kindName === 'Công văn' || fold(subject).startsWith(`${fold(kindName)} `)
  return plain || subject === '' ? capital(subject) : `${kindName} ${subject}`
}
