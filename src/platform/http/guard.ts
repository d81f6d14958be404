import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type ServerBuild } from 'react-router'
import { ZodError } from 'zod'
import { refusalOf } from '#kernel/refused.ts'
import { type Refusal, refusalData, statusOf } from './attempt.ts'
import type { ContextKeys, Visitor } from './contexts.ts'
import { faultPage } from './fault-page.ts'

/** What the error page gets instead of an error: a refusal in words, or a fault's incident number and nothing else. */
export type PageFault = { refused: Refusal } | { incident: string }

type PageArgs = LoaderFunctionArgs | ActionFunctionArgs
type Run = (args: PageArgs) => unknown
type Kind = 'loader' | 'action'

/** Status and content of the answer to what a page threw; a fault is written to the log here. */
function answerTo(error: unknown, kind: Kind, visitor: Visitor): { status: number; fault: PageFault } {
  const refused = visitor.overLimit() ? ({ code: 'too-large', about: 'body' } as const) : refusalOf(error)
  if (refused) return { status: statusOf(refused.code), fault: { refused: refusalData(refused) } }
  // An address that does not parse names nothing; a form that does not parse is bad input.
  if (error instanceof ZodError) {
    const code = kind === 'loader' ? 'not-found' : 'bad-input'
    return { status: statusOf(code), fault: { refused: { code, about: error.issues[0]?.path.join('.') ?? '' } } }
  }
  visitor.fault(error)
  return { status: 500, fault: { incident: visitor.incident } }
}

/** Responses (redirects) and `data(…)` are answers already; they are told by shape, the bundle has its own copies of classes. */
const isAnswer = (thrown: unknown): boolean =>
  thrown instanceof Response || (thrown as { type?: unknown } | null)?.type === 'DataWithResponseInit'

function guard(run: Run, kind: Kind, drawn: boolean, keys: ContextKeys): Run {
  return async (args) => {
    const visitor = args.context.get(keys.visitorContext)
    visitor.route ??= args.pattern.startsWith('/') ? args.pattern : `/${args.pattern}`
    try {
      if (kind === 'action' && visitor.overLimit()) throw new Error('body over limit')
      return await run(args)
    } catch (thrown) {
      if (isAnswer(thrown)) throw thrown
      const { status, fault } = answerTo(thrown, kind, visitor)
      if (drawn) throw data(fault, { status })
      const page = faultPage({ status, incident: visitor.incident, styleNonce: visitor.nonce.style })
      throw new Response(page, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
    }
  }
}

/**
 * The page bundle with every loader and action behind the one error handler of pages: a refusal becomes its status and
 * words, a fault an incident number. Without this an error loses its fields on the way to the browser.
 */
export function guarded(build: ServerBuild, keys: ContextKeys): ServerBuild {
  const routes: ServerBuild['routes'] = {}
  for (const [id, route] of Object.entries(build.routes)) {
    if (!route) continue
    const module = { ...route.module }
    const drawn = Boolean(module.default ?? module.ErrorBoundary)
    if (module.loader) module.loader = guard(module.loader as Run, 'loader', drawn, keys) as typeof module.loader
    if (module.action) module.action = guard(module.action as Run, 'action', drawn, keys) as typeof module.action
    routes[id] = { ...route, module }
  }
  return { ...build, routes }
}
