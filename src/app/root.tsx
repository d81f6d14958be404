import type { ReactNode } from 'react'
import {
  isRouteErrorResponse,
  Links,
  type LoaderFunctionArgs,
  Meta,
  type MiddlewareFunction,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from 'react-router'
import { panelsContext, sampleContext, visitorContext } from '#platform/http/contexts.ts'
import { PanelsProvider } from '#platform/http/panels.tsx'
import { type Language, LanguageProvider, useLanguage } from '#platform/look/index.ts'
import { demonstrationDocuments } from '#statistics'
import { FaultView, shownFor } from './fault.tsx'
import followSystem from './follow-system.browser.js?url'
import icon from './icon.svg'
import { panelLoads } from './panel-loads.ts'
import { panels } from './panels.ts'
import '#platform/look/look.css'

/** Panels are drawn by the bundle, so their list is put into the context here and not by the server. */
export const middleware: MiddlewareFunction[] = [
  ({ context }, next) => {
    context.set(panelsContext, panelLoads)
    context.set(sampleContext, demonstrationDocuments)
    return next()
  },
]

/** What every page knows: the theme, and the number under which this request stands in the log. */
export function loader({ context }: LoaderFunctionArgs) {
  const { theme, language, incident } = context.get(visitorContext)
  return { theme, language, incident }
}

const answered = (error: unknown) => (isRouteErrorResponse(error) ? error : null)

type MetaOf = { error?: unknown; loaderData?: { language?: Language } | undefined }

export function meta({ error, loaderData }: MetaOf) {
  const title = error ? `${shownFor(answered(error), null, loaderData?.language ?? 'vi').title} · Liên Thông` : 'Liên Thông'
  return [{ title }, { name: 'description', content: 'Nền tảng điều hành không giấy của tỉnh' }]
}

export function Layout({ children }: { children: ReactNode }) {
  const { theme = 'system', language = 'vi' } = useRouteLoaderData<typeof loader>('root') ?? {}
  const scheme = theme === 'dark' ? 'dark' : 'light'
  return (
    <html lang={language} data-theme={theme} data-mantine-color-scheme={scheme} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href={icon} type="image/svg+xml" />
        {theme === 'system' && <script src={followSystem} />}
        <Meta />
        <Links />
      </head>
      <body>
        <LanguageProvider language={language}>{children}</LanguageProvider>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  )
}

export default function Root() {
  return (
    <PanelsProvider value={panels}>
      <Outlet />
    </PanelsProvider>
  )
}

/** Whatever could not be shown, in words. Errors themselves are in the log, under the incident number. */
export function ErrorBoundary() {
  const incident = useRouteLoaderData<typeof loader>('root')?.incident ?? null
  return <FaultView of={shownFor(answered(useRouteError()), incident, useLanguage())} />
}
