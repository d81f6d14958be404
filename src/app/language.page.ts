import { type ActionFunctionArgs, redirect } from 'react-router'
import { visitorContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { keepLanguage, languages } from '#platform/http/language.ts'
import { cameFrom } from './came-from.ts'

/** Keeps the chosen language in a cookie and goes back; works without script. An unknown one means Vietnamese. */
export async function action({ request, context }: ActionFunctionArgs) {
  const wanted = (await formOf(request)).get('language')
  const language = languages.find((one) => one === wanted) ?? 'vi'
  const { secure } = context.get(visitorContext)
  return redirect(cameFrom(request), { status: 303, headers: { 'set-cookie': keepLanguage(language, secure) } })
}

export const loader = () => redirect('/')
