import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { deskContext, visitorContext } from '#platform/http/contexts.ts'
import { officeFrame } from './office.load.ts'
import { OfficeView } from './office.parts.tsx'

export const loader = ({ context }: LoaderFunctionArgs) =>
  officeFrame(context.get(deskContext), context.get(visitorContext).theme)

export default function Office() {
  return <OfficeView of={useLoaderData<typeof loader>()} />
}
