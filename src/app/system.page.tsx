import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { has } from '#kernel/actor.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { Card, Facts, Note, PageBody, PageHeader, Stack } from '#platform/look/index.ts'
import { systemFacts } from './system.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  const { actor, work } = context.get(deskContext)
  if (!has(actor, 'unitAdmin', 'systemAdmin')) throw data(null, { status: 403 })
  return { facts: await work(({ tx }) => systemFacts(tx)) }
}

export const meta = () => [{ title: 'Hệ thống · Liên Thông' }]

/** Hệ thống: the last backup, what is not scanned, space left, the audit's tail, the version; what needs a deed stands first. */
export default function SystemPage() {
  const { facts } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title="Hệ thống" />
      <PageBody narrow>
        <Stack>
          {facts.flatMap(({ name, alarm }) =>
            alarm === null
              ? []
              : [
                  <Note key={name} tone="warn">
                    {alarm}
                  </Note>,
                ],
          )}
          <Card title="Tình trạng">
            <Facts rows={facts.map(({ name, value }) => [name, value] as const)} />
          </Card>
        </Stack>
      </PageBody>
    </>
  )
}
