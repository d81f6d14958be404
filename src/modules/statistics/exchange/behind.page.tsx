import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { deskContext } from '#platform/http/contexts.ts'
import { PageHeader } from '#platform/look/index.ts'
import { CountedDocuments } from './behind.parts.tsx'
import { openBehind } from './behind.ts'
import { BehindAddress } from './exchange.forms.ts'

/** The documents behind one figure of the exchange report. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const address = BehindAddress.parse(Object.fromEntries(new URL(request.url).searchParams))
  return context.get(deskContext).work((work) => openBehind(work, address))
}

export const meta = () => [{ title: 'Văn bản của số liệu · Liên Thông' }]

export default function BehindPage() {
  const { title, about, back, rows, later, hint } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title={title} about={about} back={{ href: back, label: 'Về báo cáo' }} />
      <CountedDocuments caption={`${title}, ${about}`} rows={rows} later={later} hint={hint} />
    </>
  )
}
