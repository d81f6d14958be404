/** What was typed and is not on the server yet, in this browser; gone as soon as the server has it. */
export type Backup = { at: string; subject: string; text: string }

const named = (key: string) => `lt-du-thao:${key}`

/** Keeps what was typed; a browser that keeps nothing (private window, full) is no reason to stop writing. */
export function keepBackup(key: string, backup: Backup): boolean {
  try {
    localStorage.setItem(named(key), JSON.stringify(backup))
    return true
  } catch {
    return false
  }
}

export function dropBackup(key: string): void {
  try {
    localStorage.removeItem(named(key))
  } catch {
    // Nothing was kept, so nothing is left.
  }
}

const isBackup = (value: unknown): value is Backup =>
  typeof value === 'object' &&
  value !== null &&
  ['at', 'subject', 'text'].every((name) => typeof (value as Record<string, unknown>)[name] === 'string')

/** What was left behind when the page was closed before the server had it, or null. */
export function backupOf(key: string): Backup | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(named(key)) ?? 'null')
    return isBackup(value) ? value : null
  } catch {
    return null
  }
}
