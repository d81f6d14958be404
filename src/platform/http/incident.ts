import { randomBytes } from 'node:crypto'

// Without I, L, O, U: read over the telephone, none is taken for another sign.
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A new request's number, eight signs as in K7QD-3M2P; also the incident number when the request fails. */
export function newIncident(): string {
  const text = Array.from(randomBytes(8), (byte) => signs[byte % 32]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}
