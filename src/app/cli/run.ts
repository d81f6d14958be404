import { refusalOf } from '#kernel/refused.ts'
import { cannotStartExit, startProblemOf } from '#platform/config/problem.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { type Answer, type Typed, wrongUse } from './command.ts'
import { allCommands, findCommand } from './commands.ts'
import { describe, helpOf, helpOfAll } from './help.ts'
import { readTyped } from './typed.ts'

const asksHelp = (words: readonly string[]) => words.length === 0 || words.includes('--help') || words.includes('-h')

async function answer(words: readonly string[], env: Typed['env']): Promise<Answer> {
  const found = await findCommand(words)
  if (!found) {
    if (!asksHelp(words)) throw wrongUse(`Không có lệnh "${words[0]}". Gõ bin/lienthong --help để xem các lệnh.`)
    const all = await allCommands()
    return { status: 0, json: all.map(describe), text: helpOfAll(all) }
  }
  const { command, rest } = found
  if (rest.includes('--help') || rest.includes('-h')) return { status: 0, json: describe(command), text: helpOf(command) }
  return command.run(readTyped(command, rest, env))
}

function failure(error: unknown): Answer & { json: unknown } {
  const say = (status: number, code: string, message: string, about: string | null = null) => ({
    status,
    json: { error: { code, about, message } },
    text: message,
  })
  if ((error as { code?: unknown } | null)?.code === 'wrong-use') return say(64, 'wrong-use', (error as Error).message)
  const problem = startProblemOf(error)
  if (problem) return say(cannotStartExit, 'cannot-start', problem)
  const refused = refusalOf(error)
  if (refused) return say(3, refused.code, `${refusalWords[refused.code]} (${refused.about})`, refused.about)
  return say(70, 'fault', error instanceof Error ? (error.stack ?? error.message) : String(error))
}

export type Printed = { status: number; out: string; err: string }

/**
 * Runs one command line (without program names) and gives what to print: the answer on the standard output; a failure on the
 * error stream, and with `--json` as `{"error":{code,about,message}}` on the standard output, so that programs read one stream.
 */
export async function runCommand(words: readonly string[], env: Typed['env']): Promise<Printed> {
  const json = words.includes('--json')
  try {
    const answered = await answer(words, env)
    const written = 'lines' in answered ? answered.lines : [answered.json]
    const out = json ? written.map((one) => JSON.stringify(one)).join('\n') : answered.text
    return { status: answered.status, out, err: '' }
  } catch (error) {
    const { status, json: data, text } = failure(error)
    return { status, out: json ? JSON.stringify(data) : '', err: text }
  }
}
