import { onwardPath } from '#platform/http/contexts.ts'

/** The page from which a form was sent, when the browser tells it. */
export function cameFrom(request: Request): string {
  const referer = request.headers.get('referer')
  if (!referer || !URL.canParse(referer)) return '/'
  const { pathname, search } = new URL(referer)
  return onwardPath(`${pathname}${search}`)
}
