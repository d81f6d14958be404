import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { deskContext } from '#platform/http/contexts.ts'
import { PageHeader } from '#platform/look/index.ts'
import { CountedDocuments } from './behind.parts.tsx'
import { openMatter } from './behind.ts'
import { MatterAddress } from './exchange.forms.ts'

/** The documents whose deliveries need a person. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const address = MatterAddress.parse(Object.fromEntries(new URL(request.url).searchParams))
  return context.get(deskContext).work((work) => openMatter(work, address))
}

export const meta = () => [{ title: 'Cần người xử lý · Liên Thông' }]

export default function AttentionPage() {
  const { title, about, back, rows, later } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title={title} about={about} back={{ href: back, label: 'Về báo cáo' }} />
      <CountedDocuments caption={`${title}, ${about}`} rows={rows} later={later} />
    </>
  )
}
