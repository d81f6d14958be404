import { isIPv6 } from 'node:net'

/**
 * Wrong passwords for one name that are let through within so many minutes: from one network, so that nobody keeps a colleague out
 * who sits elsewhere, and from all of them together, so that many machines guess no better than one.
 */
export const tries = { most: 5, anywhere: 50, minutes: 15 }

export type Tried = { failedTries: number; triesSince: Date | null }

/** Wrong passwords counted within the last quarter of an hour. */
export const triesWithin = ({ failedTries, triesSince }: Tried, now: Date): number =>
  triesSince && now.getTime() - triesSince.getTime() < tries.minutes * 60_000 ? failedTries : 0

export const triesLeft = (tried: Tried, now: Date): number => tries.most - triesWithin(tried, now)

const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))

/** From where somebody tries: an IPv4 address, or the /64 of an IPv6 one, in which a single machine has every address it likes. */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [before = '', after = ''] = plain.toLowerCase().split('::')
  const [left, right] = [groups(before), groups(after)]
  const gap = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const all = [...left, ...gap, ...right].map((group) => Number.parseInt(group, 16).toString(16))
  return `${all.slice(0, 4).join(':')}::/64`
}
