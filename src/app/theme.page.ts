import { type ActionFunctionArgs, redirect } from 'react-router'
import { visitorContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { keepTheme, themes } from '#platform/http/theme.ts'
import { cameFrom } from './came-from.ts'

/** Keeps the chosen theme in a cookie and goes back; works without script. An unknown theme means the system's. */
export async function action({ request, context }: ActionFunctionArgs) {
  const wanted = (await formOf(request)).get('scheme')
  const theme = themes.find((one) => one === wanted) ?? 'system'
  const { secure } = context.get(visitorContext)
  return redirect(cameFrom(request), { status: 303, headers: { 'set-cookie': keepTheme(theme, secure) } })
}

export const loader = () => redirect('/')
