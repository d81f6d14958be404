import type { LoaderFunctionArgs } from 'react-router'
import { useLoaderData } from 'react-router'
import { visitorContext } from '#platform/http/contexts.ts'

export function loader({ context }: LoaderFunctionArgs) {
  return { name: context.get(visitorContext).actor?.name ?? null }
}

export default function StartPage() {
  const { name } = useLoaderData<typeof loader>()
  return (
    <main id="noi-dung" tabIndex={-1}>
      <h1>Liên Thông</h1>
      <p>{name ? `Chào ${name}.` : 'Nền tảng điều hành không giấy của tỉnh.'}</p>
    </main>
  )
}
