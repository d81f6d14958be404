import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { formatDate } from '#kernel/vietnamese.ts'
import { deskContext, panelsContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { loadPanels, Panels } from '#platform/http/panels.tsx'
import { Actions, Button, Card, More, Note, PageBody, PageHeader, PostForm, Stack } from '#platform/look/index.ts'
import { NoForm } from '../accounts/account.forms.ts'
import { Outcome } from '../outcome.tsx'
import { deed, perform } from '../perform.ts'
import { handOn } from '../posts/hand-on.ts'
import { amendPost, endPost, movePost } from '../posts/tend-post.ts'
import { AccountCard, LeaveCard } from './account.card.tsx'
import { leave } from './leave.ts'
import { shownPerson } from './load-person.ts'
import { PersonFields } from './person.fields.tsx'
import { AmendPostForm, EndPostForm, HandOnForm, LeaveForm, MovePostForm, NewPostForm, PersonForm } from './person.forms.ts'
import { PostsCard } from './posts.card.tsx'
import { addPost, editPerson, lockAccount, unlockAccount } from './tend-person.ts'

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const done = new URL(request.url).searchParams.get('xong')
  const desk = context.get(deskContext)
  const shown = await desk.work((work) => shownPerson(work, params.person))
  const panels = await loadPanels(context.get(panelsContext), 'person', desk, shown.card.person)
  return { ...shown, done, panels }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const person = params.person ?? ''
  const answer = await perform(context.get(deskContext), await formOf(request), {
    edit: deed(PersonForm, (work, values) => editPerson(work, person, values)),
    'add-post': deed(NewPostForm, (work, values) => addPost(work, person, values)),
    'amend-post': deed(AmendPostForm, (work, values) => amendPost(work, person, values)),
    'move-post': deed(MovePostForm, (work, values) => movePost(work, person, values)),
    'end-post': deed(EndPostForm, (work, values) => endPost(work, person, values)),
    'hand-on': deed(HandOnForm, (work, values) => handOn(work, person, values)),
    lock: deed(NoForm, (work) => lockAccount(work, person)),
    unlock: deed(NoForm, (work) => unlockAccount(work, person)),
    leave: deed(LeaveForm, (work, values) => leave(work, person, values)),
  })
  return answer.done ? redirect(`/quan-tri/nguoi/${person}?xong=${answer.intent}`, 303) : data(answer, { status: answer.status })
}

export const meta = ({ loaderData }: { loaderData?: { card: { name: string } } | undefined }) => [
  { title: `${loaderData?.card.name ?? 'Một người'} · Liên Thông` },
]

const doneWords: Record<string, string> = {
  add: 'Đã thêm người. Cấp liên kết để người này đặt mật khẩu.',
  edit: 'Đã lưu thông tin.',
  'add-post': 'Đã thêm vị trí.',
  'amend-post': 'Đã lưu vị trí.',
  'move-post': 'Đã chuyển. Việc đang mở được bàn giao khi vị trí mới bắt đầu.',
  'end-post': 'Đã kết thúc vị trí. Việc đang mở được bàn giao vào ngày đó.',
  'hand-on': 'Đã chuyển việc còn lại cho người được chọn.',
  lock: 'Đã khóa tài khoản; mọi phiên đăng nhập đã kết thúc.',
  unlock: 'Đã mở khóa tài khoản.',
  leave: 'Đã khóa tài khoản, kết thúc mọi vị trí và bàn giao việc đang mở.',
}

export default function PersonPage() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { card, tended, done } = shown
  const agency = card.posts[0]?.agency
  return (
    <>
      <PageHeader
        title={card.name}
        about={card.posts.map((post) => `${post.position}, ${post.agencyName}`).join('; ') || 'Không giữ vị trí nào'}
        back={{ href: agency ? `/quan-tri/co-quan/${agency}` : '/quan-tri', label: 'Về cơ quan' }}
      />
      <PageBody>
        <Outcome answer={answer} done={done && doneWords[done]} />
        {/* Read anew after a deed: folded deeds close and secrets leave their fields; after a refusal the answer fills them. */}
        <Stack key={shown.readAt}>
          {card.leftOn && (
            <Note tone="warn">Đã nghỉ từ {formatDate(card.leftOn)}. Muốn nhận lại, hãy thêm vị trí rồi mở khóa.</Note>
          )}
          {tended && <AccountCard shown={shown} />}
          <PostsCard shown={shown} answer={answer} />
          <Panels slot="person" data={shown.panels} />
          {tended && (
            <More label="Sửa tên, tên đăng nhập, liên hệ" open={answer?.intent === 'edit'}>
              <PostForm>
                <PersonFields
                  intent="edit"
                  answer={answer}
                  given={{ fullName: card.name, login: card.login, email: card.email, phone: card.phone }}
                  isNew={false}
                />
                <Actions>
                  <Button name="intent" value="edit">
                    Lưu thông tin
                  </Button>
                </Actions>
              </PostForm>
            </More>
          )}
          {tended && !shown.self && !card.leftOn && <LeaveCard shown={shown} answer={answer} />}
          {tended || (
            <Card title="Tài khoản">
              <p>Người này có vị trí ở cơ quan khác hoặc vai trò toàn tỉnh, nên tài khoản do quản trị tỉnh chăm sóc.</p>
            </Card>
          )}
        </Stack>
      </PageBody>
    </>
  )
}
