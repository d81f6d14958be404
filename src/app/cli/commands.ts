import type { Command } from './command.ts'

/** Every command of `bin/lienthong` by the words that name it; loaded when it is called. */
export const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  'account link': () => import('./account-link.ts'),
  'audit verify': () => import('./audit-verify.ts'),
  backup: () => import('./backup.ts'),
  'backup verify': () => import('./backup-verify.ts'),
  deadline: () => import('./deadline.ts'),
  'demo reset': () => import('./demo-reset.ts'),
  'log verify': () => import('./log-verify.ts'),
  restore: () => import('./restore.ts'),
  settings: () => import('./settings.ts'),
  setup: () => import('./setup.ts'),
  'signature verify': () => import('./signature-verify.ts'),
  'statistics exchange': () => import('./statistics.ts'),
  'statistics periodic': () => import('./statistics-periodic.ts'),
  'statistics spread': () => import('./statistics-spread.ts'),
  'statistics verify': () => import('./statistics-verify.ts'),
}

/** The command whose name the first words are (the longest wins), with the words that remain; null when there is none. */
export async function findCommand(words: readonly string[]): Promise<{ command: Command; rest: string[] } | null> {
  for (const length of [3, 2, 1]) {
    const name = words.slice(0, length).join(' ')
    const load = words.length >= length && Object.hasOwn(commands, name) ? commands[name] : undefined
    if (load) return { command: (await load()).command, rest: words.slice(length) }
  }
  return null
}

/** All commands in the order of the table. */
export async function allCommands(): Promise<Command[]> {
  return Promise.all(Object.values(commands).map(async (load) => (await load()).command))
}
