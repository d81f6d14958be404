import { fold, splitName } from '#kernel/vietnamese.ts'

const plain = (text: string): string => fold(text).replace(/[^a-z0-9]/g, '')

/**
 * A login made from a name, given name first as people know each other: 'Lê Văn Bình' → 'binh.levan'; with a number
 * when it is taken.
 */
export function loginFor(fullName: string, taken: (login: string) => boolean): string {
  const { family, middle, given } = splitName(fullName)
  const base = [plain(given), plain(family) + plain(middle)].filter(Boolean).join('.') || 'nguoidung'
  let login = base
  for (let further = 2; taken(login); further += 1) login = `${base}${further}`
  return login
}
