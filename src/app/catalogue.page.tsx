import { data, type LoaderFunctionArgs } from 'react-router'
import { administers } from '#organisation'
import { installationKind } from '#platform/db/installation.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { Catalogue, PageBody, PageHeader } from '#platform/look/index.ts'

/** For administrators of a demonstration alone: a real installation has no invented names and figures anywhere. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { actor, work } = context.get(deskContext)
  if (!administers(actor)) throw data(null, { status: 403 })
  if ((await work(({ tx }) => installationKind(tx))) !== 'demo') throw data(null, { status: 404 })
  return null
}

export const meta = () => [{ title: 'Mẫu giao diện · Liên Thông' }]

export default function CataloguePage() {
  return (
    <>
      <PageHeader title="Mẫu giao diện" about="Tên người, cơ quan và số liệu trên trang này đều là hư cấu" />
      <PageBody>
        <Catalogue />
      </PageBody>
    </>
  )
}
