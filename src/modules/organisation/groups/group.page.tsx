import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import {
  Actions,
  Button,
  Card,
  CheckGroup,
  Empty,
  More,
  PageBody,
  PageHeader,
  PostForm,
  Stack,
  TextInput,
} from '#platform/look/index.ts'
import { agenciesOn } from '../agencies/agency.sql.ts'
import { type Answer, typedIn } from '../answer.ts'
import { Outcome } from '../outcome.tsx'
import { deed, perform } from '../perform.ts'
import { GroupEndForm, GroupForm } from './group.forms.ts'
import { mayKeepGroups } from './group.policy.ts'
import { groupsOf, type UserGroup } from './group.sql.ts'
import { dropGroup, keepGroup } from './keep-group.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const done = new URL(request.url).searchParams.get('xong')
  return context.get(deskContext).work(async ({ tx, actor, clock }) => ({
    groups: await groupsOf(tx, actor.agency),
    agencies: (await agenciesOn(tx, clock.today))
      .filter((one) => one.id !== actor.agency)
      .map((one) => ({ value: one.id, label: one.name })),
    may: mayKeepGroups(actor.agency, actor),
    done,
    readAt: clock.now.getTime(),
  }))
}

export async function action({ context, request }: ActionFunctionArgs) {
  const answer = await perform(context.get(deskContext), await formOf(request), {
    keep: deed(GroupForm, keepGroup),
    drop: deed(GroupEndForm, (work, { group }) => dropGroup(work, group)),
  })
  return answer.done ? redirect(`/nhom-noi-nhan?xong=${answer.intent}`, 303) : data(answer, { status: answer.status })
}

export const meta = () => [{ title: 'Nhóm nơi nhận · Liên Thông' }]

type Choices = { value: string; label: string }[]

function GroupFields(props: { of?: UserGroup; agencies: Choices; answer: Answer | undefined }) {
  const { of, agencies, answer } = props
  const mine = answer && (answer.filled.group ?? '') === (of?.id ?? '') ? answer : undefined
  const { errors, value, values } = typedIn(mine, 'keep')
  const id = of?.id ?? 'new'
  return (
    <PostForm>
      {of && <input type="hidden" name="group" value={of.id} />}
      <Stack>
        <TextInput
          name="name"
          id={`${id}-name`}
          label="Tên nhóm"
          defaultValue={value('name') ?? of?.name ?? ''}
          error={errors.name}
        />
        <CheckGroup
          name="members"
          id={`${id}-members`}
          label="Nơi nhận"
          columns
          chosen={values('members') ?? of?.members ?? []}
          choices={agencies}
          error={errors.members}
        />
      </Stack>
      <Actions>
        {of && (
          <Button kind="danger" name="intent" value="drop">
            Bỏ nhóm
          </Button>
        )}
        <Button kind={of ? 'usual' : 'primary'} name="intent" value="keep">
          {of ? 'Lưu nhóm' : 'Thêm nhóm'}
        </Button>
      </Actions>
    </PostForm>
  )
}

export default function GroupPage() {
  const { groups, agencies, may, done, readAt } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const nameOf = (id: string) => agencies.find((one) => one.value === id)?.label ?? 'Nơi nhận đã hết hiệu lực'
  return (
    <>
      <PageHeader title="Nhóm nơi nhận" about="Danh sách nơi nhận dùng lại khi soạn văn bản" />
      <PageBody narrow>
        <Outcome answer={answer} done={done && (done === 'drop' ? 'Đã bỏ nhóm.' : 'Đã lưu nhóm.')} />
        {/* Read anew after a deed: folded deeds close and secrets leave their fields; after a refusal the answer fills them. */}
        <Stack key={readAt}>
          {groups.length === 0 && <Empty title="Chưa có nhóm nào">Văn thư, chánh văn phòng lập nhóm cho cả cơ quan dùng.</Empty>}
          {groups.map((group) => (
            <More
              key={group.id}
              label={`${group.name} (${group.members.length} nơi nhận)`}
              open={answer?.filled.group === group.id}
            >
              {may ? (
                <GroupFields of={group} agencies={agencies} answer={answer} />
              ) : (
                <p>{group.members.map(nameOf).join('; ')}</p>
              )}
            </More>
          ))}
          {may && (
            <Card title="Thêm nhóm">
              <GroupFields agencies={agencies} answer={answer} />
            </Card>
          )}
        </Stack>
      </PageBody>
    </>
  )
}
