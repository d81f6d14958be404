import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type Content, textOf } from '#kernel/content.ts'
import type { Stored } from '../outgoing/compose.act.ts'
import type { AutosaveAnswer } from './autosave.page.ts'
import { dropBackup, keepBackup } from './backup.ts'

/** Where it is saved by itself; answers JSON. */
const address = '/van-ban/di/tu-luu'
const quiet = 2_000

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
  /** The text as it stands; null while the editor is not there yet. */
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

const lost = { words: 'Chưa nối được máy chủ.', stored: null }
async function posted(data: FormData): Promise<AutosaveAnswer> {
  const answer = await fetch(address, { method: 'POST', body: data, headers: { accept: 'application/json' } })
  return answer.headers.get('content-type')?.includes('json') ? ((await answer.json()) as AutosaveAnswer) : lost
}

/** What is being saved, what waits, and what the server answered; one request at a time. */
type Saver = {
  known: Known
  dirty: boolean
  timer: ReturnType<typeof setTimeout> | undefined
  running: Promise<void> | null
  sentText: string
  show: (saving: Saving) => void
}

function later(saver: Saver, parts: Parts): void {
  saver.dirty = true
  clearTimeout(saver.timer)
  saver.timer = setTimeout(() => save(saver, parts), quiet)
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
  } else if (answer.stored && answer.stored.text === text && saver.sentText === text) {
    // The answer to an earlier saving was lost: what is stored is what we sent.
    saver.known = { ...saver.known, version: String(answer.stored.version) }
    later(saver, parts)
  } else sayLate(saver, kept, { why: answer.words, stored: answer.stored })
}

function save(saver: Saver, parts: Parts): void {
  const form = parts.form.current
  const content = parts.text()
  if (!form || !content || saver.running) return
  const data = filledForm(form, content, saver.known)
  const subject = String(data.get('subject') ?? '').trim()
  const text = textOf(content)
  const kept = keepBackup(backupName(parts.whose, saver.known.id), { at: clock.format(), subject, text })
  if (subject === '') {
    sayLate(saver, kept, { why: 'Ghi trích yếu để lưu lên máy chủ.' })
    return
  }
  saver.dirty = false
  saver.running = posted(data)
    .catch(() => lost)
    .then((answer) => heard(saver, answer, { text, kept, parts }))
    .finally(() => {
      saver.running = null
      saver.sentText = text
      if (saver.dirty) later(saver, parts)
    })
}

/** Saves the form by itself two quiet seconds after the last change; what the server does not have stays in the browser. */
export function useAutosave(parts: Parts) {
  const [saving, show] = useState<Saving>({ known: parts.begun, words: null, late: false, stored: null })
  const hold = useRef<Saver | null>(null)
  hold.current ??= { known: parts.begun, dirty: false, timer: undefined, running: null, sentText: '', show }
  const saver = hold.current
  const now = useRef(parts)
  now.current = parts
  useEffect(() => () => clearTimeout(saver.timer), [saver])
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
  /** The request under way, if any: a press waits for it, so that it never races with a saving by itself. */
  const underWay = useCallback(() => {
    clearTimeout(saver.timer)
    return saver.running
  }, [saver])
  return { saving, changed, goOver, underWay }
}
