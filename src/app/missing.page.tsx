import { data } from 'react-router'
import type { PageFault } from '#platform/http/guard.ts'

/** Every address that no page has. */
export function loader() {
  throw data({ refused: { code: 'not-found', about: 'page' } } satisfies PageFault, { status: 404 })
}

export const action = loader

export default function MissingPage() {
  return null
}
