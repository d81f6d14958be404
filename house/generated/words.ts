import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { refusalCodes } from '#kernel/refused.ts'
import { repositoryFolder, settings } from '#platform/config/config.ts'
import { statusOf } from '#platform/http/attempt.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { allCommands } from '../../src/app/cli/commands.ts'
import { helpOf } from '../../src/app/cli/help.ts'
import { code, page, table } from './markdown.ts'

/** SQL states of ours, with the sentence that the database raises and the migration that does. */
function databaseErrors(): string[][] {
  const files = globSync('db/migrations/*.sql', { cwd: repositoryFolder }).sort()
  const raised = files.flatMap((file) =>
    [
      ...readFileSync(join(repositoryFolder, file), 'utf8').matchAll(
        /raise exception '((?:[^']|'')*)'[^;]*?errcode = '(LT\d{3})'/g,
      ),
    ].map(([, sentence = '', state = '']) => [code(state), sentence, code(file)]),
  )
  const seen = new Set<string>()
  return raised.filter((row) => !seen.has(row.join()) && seen.add(row.join())).toSorted((a, b) => (a.join() < b.join() ? -1 : 1))
}

/** docs/generated/errors.md */
export const errorsPage = (): string =>
  page('Errors', 'the list of refusals, their words, and the migrations', [
    '## Refusals',
    table(
      ['Code', 'HTTP', 'What a person reads'],
      refusalCodes.map((one) => [code(one), String(statusOf(one)), refusalWords[one]]),
    ),
    '## What the database refuses',
    table(['SQLSTATE', 'Sentence', 'Migration'], databaseErrors()),
  ])

/** docs/generated/settings.md */
export const settingsPage = (): string =>
  page('Settings', 'the table of settings', [
    'Read from the environment, once, at start; a wrong one stops the start with a sentence that says how to correct it.',
    table(
      ['Variable', 'Without it', 'Means', 'Shown as'],
      Object.entries(settings).map(([name, one]) => [
        code(name),
        one.otherwise,
        one.means,
        'secret' in one && one.secret ? 'host and path only' : 'it is',
      ]),
    ),
  ])

/** docs/generated/commands.md */
export async function commandsPage(): Promise<string> {
  const commands = await allCommands()
  return page(
    'Commands',
    'the command table',
    commands.flatMap((one) => [`## ${one.name}`, ['```', helpOf(one), '```'].join('\n')]),
  )
}
