import { createContext, type RouterContextProvider } from 'react-router'
import type { Actor } from '#kernel/actor.ts'
import type { Desk, Pool, Tx } from '#platform/db/desk.ts'
import type { Language } from './language.ts'
import type { PanelLoads } from './panels.tsx'
import type { Theme } from './theme.ts'

/** What a page may know about who asks, signed in or not. */
export type Visitor = {
  actor: Actor | null
  /** Text of the session cookie, for sign-out and the list of sessions; null when there is none. */
  token: string | null
  /** Network address, behind trusted proxies that of the browser; for rate limits and the list of sessions. */
  address: string
  /** The browser's own description, at most 300 characters. */
  device: string
  /** Cookies of this visitor are marked Secure. */
  secure: boolean
  theme: Theme
  language: Language
  /** Value for `nonce` on the few inline scripts and styles of the page. */
  nonce: { script: string; style: string }
  /** Shown on fault pages as "mã sự cố" and found in the log. */
  incident: string
  /** Pattern of the matched page, set by the first loader or action that runs; for log and metrics. */
  route: string | null
  /** True when the body was, or is announced to be, larger than the door takes. */
  overLimit: () => boolean
  /** Writes a fault to the log under this visitor's incident. */
  fault: (error: unknown) => void
  /** For the acts that come before there is an actor (sign-in, one-time link); every other page takes the desk. */
  pool: Pool
}

/** The signed-in person's desk. For a visitor, asking it anything leads to the sign-in page. */
export const deskContext = createContext<Desk>()
export const visitorContext = createContext<Visitor>()
/** What the neighbours' panels on a page load; filled by the root page. */
export const panelsContext = createContext<PanelLoads>({})
/** How many documents a demonstration has issued, for its sign-in page (null: nothing is told); filled by the root page. */
export const sampleContext = createContext<(tx: Tx) => Promise<number | null>>(async () => null)

/** What the server takes from the page bundle: the bundle holds its own copies of these keys. */
export type ContextKeys = { deskContext: typeof deskContext; visitorContext: typeof visitorContext }
export type PageContext = Readonly<RouterContextProvider>

/** Where a visitor signs in; `tiep` is the address to go on to. */
export const signInPath = '/dang-nhap'

/** A local address to go on to after sign-in, or the start page: never another site. */
export function onwardPath(wanted: string | null | undefined): string {
  if (!wanted || !/^\/(?![/\\])[^\\\s]*$/.test(wanted)) return '/'
  // "/.//other.example" is a path of ours until somebody takes its dots away.
  const ours = 'http://localhost'
  return URL.canParse(wanted, ours) && !new URL(wanted, ours).pathname.startsWith('//') ? wanted : '/'
}
