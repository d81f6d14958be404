import { type ActionFunctionArgs, redirect } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { deskContext, visitorContext } from '#platform/http/contexts.ts'
import { readForm } from '#platform/http/form.ts'
import { RoleForm } from './account.forms.ts'
import { changeRole } from './change-role.ts'

/** Đổi vai trò: another own post, or a post acted for; then the work of that post. */
export async function action({ context, request }: ActionFunctionArgs) {
  const { values } = await readForm(request, RoleForm)
  const { token } = context.get(visitorContext)
  if (!values || !token) throw new Refused('bad-input', 'post')
  await context.get(deskContext).work((work) => changeRole(work, token, values.post))
  return redirect('/', 303)
}

export const loader = () => redirect('/')
