import { type ActionFunctionArgs, redirect } from 'react-router'
import { deskContext, visitorContext } from '#platform/http/contexts.ts'
import { endSession } from '#platform/http/cookies.ts'
import { signOut } from './sign-in.ts'

/** Đăng xuất: the session ends on the server, the cookie is forgotten. */
export async function action({ context }: ActionFunctionArgs) {
  const visitor = context.get(visitorContext)
  const { token } = visitor
  if (token) await context.get(deskContext).work((work) => signOut(work, token))
  return redirect('/dang-nhap', { headers: { 'set-cookie': endSession(visitor) } })
}

export const loader = () => redirect('/')
