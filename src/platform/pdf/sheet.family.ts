import { capital } from '#kernel/vietnamese.ts'

/** The layouts of annex III of Decree 30/2020; every kind that is not listed is `named`. */
export type SheetFamily =
  | 'named'
  | 'decision'
  | 'resolution'
  | 'letter'
  | 'telegram'
  | 'invitation'
  | 'introduction'
  | 'minutes'
  | 'leave'

/**
 * The subject under the kind's name: "Về việc …" of a decision that rules itself, "Ban hành …" or "Phê duyệt …" of one that
 * issues another text (samples 1.2 and 1.3), a capital in all others; introductions and leave permits have none (1.8, 1.10).
 */
export function printedSubject(family: SheetFamily, subject: string): string {
  if (family === 'introduction' || family === 'leave' || family === 'letter') return ''
  const rules = family === 'decision' && subject !== '' && !/^(về|ban hành|phê duyệt)(\s|$)/iu.test(subject)
  return rules ? `Về việc ${subject}` : capital(subject)
}

/** Of a superior's name, common words are shortened (annex I, II.2a). */
export const shortened = (name: string): string =>
  name.replace(/ủy ban nhân dân/iu, 'UBND').replace(/hội đồng nhân dân/iu, 'HĐND')

/** A committee's name is parted before its territory, as everyone writes it. */
export function agencyLines(name: string): string[] {
  const parts = /^(Ủy ban nhân dân|Hội đồng nhân dân) (.+)$/iu.exec(name)
  return parts ? [parts[1] ?? '', parts[2] ?? ''] : [name]
}
