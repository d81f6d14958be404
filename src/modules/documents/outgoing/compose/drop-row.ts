import type { MouseEvent } from 'react'

/** A row that goes takes its button with it: the focus goes to the next of its kind, else to what adds one. */
export function dropRow(event: MouseEvent<HTMLButtonElement>, drop: (() => void) | null): void {
  if (!drop) return
  event.preventDefault()
  const here = event.currentTarget
  const part = here.closest('section')
  const alike = [...(part?.querySelectorAll<HTMLElement>('button[value^="remove"]') ?? [])]
  const at = alike.indexOf(here)
  const next =
    alike[at + 1] ?? alike[at - 1] ?? part?.querySelector<HTMLElement>('select[name="picked"], button[value="add-step"]')
  next?.focus()
  drop()
}
