import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { formatInstant } from '#kernel/vietnamese.ts'
import { deskContext, onwardPath } from '#platform/http/contexts.ts'
import { Actions, Anchor, Button, Note, PageBody, PageHeader, PostForm, Stack } from '#platform/look/index.ts'
import { delegationNoticeWords } from '../delegations/delegation.ts'
import { noticeWords } from './link.ts'
import { readNotices, unreadDelegations, unreadNotices } from './read-notices.ts'

const onward = (request: Request) => onwardPath(new URL(request.url).searchParams.get('tiep'))

/** Shown once after sign-in when somebody has issued a link to the account, or recorded a delegation in their name; with nothing to tell it goes on at once. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  const [links, delegations] = [await desk.work(unreadNotices), await desk.work(unreadDelegations)]
  if (links.length + delegations.length === 0) throw redirect(onward(request))
  return {
    notices: links.map((one) => noticeWords(one, formatInstant, one.madeAt)),
    delegations: delegations.map((one) => delegationNoticeWords(one, formatInstant)),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  await context.get(deskContext).work(readNotices)
  return redirect(onward(request), 303)
}

export const meta = () => [{ title: 'Thông báo về tài khoản · Liên Thông' }]

export default function NoticesPage() {
  const { notices, delegations } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title="Thông báo về tài khoản của bạn" />
      <PageBody narrow>
        <Stack>
          {notices.map((words) => (
            <Note key={words} tone="warn" icon="lock">
              {words}
            </Note>
          ))}
          {notices.length > 0 && (
            <p>
              Nếu bạn không nhờ cấp liên kết, hãy báo quản trị đơn vị và <Anchor href="/tai-khoan">đổi mật khẩu</Anchor> ngay.
            </p>
          )}
          {delegations.map((words) => (
            <Note key={words} tone="warn" icon="lock">
              {words}
            </Note>
          ))}
          {delegations.length > 0 && (
            <p>
              Nếu bạn không nhờ ghi ủy quyền này, hãy mở trang <Anchor href="/uy-quyen">Ủy quyền, ký thay</Anchor> và kết thúc
              ngay.
            </p>
          )}
        </Stack>
        <PostForm>
          <Actions>
            <Button kind="primary">Tôi đã biết, vào làm việc</Button>
          </Actions>
        </PostForm>
      </PageBody>
    </>
  )
}
