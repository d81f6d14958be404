import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { visitor as nobody, type Role } from '#kernel/actor.ts'
import { openDesk } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { onwardPath, visitorContext } from '#platform/http/contexts.ts'
import { beginSession } from '#platform/http/cookies.ts'
import { refusalSentence } from '#platform/http/refusals.en.ts'
import {
  Button,
  LanguageSwitch,
  Note,
  PeoplePicker,
  PostForm,
  Row,
  SecretInput,
  SignInFoot,
  SignInHero,
  Spacer,
  Tag,
  TextInput,
  useLanguage,
  useSay,
} from '#platform/look/index.ts'
import { peopleToBecome } from './account.sql.ts'
import { becomePerson } from './become.ts'
import { signIn } from './sign-in.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { pool } = context.get(visitorContext)
  const onward = onwardPath(new URL(request.url).searchParams.get('tiep'))
  return openDesk(pool, nobody).work(async ({ tx }) => {
    const demo = (await installationKind(tx)) === 'demo'
    return { onward, demo, people: demo ? await peopleToBecome(tx) : [] }
  })
}

export async function action({ context, request }: ActionFunctionArgs) {
  const visitor = context.get(visitorContext)
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const caller = { address: visitor.address, program: visitor.device }
  const desk = openDesk(visitor.pool, nobody)
  const person = text('person')
  const { done, refused } = await attempted(() =>
    person
      ? desk.work((work) => becomePerson(work, person, caller))
      : signIn(desk, { login: text('login'), password: text('password') }, caller),
  )
  if (refused) return data({ code: refused.code, login: text('login') }, { status: statusOf(refused.code) })
  const onward = onwardPath(new URL(request.url).searchParams.get('tiep'))
  // What was done to the account meanwhile is told first; that page goes on by itself when there is nothing to tell.
  return redirect(onward === '/' ? '/thong-bao-tai-khoan' : `/thong-bao-tai-khoan?tiep=${encodeURIComponent(onward)}`, {
    headers: { 'set-cookie': beginSession(done, visitor) },
  })
}

export const meta = () => [{ title: 'Đăng nhập · Liên Thông' }]

/** What each role shows, for who meets the demonstration for the first time. */
const about: Partial<Record<Role, string>> = {
  recordsClerk: 'Vào sổ, cấp số, đóng dấu, phát hành',
  chiefOfOffice: 'Phân loại, đề xuất người xử lý',
  agencyLeader: 'Cho ý kiến, ký số trên điện thoại',
  headOfDivision: 'Phân công, duyệt dự thảo',
  specialist: 'Xử lý, soạn văn bản trả lời',
  unitAdmin: 'Tài khoản, cơ cấu, chứng thư số',
  ictDepartment: 'Số liệu trao đổi văn bản toàn tỉnh',
  receptionOfficer: 'Tiếp nhận hồ sơ tại quầy',
  inspector: 'Chỉ đọc, xem vết',
}

export default function SignIn() {
  const { demo, people, onward } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const language = useLanguage()
  const say = useSay()
  const here = onward === '/' ? '/dang-nhap' : `/dang-nhap?tiep=${encodeURIComponent(onward)}`
  const groups = [...new Set(people.map((one) => one.agency))]
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
      {demo && (
        <p>
          <Tag tone="warn" icon="info">
            {say('Bản trình diễn: người và số liệu đều là hư cấu', 'Demonstration: people and figures are invented')}
          </Tag>
        </p>
      )}
      <h1>{demo ? say('Bạn muốn vào việc của ai?', 'Whose work do you want to see?') : say('Đăng nhập', 'Sign in')}</h1>
      {answer && (
        <Note tone="bad" live>
          {refusalSentence(answer.code, language)}
        </Note>
      )}
      {demo ? (
        <>
          <p className="lt-2">
            {say(
              'Chọn một người để thấy đúng màn hình của vai trò đó. Không cần mật khẩu.',
              'Choose a person to see the screens of that role. No password is needed.',
            )}
          </p>
          {groups.map((agency) => (
            <PeoplePicker
              key={agency}
              title={agency}
              action={here}
              people={people
                .filter((one) => one.agency === agency)
                .map((one) => ({ id: one.id, name: one.name, position: one.position, about: about[one.roles[0] as Role] ?? '' }))}
            />
          ))}
        </>
      ) : (
        <PostForm action={here} whole>
          <TextInput
            name="login"
            label={say('Tên đăng nhập', 'User name')}
            autoComplete="username"
            defaultValue={answer?.login ?? ''}
          />
          <SecretInput name="password" label={say('Mật khẩu', 'Password')} />
          <Button kind="primary" full>
            {say('Đăng nhập', 'Sign in')}
          </Button>
        </PostForm>
      )}
      <SignInFoot
        words={
          demo
            ? say('Mã PIN trình diễn của mọi khóa ký: 12345678.', 'PIN of every demonstration key: 12345678.')
            : say('Quên mật khẩu: nhờ quản trị đơn vị cấp liên kết.', 'Forgotten password: ask your administrator for a link.')
        }
      />
    </SignInHero>
  )
}
