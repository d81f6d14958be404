import type { X509Certificate } from 'node:crypto'

const issued = (issuer: X509Certificate, certificate: X509Certificate) =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)

/** The path from a certificate upwards, as far as the given certificates reach; leaf first, the root (if there) last. */
export function chainFrom(leaf: X509Certificate, others: readonly X509Certificate[]): X509Certificate[] {
  const path = [leaf]
  for (let last = leaf; !issued(last, last); ) {
    const next = others.find((one) => one.ca && !path.some((known) => known.raw.equals(one.raw)) && issued(one, last))
    if (!next) break
    path.push(next)
    last = next
  }
  return path
}

/** Whether the path ends in one of the anchors, or in a certificate that an anchor signed. */
export function reaches(path: readonly X509Certificate[], anchors: readonly X509Certificate[]): boolean {
  const [leaf] = path
  if (!leaf) return false
  const known = (one: X509Certificate) => anchors.some((anchor) => anchor.raw.equals(one.raw))
  return chainFrom(leaf, [...path, ...anchors]).some(known)
}
