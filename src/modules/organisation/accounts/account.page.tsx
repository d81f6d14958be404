import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { installationKind } from '#platform/db/installation.ts'
import { deskContext, visitorContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { keepLanguage } from '#platform/http/language.ts'
import { keepTheme } from '#platform/http/theme.ts'
import { Columns, PageBody, PageHeader, Stack } from '#platform/look/index.ts'
import { Outcome } from '../outcome.tsx'
import { course, deed, perform } from '../perform.ts'
import { NoForm, PasswordForm, PreferencesForm, SessionForm } from './account.forms.ts'
import { DisplayCard, PasswordCard, SessionsCard, WorkplacesCard } from './account.parts.tsx'
import { accountOf } from './account.sql.ts'
import { changePassword } from './change-password.ts'
import { workplaces } from './change-role.ts'
import { ownSessions, revokeOthers, revokeSession } from './revoke-session.ts'
import { preferencesOf, setPreferences } from './set-preferences.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  const { token } = context.get(visitorContext)
  const done = new URL(request.url).searchParams.get('xong')
  return desk.work(async (work) => ({
    person: work.actor.name,
    login: (await accountOf(work.tx, work.actor.person))?.login ?? '',
    places: await workplaces(work),
    sessions: await ownSessions(work, token ?? ''),
    preferences: await preferencesOf(work),
    demo: (await installationKind(work.tx)) === 'demo',
    done,
    readAt: work.clock.now.getTime(),
  }))
}

const deedsWith = (token: string) => ({
  password: course(PasswordForm, (desk, values) => changePassword(desk, token, values)),
  display: deed(PreferencesForm, (work, values) => setPreferences(work, values)),
  'end-session': deed(SessionForm, (work, { session }) => revokeSession(work, session)),
  'end-others': deed(NoForm, (work) => revokeOthers(work, token)),
})

export async function action({ context, request }: ActionFunctionArgs) {
  const desk = context.get(deskContext)
  const { token, secure } = context.get(visitorContext)
  const answer = await perform(desk, await formOf(request), deedsWith(token ?? ''))
  if (!answer.done) return data(answer, { status: answer.status })
  const headers = new Headers()
  if (answer.intent === 'display') {
    const { theme, language } = await desk.work(preferencesOf)
    headers.append('set-cookie', keepTheme(theme ?? 'system', secure))
    headers.append('set-cookie', keepLanguage(language, secure))
  }
  return redirect(`/tai-khoan?xong=${answer.intent}`, { headers, status: 303 })
}

export const meta = () => [{ title: 'Tài khoản của tôi · Liên Thông' }]

const doneWords: Record<string, string> = {
  password: 'Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.',
  display: 'Đã lưu cách hiển thị.',
  'end-session': 'Đã kết thúc phiên đăng nhập đó.',
  'end-others': 'Đã kết thúc mọi phiên đăng nhập khác.',
}

export default function AccountPage() {
  const { person, login, places, sessions, preferences, demo, done, readAt } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Tài khoản của tôi" about={`${person}, tên đăng nhập ${login}`} />
      <PageBody>
        <Outcome answer={answer} done={done && doneWords[done]} />
        {/* Read anew after a deed: folded deeds close and secrets leave their fields; after a refusal the answer fills them. */}
        <Columns key={readAt} shape="even">
          <Stack>
            <WorkplacesCard places={places} />
            {demo || <DisplayCard preferences={preferences} answer={answer} />}
          </Stack>
          {demo ? <DisplayCard preferences={preferences} answer={answer} /> : <PasswordCard answer={answer} />}
        </Columns>
        <SessionsCard sessions={sessions} />
      </PageBody>
    </>
  )
}
