import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { Actions, Button, Card, Empty, FieldRow, More, PageBody, PostForm, Stack, TextInput } from '#platform/look/index.ts'
import { AgencyHead } from '../agencies/agency.head.tsx'
import { divisionsOf } from '../agencies/agency.sql.ts'
import { shownAgency } from '../agencies/load-agency.ts'
import { type Answer, typedIn } from '../answer.ts'
import { Outcome } from '../outcome.tsx'
import { deed, perform } from '../perform.ts'
import { DivisionEditForm, DivisionEndForm, DivisionForm } from './division.forms.ts'
import { addDivision, editDivision, endDivision } from './tend-division.ts'

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const done = new URL(request.url).searchParams.get('xong')
  return context.get(deskContext).work(async (work) => {
    const shown = await shownAgency(work, params.agency, request)
    return { ...shown, divisions: await divisionsOf(work.tx, shown.agency.id), done, readAt: work.clock.now.getTime() }
  })
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const agency = params.agency ?? ''
  const answer = await perform(context.get(deskContext), await formOf(request), {
    add: deed(DivisionForm, (work, values) => addDivision(work, agency, values)),
    edit: deed(DivisionEditForm, (work, { division, ...values }) => editDivision(work, division, values)),
    end: deed(DivisionEndForm, (work, { division }) => endDivision(work, division)),
  })
  return answer.done
    ? redirect(`/quan-tri/co-quan/${agency}/don-vi?xong=${answer.intent}`, 303)
    : data(answer, { status: answer.status })
}

export const meta = ({ loaderData }: { loaderData?: { agency: { name: string } } | undefined }) => [
  { title: `${loaderData?.agency.name ?? 'Cơ quan'}, phòng, ban · Liên Thông` },
]

const doneWords: Record<string, string> = { add: 'Đã thêm phòng, ban.', edit: 'Đã lưu.', end: 'Đã kết thúc phòng, ban.' }

type Division = { id: string; name: string; symbol: string }

function Named(props: { of?: Division; answer: Answer | undefined; intent: string }) {
  const { of, answer, intent } = props
  const mine = answer?.intent === intent && (!of || answer.filled.division === of.id) ? answer : undefined
  const { errors, value } = typedIn(mine, intent)
  const id = of?.id ?? 'new'
  return (
    <FieldRow>
      <TextInput name="name" id={`${id}-name`} label="Tên" defaultValue={value('name') ?? of?.name ?? ''} error={errors.name} />
      <TextInput
        name="symbol"
        id={`${id}-symbol`}
        label="Ký hiệu"
        fit="short"
        help="Đứng sau ký hiệu cơ quan, ví dụ NS"
        defaultValue={value('symbol') ?? of?.symbol ?? ''}
        error={errors.symbol}
      />
    </FieldRow>
  )
}

function One({ of, answer }: { of: Division; answer: Answer | undefined }) {
  return (
    <More label={`${of.name} (${of.symbol})`} open={answer?.filled.division === of.id}>
      <PostForm>
        <input type="hidden" name="division" value={of.id} />
        <Named of={of} answer={answer} intent="edit" />
        <Actions>
          <Button kind="danger" name="intent" value="end">
            Kết thúc từ mai
          </Button>
          <Button name="intent" value="edit">
            Lưu
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

export default function DivisionPage() {
  const { agency, may, own, divisions, done, readAt } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <AgencyHead agency={agency} at="divisions" own={own} />
      <PageBody top>
        <Outcome answer={answer} done={done && doneWords[done]} />
        {/* Read anew after a deed: folded deeds close and secrets leave their fields; after a refusal the answer fills them. */}
        <Stack key={readAt}>
          {divisions.length === 0 && <Empty title="Chưa có phòng, ban">Cơ quan nhỏ có thể không cần.</Empty>}
          {divisions.map((one) =>
            may ? (
              <One key={one.id} of={one} answer={answer} />
            ) : (
              <p key={one.id}>
                {one.name} ({one.symbol})
              </p>
            ),
          )}
          {may && (
            <Card title="Thêm phòng, ban">
              <PostForm>
                <Named answer={answer} intent="add" />
                <Actions>
                  <Button kind="primary" name="intent" value="add">
                    Thêm phòng, ban
                  </Button>
                </Actions>
              </PostForm>
            </Card>
          )}
        </Stack>
      </PageBody>
    </>
  )
}
