import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { deskContext, visitorContext } from '#platform/http/contexts.ts'
import { officeFrame } from './office.load.ts'
import { OfficeView } from './office.parts.tsx'

/** Around what a visitor may see too: whoever is signed in keeps the office's frame, and with it the way on. */
export function loader({ context }: LoaderFunctionArgs) {
  const { actor, theme } = context.get(visitorContext)
  return actor ? officeFrame(context.get(deskContext), theme) : null
}

export default function Threshold() {
  const frame = useLoaderData<typeof loader>()
  return frame ? <OfficeView of={frame} /> : <Outlet />
}
