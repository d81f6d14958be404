import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { visitor as nobody } from '#kernel/actor.ts'
import { openDesk } from '#platform/db/desk.ts'
import { attempt, statusOf } from '#platform/http/attempt.ts'
import { visitorContext } from '#platform/http/contexts.ts'
import { beginSession } from '#platform/http/cookies.ts'
import { formOf } from '#platform/http/form.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { Anchor, Button, Note, PostForm, SecretInput, SignInFoot, SignInHero, TextInput } from '#platform/look/index.ts'
import { typedIn } from '../answer.ts'
import { course, perform } from '../perform.ts'
import { FirstPasswordForm, LinkAddress } from './link.forms.ts'
import { openLink, useLink } from './use-link.ts'

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { token } = LinkAddress.parse(params)
  const { pool } = context.get(visitorContext)
  const { done, refused } = await attempt(openDesk(pool, nobody), (work) => openLink(work, token))
  if (refused) return data({ open: null, refused: refusalWords[refused.code] }, { status: statusOf(refused.code) })
  return data({ open: { name: done.name, login: done.login }, refused: null })
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { token } = LinkAddress.parse(params)
  const visitor = context.get(visitorContext)
  const caller = { address: visitor.address, program: visitor.device }
  const set = course(FirstPasswordForm, (desk, values) => desk.work((work) => useLink(work, token, values, caller)))
  const { made, ...answer } = await perform(openDesk(visitor.pool, nobody), await formOf(request), { set })
  if (!made) return data({ ...answer, made: null }, { status: answer.status })
  return redirect('/thong-bao-tai-khoan', { headers: { 'set-cookie': beginSession(made, visitor) }, status: 303 })
}

export const meta = () => [{ title: 'Đặt mật khẩu · Liên Thông' }]

function SetPassword(props: { login: string; errors: Record<string, string> }) {
  return (
    <PostForm className="lt-pick__form" whole>
      <TextInput name="login" label="Tên đăng nhập" autoComplete="username" readOnly defaultValue={props.login} optional />
      <SecretInput
        name="passwordNew"
        label="Mật khẩu mới"
        help="Ít nhất 10 ký tự. Một câu dễ nhớ tốt hơn một từ khó gõ."
        autoComplete="new-password"
        error={props.errors.passwordNew}
      />
      <SecretInput
        name="passwordAgain"
        label="Gõ lại mật khẩu mới"
        autoComplete="new-password"
        error={props.errors.passwordAgain}
      />
      <Button kind="primary" full name="intent" value="set">
        Đặt mật khẩu và vào làm việc
      </Button>
    </PostForm>
  )
}

export default function LinkPage() {
  const { open, refused } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <SignInHero about="Nền tảng điều hành, trao đổi văn bản và một cửa của tỉnh.">
      <h1>Đặt mật khẩu</h1>
      {(answer?.refused ?? refused) && (
        <Note tone="bad" live>
          {answer?.refused ?? refused}
        </Note>
      )}
      {open ? (
        <>
          <p className="lt-pick__lead">Chào {open.name}. Liên kết này dùng được một lần.</p>
          <SetPassword login={open.login} errors={typedIn(answer, 'set').errors} />
        </>
      ) : (
        <p>
          <Anchor href="/dang-nhap">Về trang đăng nhập</Anchor>
        </p>
      )}
      <SignInFoot words="Không đưa liên kết này cho người khác. Liên kết hết hạn sau 24 giờ." />
    </SignInHero>
  )
}
