type Typed = { value: string; from: number; to: number }

const typedIn = (area: HTMLTextAreaElement): Typed => ({ value: area.value, from: area.selectionStart, to: area.selectionEnd })

/**
 * When the page comes alive, React sets every text area back to what the server sent. What was typed until then is kept here.
 * @returns puts it back, with its caret; to be called once the page is alive
 */
export function keepTyped(): () => void {
  const areas = [...document.querySelectorAll('textarea')].filter((area) => area.value !== area.defaultValue)
  const typed = new Map(areas.map((area) => [area, typedIn(area)]))
  const hear = ({ target }: Event) => {
    if (target instanceof HTMLTextAreaElement) typed.set(target, typedIn(target))
  }
  document.addEventListener('input', hear, true)
  return () => {
    document.removeEventListener('input', hear, true)
    for (const [area, { value, from, to }] of typed) {
      if (!area.isConnected || area.value === value) continue
      area.value = value
      area.setSelectionRange(from, to)
    }
  }
}
