import { isRouteErrorResponse, Outlet, useRouteError, useRouteLoaderData } from 'react-router'
import { useLanguage } from '#platform/look/index.ts'
import { FaultView, shownFor } from './fault.tsx'
import type { loader } from './root.tsx'

/** Stands between the office's frame and its pages: what a page cannot show is said inside the frame, which stays. */
export default function Within() {
  return <Outlet />
}

export function ErrorBoundary() {
  const error = useRouteError()
  const incident = useRouteLoaderData<typeof loader>('root')?.incident ?? null
  return <FaultView of={shownFor(isRouteErrorResponse(error) ? error : null, incident, useLanguage())} inside />
}
