import { appendFileSync } from 'node:fs'

/**
 * What the client of the crash test writes down, one line each. `asked`: the request was sent; `done`: the program said yes,
 * and from then on nothing of it may be lost; `seen`: what a person was shown afterwards, for good.
 */
export type Entry =
  | { op: 'prepared'; id: string; agency: string; to: string[] }
  | { op: 'asked' | 'done'; deed: 'issue' | 'register'; id: string }
  | { op: 'seen'; deed: 'issue' | 'register'; id: string; number: number; date: string }

export type Journal = { entries: Entry[]; write: (entry: Entry) => void }

/** A journal in memory and, with `file`, on disk, written before the next request goes out. */
export function openJournal(file?: string): Journal {
  const entries: Entry[] = []
  return {
    entries,
    write: (entry) => {
      entries.push(entry)
      if (file) appendFileSync(file, `${JSON.stringify(entry)}\n`, { flush: true })
    },
  }
}
