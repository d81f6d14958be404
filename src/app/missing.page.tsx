import { data, isRouteErrorResponse, useRouteError, useRouteLoaderData } from 'react-router'
import type { PageFault } from '#platform/http/guard.ts'
import { useLanguage } from '#platform/look/index.ts'
import { FaultView, shownFor } from './fault.tsx'
import type { loader as threshold } from './threshold.tsx'

/** Every address that no page has. */
export function loader() {
  throw data({ refused: { code: 'not-found', about: 'page' } } satisfies PageFault, { status: 404 })
}

export const action = loader

export default function MissingPage() {
  return null
}

/** Inside the office's frame for whoever is signed in, a page of its own for strangers. */
export function ErrorBoundary() {
  const error = useRouteError()
  const framed = Boolean(useRouteLoaderData<typeof threshold>('threshold'))
  return <FaultView of={shownFor(isRouteErrorResponse(error) ? error : null, null, useLanguage())} inside={framed} />
}
