export type Asking = {
  method: string
  /** Sec-Fetch-Site, Origin and Cookie headers as they came. */
  site: string | undefined
  origin: string | undefined
  hasSession: boolean
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])
const ownSites = new Set(['same-origin', 'none'])

/**
 * Whether a request that changes something comes from another site's page (cross-site request forgery).
 * Browsers say where a form comes from in Sec-Fetch-Site (which a script cannot forge) or in Origin. A program sends
 * neither; it is let in unless it brings a session cookie, because then it may be a very old browser.
 */
export function isForeign({ method, site, origin, hasSession }: Asking, own: string): boolean {
  if (reading.has(method)) return false
  if (site !== undefined && !ownSites.has(site)) return true
  if (origin !== undefined && origin !== 'null') return origin !== own
  return site === undefined && (hasSession || origin === 'null')
}
