import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { formatDate } from '#kernel/vietnamese.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { Actions, Button, ErrorSummary, PageBody, PageHeader, PostForm, Stack } from '#platform/look/index.ts'
import { divisionsOf } from '../agencies/agency.sql.ts'
import { shownAgency } from '../agencies/load-agency.ts'
import { typedIn } from '../answer.ts'
import { Outcome } from '../outcome.tsx'
import { deed, perform } from '../perform.ts'
import { PersonFields } from './person.fields.tsx'
import { NewPersonForm } from './person.forms.ts'
import { DutyFields, PlaceFields } from './post.fields.tsx'
import { addPerson } from './tend-person.ts'

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  return context.get(deskContext).work(async (work) => {
    const { agency, may } = await shownAgency(work, params.agency, request)
    if (!may) throw new Refused('not-allowed', 'person')
    const divisions = await divisionsOf(work.tx, agency.id)
    return {
      agency: { id: agency.id, name: agency.name },
      divisions: divisions.map((one) => ({ value: one.id, label: one.name })),
      from: formatDate(work.clock.today),
      province: has(work.actor, 'systemAdmin'),
    }
  })
}

export async function action({ context, request }: ActionFunctionArgs) {
  const answer = await perform(context.get(deskContext), await formOf(request), { add: deed(NewPersonForm, addPerson) })
  return answer.made ? redirect(`/quan-tri/nguoi/${answer.made}?xong=add`, 303) : data(answer, { status: answer.status })
}

export const meta = () => [{ title: 'Thêm người · Liên Thông' }]

export default function NewPersonPage() {
  const { agency, divisions, from, province } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const shared = { id: 'new', intent: 'add', answer, province }
  return (
    <>
      <PageHeader
        title="Thêm người"
        about={agency.name}
        back={{ href: `/quan-tri/co-quan/${agency.id}`, label: `Về ${agency.name}` }}
      />
      <PageBody>
        {answer?.refused && <Outcome answer={answer} />}
        <PostForm>
          <input type="hidden" name="agency" value={agency.id} />
          <Stack>
            <ErrorSummary errors={typedIn(answer, 'add').errors} kept="Những gì đã gõ vẫn còn nguyên." />
            <PersonFields intent="add" answer={answer} isNew />
            <DutyFields {...shared} />
            <PlaceFields {...shared} divisions={divisions} from={from} />
          </Stack>
          <Actions>
            <Button kind="primary" name="intent" value="add">
              Thêm người
            </Button>
          </Actions>
        </PostForm>
      </PageBody>
    </>
  )
}
