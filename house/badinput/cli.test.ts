import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Command } from '../../src/app/cli/command.ts'
import { allCommands } from '../../src/app/cli/commands.ts'
import { runCommand } from '../../src/app/cli/run.ts'
import { installationSecrets } from '../../src/app/secrets.ts'
import { treacherous } from './shapes.ts'

/** An installation that is not there: whatever gets past the words finds nothing that it could change. */
const folder = mkdtempSync(join(tmpdir(), 'lt-cli-'))
const env = { DATA_DIR: join(folder, 'none'), HOME: folder }
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const vietnamese = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i
type Case = { what: string; words: string[] }

/** Wrong command lines of one command, made from its table of operands and options. */
function wrongLines({ name, options = [], operands = [] }: Command): Case[] {
  const words = name.split(' ')
  const needed = options.filter(({ required }) => required)
  const given = (value: string) => needed.flatMap((one) => [`--${one.name}`, value])
  const each = options.filter(({ value }) => value !== undefined)
  return [
    { what: 'an unknown option', words: [...words, '--khong-co'] },
    { what: 'an unknown short option', words: [...words, '-z'] },
    ...(operands.some(({ repeated }) => repeated)
      ? []
      : [{ what: 'too many words', words: [...words, ...operands.map(() => 'a'), 'thừa', 'quá'] }]),
    ...needed.map((one) => ({ what: `${one.name} missing`, words })),
    ...(operands.some(({ optional }) => !optional) ? [{ what: 'its word missing', words }] : []),
    ...each.map((one) => ({ what: `${one.name} without value`, words: [...words, `--${one.name}`] })),
    ...each.map((one) => ({ what: `${one.name} empty`, words: [...words, `--${one.name}=`] })),
    ...each
      .filter(({ repeated }) => !repeated)
      .map((one) => ({ what: `${one.name} twice`, words: [...words, `--${one.name}`, '1', `--${one.name}`, '2'] })),
    ...(needed.length > 0
      ? Object.entries(treacherous).map(([what, value]) => ({ what, words: [...words, ...given(value)] }))
      : []),
    ...(needed.length > 0 ? [{ what: 'far too long', words: [...words, ...given('ă'.repeat(100_000))] }] : []),
  ]
}

const unnamed: Case[] = [
  ...Object.entries(treacherous).map(([what, value]) => ({ what, words: [value] })),
  { what: 'far too long', words: ['ă'.repeat(100_000)] },
  { what: 'a misspelt command', words: ['bakcup'] },
  { what: 'half a command', words: ['audit'] },
]

const commands = await allCommands()
const lines = [...unnamed, ...commands.flatMap(wrongLines)]

test('at least 25 wrong command lines, made from the table of commands', () => {
  expect(lines.length).toBeGreaterThan(25)
})

test.each(
  lines.map(
    ({ what, words }) =>
      [
        `${words
          .join(' ')
          .slice(0, 60)
          .replace(/[^\p{L}\p{N} =-]/gu, '?')} (${what})`,
        words,
      ] as const,
  ),
)('%s: told in Vietnamese, a documented exit, nothing done', async (_, words) => {
  for (const line of [words, [...words, '--json']]) {
    const { status, err, out } = await runCommand(line, env)
    expect([3, 64, 69]).toContain(status)
    expect(err).toMatch(vietnamese)
    expect(err).not.toMatch(/\n\s+at /)
    if (line.includes('--json')) expect(JSON.parse(out)).toMatchObject({ error: { message: expect.stringMatching(vietnamese) } })
  }
})

test('a database that does not answer is told as such by every command, with the exit for it and no stack', async () => {
  const away = {
    DATA_DIR: join(folder, 'away'),
    HOME: folder,
    DATABASE_URL: 'postgres://lienthong:mật-khẩu@127.0.0.1:1/lienthong',
  }
  const period = ['--from', '2026-01-01', '--to', '2026-01-31', '--scope', 'all']
  const asks = [
    ['statistics', 'exchange', '--agency', 'H99.11', ...period],
    ['statistics', 'verify'],
    ['audit', 'verify'],
    ['backup', join(folder, 'into')],
    ['account', 'link', 'na.lethu'],
  ]
  // The installation's own secrets are there; without them that would be told first.
  await installationSecrets(away.DATA_DIR)
  for (const words of asks) {
    const { status, err, out } = await runCommand([...words, '--json'], away)
    expect([words.join(' '), status]).toEqual([words.join(' '), 69])
    expect(err).toContain('Không kết nối được cơ sở dữ liệu')
    expect(err).not.toMatch(/\n\s+at |mật-khẩu/)
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'cannot-start' } })
  }
})
