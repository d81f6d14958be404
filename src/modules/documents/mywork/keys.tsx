import { useEffect, useState } from 'react'
import { Button } from '#platform/look/index.ts'

const stored = 'lt-phim-tat'
const inField = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable], dialog, details[open] summary') !== null

/** The links of the list on the page, in their order. */
const links = () => [...document.querySelectorAll<HTMLAnchorElement>('.lt-item__link')]

function step(by: 1 | -1) {
  const all = links()
  const here = all.findIndex((link) => link === document.activeElement || link.closest('[aria-current="true"]') !== null)
  const next = all[Math.min(all.length - 1, Math.max(0, here + by))]
  next?.focus()
  if (next?.search.includes('chon=')) next.click()
}

/** A deed of the page that shows a single letter as its key is done by that key. */
function pressShown(code: string): boolean {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? []
  const shown = letter && [...document.querySelectorAll('main .lt-btn > .lt-kbd')].find((one) => one.textContent === letter)
  if (!shown) return false
  shown.closest<HTMLElement>('.lt-btn')?.click()
  return true
}

/** J/K the neighbours, 1 to 9 the counters, Enter the first deed; never inside a field or while a word is being composed. */
function press(event: KeyboardEvent) {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || inField(event.target))
    return
  const [, digit] = /^(?:Digit|Numpad)([1-9])$/.exec(event.code) ?? []
  if (digit) document.querySelectorAll<HTMLAnchorElement>('.lt-counter')[Number(digit) - 1]?.click()
  else if (event.code === 'KeyJ') step(1)
  else if (event.code === 'KeyK') step(-1)
  else if (pressShown(event.code)) return event.preventDefault()
  else if (event.code === 'Enter') {
    const deed = document.querySelector<HTMLButtonElement>('[data-key="enter"]')
    // What has the focus and does something by Enter itself (a menu, a link) comes first.
    if (!deed || (event.target instanceof Element && event.target.closest('button, a, summary'))) return
    deed.click()
  } else return
  event.preventDefault()
}

/** Listens for single keys while they are switched on in this browser. */
function useKeys(on: boolean | null) {
  useEffect(() => {
    if (!on) return
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [on])
}

const isOn = () => localStorage.getItem(stored) !== 'tat'

/** The keys that a page shows in its buttons; switched on and off at home. */
export function PageKeys() {
  const [on, setOn] = useState<boolean | null>(null)
  useEffect(() => setOn(isOn()), [])
  useKeys(on)
  return null
}

/** Single-key shortcuts of a page, and the switch that turns them off for this browser (WCAG 2.1.4). */
export function KeySwitch() {
  const [on, setOn] = useState<boolean | null>(null)
  useEffect(() => setOn(isOn()), [])
  useKeys(on)
  if (on === null) return null
  const turn = () => {
    localStorage.setItem(stored, on ? 'tat' : 'bat')
    setOn(!on)
  }
  return (
    <span className="lt-keyed">
      <Button type="button" kind="ghost" size="small" aria-pressed={on} onClick={turn}>
        Phím tắt {on ? 'đang bật' : 'đang tắt'}
      </Button>
    </span>
  )
}
