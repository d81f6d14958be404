import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type Content, textOf } from '#kernel/content.ts'
import type { Stored } from '../outgoing/compose/compose.act.ts'
import type { AutosaveAnswer } from './autosave.page.ts'
import { dropBackup, keepBackup } from './backup.ts'
import { filledEarly } from './filled-early.ts'

/** Where it is saved by itself; answers JSON. */
const address = '/van-ban/di/tu-luu'
const quiet = 2_000
/** After a saving that did not reach the server. */
const again = 15_000

/** Which stored draft the form stands for; the form posts both. */
export type Known = { id: string; version: string }
export type Saving = {
  known: Known
  /** "Đã lưu 10:02:11 trên máy chủ"; null before anything was typed. */
  words: string | null
  /** The server does not have it yet. */
  late: boolean
  /** What another person saved meanwhile. */
  stored: Stored | null
}

type Parts = {
  form: RefObject<HTMLFormElement | null>
  /** The text as it stands; null when it cannot be read. */
  text: () => Content | null
  begun: Known
  /** Whose words they are: the browser keeps what the server does not have under this and the draft's id. */
  whose: string
}

/** Name under which the browser keeps a draft; one not begun yet has a place of its own. */
export const backupName = (whose: string, id: string): string => `${whose}:${id || 'moi'}`

const clock = new Intl.DateTimeFormat('vi-VN', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'Asia/Ho_Chi_Minh',
})

function filledForm(form: HTMLFormElement, content: Content, known: Known): FormData {
  const data = new FormData(form)
  data.set('content', JSON.stringify(content))
  data.set('id', known.id)
  data.set('version', known.version)
  return data
}

/** Where the form stands in the server's count is no change; the text is told by its content. */
const apart: ReadonlySet<string> = new Set(['id', 'version', 'text'])

/** What the form says, to tell a change from a mere press. */
const printOf = (data: FormData): string => JSON.stringify([...data].filter(([name]) => !apart.has(name)))

const lost = { words: 'Chưa nối được máy chủ.', stored: null }
const signedOut = { words: 'Phiên làm việc đã hết: đăng nhập ở cửa sổ khác rồi gõ tiếp.', stored: null }

/** The browser sends what stays below this size even while the page is being closed. */
const onTheWayOut = 60_000

async function posted(data: FormData, leaving: boolean): Promise<AutosaveAnswer> {
  const keepalive = leaving && String(data.get('content')).length < onTheWayOut / 4
  const answer = await fetch(address, { method: 'POST', body: data, headers: { accept: 'application/json' }, keepalive })
  if (answer.headers.get('content-type')?.includes('json')) return (await answer.json()) as AutosaveAnswer
  return answer.redirected ? signedOut : lost
}

/** What is being saved, what waits, and what the server answered; one request at a time. */
type Saver = {
  known: Known
  dirty: boolean
  timer: ReturnType<typeof setTimeout> | undefined
  running: Promise<void> | null
  sentText: string
  /** What the server has, as `printOf` says it. */
  print: string
  show: (saving: Saving) => void
}

function later(saver: Saver, parts: Parts, delay = quiet): void {
  saver.dirty = true
  clearTimeout(saver.timer)
  saver.timer = setTimeout(() => save(saver, parts), delay)
}

/** Not on the server: it says where it is instead, and why. */
function sayLate(saver: Saver, kept: boolean, { why, stored = null }: { why: string; stored?: Stored | null }): void {
  const where = kept ? `Đã lưu ${clock.format()} trên máy này` : 'Chưa lưu'
  saver.show({ known: saver.known, words: `${where}. ${why}`, late: true, stored })
}

function heard(saver: Saver, answer: AutosaveAnswer, { text, kept, parts }: { text: string; kept: boolean; parts: Parts }): void {
  if ('sent' in answer) {
    const { id, version, at } = answer.sent
    dropBackup(backupName(parts.whose, ''))
    saver.known = { id, version: String(version) }
    if (!saver.dirty) dropBackup(backupName(parts.whose, id))
    history.replaceState(history.state, '', `/van-ban/di/${id}/sua`)
    saver.show({ known: saver.known, words: `Đã lưu ${at} trên máy chủ`, late: false, stored: null })
  } else if (answer.stored && answer.stored.text !== '' && [text, saver.sentText].includes(answer.stored.text)) {
    // The answer to an earlier saving was lost: what is stored is what was sent from here.
    saver.known = { ...saver.known, version: String(answer.stored.version) }
    later(saver, parts)
  } else {
    sayLate(saver, kept, { why: answer.words, stored: answer.stored })
    if (answer === lost) later(saver, parts, again)
  }
}

function save(saver: Saver, parts: Parts, leaving = false): void {
  const form = parts.form.current
  const content = parts.text()
  if (!form || !content || saver.running) return
  const data = filledForm(form, content, saver.known)
  const print = printOf(data)
  if (print === saver.print) {
    saver.dirty = false
    return
  }
  const subject = String(data.get('subject') ?? '').trim()
  const text = textOf(content)
  const kept = keepBackup(backupName(parts.whose, saver.known.id), { at: clock.format(), subject, text })
  if (subject === '') {
    sayLate(saver, kept, { why: 'Ghi trích yếu để lưu lên máy chủ.' })
    return
  }
  saver.dirty = false
  clearTimeout(saver.timer)
  saver.running = posted(data, leaving)
    .catch(() => lost)
    .then((answer) => {
      saver.running = null
      const typed = saver.dirty
      heard(saver, answer, { text, kept, parts })
      saver.sentText = text
      if ('sent' in answer) saver.print = print
      if (typed) later(saver, parts)
    })
}

/** What waits is sent at once: the page is left, or its file is looked at. */
async function flush(saver: Saver, parts: Parts, leaving = false): Promise<void> {
  await saver.running
  if (saver.dirty) save(saver, parts, leaving)
  await saver.running
}

/** Leaving the page, by link or by closing it, loses nothing. */
function useLeaving(saver: Saver, now: RefObject<Parts>): void {
  useLayoutEffect(() => {
    const leave = () => {
      if (saver.dirty && !saver.running) save(saver, now.current, true)
    }
    const hide = () => document.visibilityState === 'hidden' && leave()
    const online = () => saver.dirty && later(saver, now.current, 0)
    window.addEventListener('pagehide', leave)
    window.addEventListener('online', online)
    document.addEventListener('visibilitychange', hide)
    return () => {
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('online', online)
      document.removeEventListener('visibilitychange', hide)
      clearTimeout(saver.timer)
      leave()
    }
  }, [saver, now])
}

/** Saves the form by itself two quiet seconds after the last change; what the server does not have stays in the browser. */
export function useAutosave(parts: Parts) {
  const [saving, show] = useState<Saving>({ known: parts.begun, words: null, late: false, stored: null })
  const hold = useRef<Saver | null>(null)
  hold.current ??= { known: parts.begun, dirty: false, timer: undefined, running: null, sentText: '', print: '', show }
  const saver = hold.current
  const now = useRef(parts)
  now.current = parts
  useLeaving(saver, now)
  // A draft that is there stands on the server as it is first shown.
  useEffect(() => {
    const { form, text, begun } = now.current
    const content = text()
    if (!form.current || !content) return
    if (filledEarly(form.current)) later(saver, now.current)
    else if (begun.id) saver.print = printOf(filledForm(form.current, content, begun))
  }, [saver])
  const changed = useCallback(() => later(saver, now.current), [saver])
  /** Go on over what another person saved: the next saving stands on that version. */
  const goOver = useCallback(
    (version: number) => {
      saver.known = { ...saver.known, version: String(version) }
      show({ known: saver.known, words: null, late: false, stored: null })
      later(saver, now.current)
    },
    [saver],
  )
  /** A press takes over: it waits for the request under way, and nothing more is saved by itself until something changes. */
  const takeOver = useCallback((): Promise<void> | null => {
    clearTimeout(saver.timer)
    saver.dirty = false
    return saver.running
  }, [saver])
  /** Everything typed so far is on the server, or the browser says why not. */
  const flushed = useCallback(() => flush(saver, now.current), [saver])
  return { saving, changed, goOver, takeOver, flushed, known: () => saver.known }
}
