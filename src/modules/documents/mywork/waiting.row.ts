import type { DueLine } from '../deadlines/due.ts'

/** One row of the one list: whatever it is, it has an address, a symbol and a subject. */
export type Waiting = {
  key: string
  /** The document, where it is an incoming one. */
  incoming: string | null
  /** The same, where it is an outgoing one. */
  outgoing: string | null
  href: string
  symbol: string
  from: string
  at: string
  subject: string
  urgency: 'NORMAL' | 'URGENT' | 'VERY_URGENT' | 'EXPRESS'
  kindName: string
  dueOn: string | null
  due: DueLine | null
  read: boolean
  /** In whose hands it is, where that is somebody else. */
  with?: string | null
  /** What went wrong with it. */
  trouble?: string
}

/** `before`: the key of the last row of the page before, null for the first page. */
export type PageAsked = { before: string | null; limit: number }

/** One page of a box; `next` is the key to ask on with, null at its end. */
export type WaitingPage = { rows: Waiting[]; next: string | null }
