import { Refused } from '#kernel/refused.ts'

/** What a person types to sign: the PIN alone, or with the code, good once, that a service of remote signing asks for. */
export type Pin = string | { pin: string; otp: string }

export const typedIn = (typed: Pin): { pin: string; otp: string } => (typeof typed === 'string' ? { pin: typed, otp: '' } : typed)

/** The fields of a form for signing; none of them ever comes back into a page. */
export const pinFrom = (form: FormData): Pin => ({ pin: String(form.get('pin') ?? ''), otp: String(form.get('pinOnce') ?? '') })

export const shortestPin = 8
/** Wrong PINs in a row after which a key is locked for this person. */
export const mostWrongPins = 5

/** A PIN as it is derived from: equal signs typed on different keyboards give equal bytes. */
export const pinText = (pin: string): string => pin.normalize('NFC')

/** @throws Refused pin-too-short */
export function checkPin(pin: string): void {
  if ([...pinText(pin)].length < shortestPin) throw new Refused('pin-too-short', 'pin')
}
