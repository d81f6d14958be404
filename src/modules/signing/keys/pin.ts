import { Refused } from '#kernel/refused.ts'

export const shortestPin = 8
/** Wrong PINs in a row after which a key is locked for this person. */
export const mostWrongPins = 5

/** A PIN as it is derived from: equal signs typed on different keyboards give equal bytes. */
export const pinText = (pin: string): string => pin.normalize('NFC')

/** @throws Refused pin-too-short */
export function checkPin(pin: string): void {
  if ([...pinText(pin)].length < shortestPin) throw new Refused('pin-too-short', 'pin')
}
