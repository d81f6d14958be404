import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { visitor as nobody } from '#kernel/actor.ts'
import { openDesk } from '#platform/db/desk.ts'
import { attempt, statusOf } from '#platform/http/attempt.ts'
import { visitorContext } from '#platform/http/contexts.ts'
import { beginSession } from '#platform/http/cookies.ts'
import { formOf } from '#platform/http/form.ts'
import { refusalSentence } from '#platform/http/refusals.en.ts'
import {
  Anchor,
  Button,
  type Language,
  LanguageSwitch,
  Note,
  PostForm,
  Row,
  SecretInput,
  SignInFoot,
  SignInHero,
  Spacer,
  TextInput,
  useSay,
} from '#platform/look/index.ts'
import { typedIn } from '../answer.ts'
import { course, perform } from '../perform.ts'
import { FirstPasswordForm, LinkAddress } from './link.forms.ts'
import { openLink, useLink } from './use-link.ts'

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { token } = LinkAddress.parse(params)
  const { pool, language } = context.get(visitorContext)
  const { done, refused } = await attempt(openDesk(pool, nobody), (work) => openLink(work, token))
  if (refused)
    return data({ language, open: null, refused: refusalSentence(refused.code, language) }, { status: statusOf(refused.code) })
  return data({ language, open: { name: done.name, login: done.login }, refused: null })
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

export const meta = ({ loaderData }: { loaderData?: { language: Language } | undefined }) => [
  { title: `${loaderData?.language === 'en' ? 'Set a password' : 'Đặt mật khẩu'} · Liên Thông` },
]

/** Why a password was not taken, for who reads English; the words in Vietnamese come with the answer. */
const wrong: Record<string, string> = {
  passwordNew: 'The new password must have 10 to 200 characters.',
  passwordAgain: 'The two passwords are not the same.',
}

function SetPassword(props: { login: string; errors: Record<string, string> }) {
  const say = useSay()
  const error = (field: string) => props.errors[field] && say(props.errors[field], wrong[field] ?? '')
  return (
    <PostForm className="lt-pick__form" whole>
      <TextInput
        name="login"
        label={say('Tên đăng nhập', 'User name')}
        autoComplete="username"
        readOnly
        defaultValue={props.login}
      />
      <SecretInput
        name="passwordNew"
        label={say('Mật khẩu mới', 'New password')}
        help={say(
          'Ít nhất 10 ký tự. Một câu dễ nhớ tốt hơn một từ khó gõ.',
          'At least 10 characters. A sentence that you remember is better than a word that is hard to type.',
        )}
        autoComplete="new-password"
        error={error('passwordNew')}
      />
      <SecretInput
        name="passwordAgain"
        label={say('Gõ lại mật khẩu mới', 'The new password again')}
        autoComplete="new-password"
        error={error('passwordAgain')}
      />
      <Button kind="primary" full name="intent" value="set">
        {say('Đặt mật khẩu và vào làm việc', 'Set the password and begin')}
      </Button>
    </PostForm>
  )
}

export default function LinkPage() {
  const { open, refused } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const say = useSay()
  const again = answer?.refused && say(answer.refused, 'This link cannot be used any more. Ask your administrator for a new one.')
  return (
    <SignInHero
      about={say(
        'Nền tảng điều hành, trao đổi văn bản và một cửa của tỉnh.',
        'The platform on which the province is run, its documents exchanged, its citizens served.',
      )}
    >
      <Row>
        <Spacer />
        <LanguageSwitch />
      </Row>
      <h1>{say('Đặt mật khẩu', 'Set a password')}</h1>
      {(again ?? refused) && (
        <Note tone="bad" live>
          {again ?? refused}
        </Note>
      )}
      {open ? (
        <>
          <p className="lt-pick__lead">
            {say(`Chào ${open.name}. Liên kết này dùng được một lần.`, `Hello ${open.name}. This link works once.`)}
          </p>
          <SetPassword login={open.login} errors={typedIn(answer, 'set').errors} />
        </>
      ) : (
        <p>
          <Anchor href="/dang-nhap">{say('Về trang đăng nhập', 'To the sign-in page')}</Anchor>
        </p>
      )}
      <SignInFoot
        words={say(
          'Không đưa liên kết này cho người khác. Liên kết hết hạn sau 24 giờ.',
          'Give this link to nobody else. It ends after 24 hours.',
        )}
      />
    </SignInHero>
  )
}
