import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Shown } from './bridge.ts'

/** What the person reads before the PIN is typed. */
export const question = ({ site, title, agency, hash }: Shown): string =>
  [`Trang ${site} xin ký:`, `  ${title}`, `  Bằng chứng thư: ${agency}`, `  Giá trị băm: ${hash}`].join('\n')

/** Asks by a program of the desktop that shows words and prints what was typed (as ssh-askpass does); it fails when the person says no. */
export const askBy =
  (program: string) =>
  async (shown: Shown): Promise<string | null> => {
    const child = spawn(program, [`${question(shown)}\nMã PIN của thiết bị:`], {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 120_000,
    })
    const ended = new Promise<number | null>((resolve) => {
      child.on('error', () => resolve(null))
      child.on('close', resolve)
    })
    const [typed, code] = await Promise.all([text(child.stdout), ended])
    return code === 0 ? typed.replace(/\r?\n$/, '') : null
  }

/** Asks in the terminal where the program runs; what is typed is not shown, an empty line is a no. */
export async function askInTerminal(shown: Shown): Promise<string | null> {
  process.stdout.write(`\n${question(shown)}\nMã PIN của thiết bị (để trống rồi Enter là không ký): `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  const typed = await lines.question('')
  lines.close()
  process.stdout.write('\n')
  return typed === '' ? null : typed
}
