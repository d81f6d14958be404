import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { Actions, Button, ErrorSummary, PageBody, PageHeader, PostForm, Stack } from '#platform/look/index.ts'
import { typedIn } from '../answer.ts'
import { Outcome } from '../outcome.tsx'
import { deed, perform } from '../perform.ts'
import { AgencyFields } from './agency.fields.tsx'
import { AgencyForm } from './agency.forms.ts'
import { mayShapeTree } from './agency.policy.ts'
import { agenciesOn } from './agency.sql.ts'
import { foundAgency } from './shape-tree.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  if (!mayShapeTree(desk.actor)) throw new Refused('not-allowed', 'agency')
  const wanted = new URL(request.url).searchParams.get('tren')
  const all = await desk.work(({ tx, clock }) => agenciesOn(tx, clock.today))
  const parent = all.find((one) => one.id === wanted)
  return {
    parent: parent?.id ?? null,
    place: parent?.place ?? '',
    agencies: all.map((one) => ({ value: one.id, label: one.name })),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const answer = await perform(context.get(deskContext), await formOf(request), { found: deed(AgencyForm, foundAgency) })
  return answer.made ? redirect(`/quan-tri/co-quan/${answer.made}?xong=found`, 303) : data(answer, { status: answer.status })
}

export const meta = () => [{ title: 'Thêm cơ quan · Liên Thông' }]

export default function NewAgencyPage() {
  const { parent, place, agencies } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Thêm cơ quan" back={{ href: '/quan-tri', label: 'Về cây tổ chức' }} />
      <PageBody>
        {answer?.refused && <Outcome answer={answer} />}
        <PostForm>
          <Stack>
            <ErrorSummary errors={typedIn(answer, 'found').errors} kept="Những gì đã gõ vẫn còn nguyên." />
            <AgencyFields agency={{ parent, place }} agencies={agencies} answer={answer} intent="found" />
          </Stack>
          <Actions>
            <Button kind="primary" name="intent" value="found">
              Thêm cơ quan
            </Button>
          </Actions>
        </PostForm>
      </PageBody>
    </>
  )
}
