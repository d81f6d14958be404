import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { visitor as nobody, type Role } from '#kernel/actor.ts'
import { formatNumber } from '#kernel/vietnamese.ts'
import { openDesk } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { onwardPath, sampleContext, type Visitor, visitorContext } from '#platform/http/contexts.ts'
import { beginSession } from '#platform/http/cookies.ts'
import { formOf } from '#platform/http/form.ts'
import { keepLanguage } from '#platform/http/language.ts'
import { refusalSentence } from '#platform/http/refusals.en.ts'
import { keepTheme } from '#platform/http/theme.ts'
import {
  type AvatarTone,
  Button,
  type Language,
  LanguageSwitch,
  Note,
  PeoplePicker,
  PostForm,
  Row,
  SchemeSwitch,
  SearchBox,
  SecretInput,
  SignInFoot,
  SignInHero,
  Spacer,
  Tag,
  TextInput,
  useLanguage,
  useSay,
} from '#platform/look/index.ts'
import { peopleToBecome, thresholdFacts } from './account.sql.ts'
import { becomePerson } from './become.ts'
import { usualPreferences } from './preferences.ts'
import { roleDays } from './role-days.ts'
import { sessionActor } from './session.ts'
import { preferencesOf } from './set-preferences.ts'
import { signIn } from './sign-in.ts'
import { type Guest, guestGroups, withinSentence } from './threshold.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { pool, theme, language } = context.get(visitorContext)
  const search = new URL(request.url).searchParams
  const query = search.get('q')?.trim() ?? ''
  return openDesk(pool, nobody).work(async ({ tx }) => {
    const demo = (await installationKind(tx)) === 'demo'
    return {
      language,
      onward: onwardPath(search.get('tiep')),
      query,
      demo,
      facts: await thresholdFacts(tx),
      documents: await context.get(sampleContext)(tx),
      guests: guestGroups(demo ? await peopleToBecome(tx) : [], query),
      scheme: theme === 'dark' ? ('dark' as const) : ('light' as const),
    }
  })
}

export async function action({ context, request }: ActionFunctionArgs) {
  const visitor = context.get(visitorContext)
  const form = await formOf(request)
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
    headers: await greeting(done, visitor),
  })
}

/** The cookies of somebody who has come in: the session, and the look and language that the person once chose. */
async function greeting(token: string, visitor: Visitor): Promise<Headers> {
  const actor = await sessionActor(visitor.pool, token)
  const { theme, language } = actor ? await openDesk(visitor.pool, actor).work(preferencesOf) : usualPreferences
  const headers = new Headers({ 'set-cookie': beginSession(token, visitor) })
  if (theme) headers.append('set-cookie', keepTheme(theme, visitor.secure))
  if (language !== 'vi') headers.append('set-cookie', keepLanguage(language, visitor.secure))
  return headers
}

export const meta = ({ loaderData }: { loaderData?: { language: Language } | undefined }) => [
  { title: `${loaderData?.language === 'en' ? 'Sign in' : 'Đăng nhập'} · Liên Thông` },
]

const nothing = ['', ''] as const

const tones: Partial<Record<Role, AvatarTone>> = {
  recordsClerk: 'blue',
  chiefOfOffice: 'gold',
  agencyLeader: 'red',
  headOfDivision: 'plum',
  specialist: 'jade',
  unitAdmin: 'grey',
  ictDepartment: 'plum',
  receptionOfficer: 'jade',
  inspector: 'gold',
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

/** Each role has its colour, as a first look at a document's way: who looks after the system is grey. */
const toneFor = ({ roles }: Guest): AvatarTone => tones[roles[0] as Role] ?? 'blue'

const addressOf = (onward: string) => (onward === '/' ? '/dang-nhap' : `/dang-nhap?tiep=${encodeURIComponent(onward)}`)

/** A demonstration: one press becomes a person. */
function Guests({ guests, query, onward }: Pick<Loaded, 'guests' | 'query' | 'onward'>) {
  const say = useSay()
  const { first, others } = guests
  const picked = (one: Guest, words: string) => ({
    id: one.id,
    name: one.name,
    position: one.position,
    about: words,
    tone: toneFor(one),
  })
  return (
    <>
      <p className="lt-pick__lead">
        {say(
          'Chọn một người để thấy đúng màn hình của vai trò đó. Không cần mật khẩu.',
          'Choose a person to see the screens of that role. No password is needed.',
        )}
      </p>
      <SearchBox
        label={say('Tìm người', 'Find a person')}
        placeholder={say('Tìm theo tên, vai trò hoặc cơ quan', 'Find by name, role or agency')}
        query={query}
        wide
      />
      {first.length === 0 && others.length === 0 && (
        <Note live>{say('Không có ai như vậy. Hãy tìm bằng từ khác.', 'Nobody like that. Try other words.')}</Note>
      )}
      {first.length > 0 && (
        <PeoplePicker
          title={first[0]?.agencyName ?? ''}
          about={query ? '' : say('một văn bản đi qua đủ năm vai trò', 'one document passes all five roles')}
          action={addressOf(onward)}
          people={first.map((one) => picked(one, say(...(roleDays[one.roles[0] as Role] ?? nothing))))}
        />
      )}
      {others.length > 0 && (
        <PeoplePicker
          title={say('Toàn tỉnh', 'The whole province')}
          action={addressOf(onward)}
          people={others.map((one) => picked(one, one.agencyName))}
        />
      )}
    </>
  )
}

function PasswordForm({ onward, login }: { onward: string; login: string }) {
  const say = useSay()
  return (
    <PostForm action={addressOf(onward)} className="lt-pick__form" whole>
      <TextInput name="login" label={say('Tên đăng nhập', 'User name')} autoComplete="username" defaultValue={login} />
      <SecretInput name="password" label={say('Mật khẩu', 'Password')} />
      <Button kind="primary" size="large" full>
        {say('Đăng nhập', 'Sign in')}
      </Button>
    </PostForm>
  )
}

function Head({ demo, scheme }: Pick<Loaded, 'demo' | 'scheme'>) {
  const say = useSay()
  return (
    <>
      <Row wrap>
        {demo && (
          <Tag tone="warn" icon="info">
            {say('Bản trình diễn: người và số liệu đều là hư cấu', 'Demonstration: people and figures are invented')}
          </Tag>
        )}
        <Spacer />
        <LanguageSwitch />
        <SchemeSwitch scheme={scheme} action="/giao-dien" />
      </Row>
      <h1>{demo ? say('Bạn muốn vào việc của ai?', 'Whose work do you want to see?') : say('Đăng nhập', 'Sign in')}</h1>
    </>
  )
}

export default function SignIn() {
  const { demo, facts, documents, guests, query, onward, scheme } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const language = useLanguage()
  const say = useSay()
  const province = facts.province ? withinSentence(facts.province) : 'tỉnh'
  const figures = [
    { name: say('Cơ quan', 'Agencies'), value: formatNumber(facts.agencies) },
    ...(documents === null ? [] : [{ name: say('Văn bản mẫu', 'Sample documents'), value: formatNumber(documents) }]),
    { name: say('Người dùng', 'People'), value: formatNumber(facts.people) },
  ]
  return (
    <SignInHero
      about={say(
        `Nền tảng điều hành, trao đổi văn bản và một cửa của ${province}.`,
        'The platform on which the province is run, its documents exchanged, its citizens served.',
      )}
      figures={figures}
    >
      <Head demo={demo} scheme={scheme} />
      {answer && (
        <Note tone="bad" live>
          {refusalSentence(answer.code, language)}
        </Note>
      )}
      {demo ? (
        <Guests guests={guests} query={query} onward={onward} />
      ) : (
        <PasswordForm onward={onward} login={answer?.login ?? ''} />
      )}
      <SignInFoot
        words={
          demo
            ? say('Mã PIN trình diễn của mọi khóa ký: 12345678.', 'PIN of every demonstration key: 12345678.')
            : say('Quên mật khẩu: nhờ quản trị đơn vị cấp liên kết.', 'Forgotten password: ask your administrator for a link.')
        }
        link={{ href: '/kiem-tra', label: say('Kiểm tra một văn bản', 'Check a document') }}
      />
    </SignInHero>
  )
}
