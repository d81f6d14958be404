import { checkPath, formatCheckCode } from '#kernel/check-code.ts'
import type { Vault } from '#platform/db/desk.ts'
import { type Qr, qrOf } from '#platform/qr/qr.ts'

/** What is printed, or shown, so that a document can be checked: the code in groups, where it is typed, and both as a QR code. */
export type CheckMark = { code: string; place: string; address: string; qr: Qr }

/** The address that a person types: without its scheme, for reading. */
const readable = (address: string) => address.replace(/^https?:\/\//, '')

export function checkMark(code: string, { address = 'http://127.0.0.1:8080' }: Pick<Vault, 'address'>): CheckMark {
  const whole = `${address}${checkPath(code)}`
  return { code: formatCheckCode(code), place: readable(`${address}/kiem-tra`), address: whole, qr: qrOf(whole) }
}
