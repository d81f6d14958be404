import { execFile } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { commands } from './commands.ts'

type Ended = { status: number; out: string; err: string }

/** Types a command line as a person would, in a process of its own. */
function lienthong(words: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const file = path.join(import.meta.dirname, 'cli.ts')
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [file, ...words],
      { env: { ...process.env, DATABASE_URL: '', DATA_DIR: '/nowhere', ...env } },
      (_, out, err) => {
        resolve({ status: child.exitCode ?? -1, out, err })
      },
    )
  })
}

test('the deadline of five working days over two holidays explains each day', async () => {
  const { status, out } = await lienthong(['deadline', '--from', '2026-04-24T09:00+07:00', '--days', '5', '--json'])
  const answer = JSON.parse(out)
  expect(status).toBe(0)
  expect(answer).toMatchObject({
    from: '2026-04-24T09:00+07:00',
    days: 5,
    unit: 'WORKING_DAY',
    due: '2026-05-06',
    calendar: { source: 'supplied' },
  })
  expect(answer.steps[0]).toEqual({ date: '2026-04-24', counted: false, reason: 'Ngày tiếp nhận (ngày 0)' })
  expect(answer.steps.filter((step: { counted: boolean }) => step.counted)).toHaveLength(5)
  expect(answer.steps.at(-1).date).toBe(answer.due)
})

test.for(Object.keys(commands))('%s explains itself in Vietnamese and as data', async (name) => {
  const words = name.split(' ')
  const page = await lienthong([...words, '--help'])
  expect(page).toMatchObject({ status: 0, err: '' })
  expect(page.out).toContain(`bin/lienthong ${name}`)
  expect(page.out).toMatch(/Mã kết thúc:\n {2}0 /)
  const data = await lienthong([...words, '--help', '--json'])
  expect(JSON.parse(data.out)).toMatchObject({ name, exits: { 0: expect.any(String), 64: expect.any(String) } })
})

test('without words, all commands are listed', async () => {
  const { status, out } = await lienthong([])
  expect(status).toBe(0)
  for (const name of Object.keys(commands)) expect(out).toContain(`  ${name} `)
})

test.for([
  [['no-such-thing'], 'Không có lệnh "no-such-thing"'],
  [['constructor'], 'Không có lệnh "constructor"'],
  [['deadline'], 'Thiếu tùy chọn --from'],
  [['deadline', '--from', '2026-04-24'], 'đúng một trong'],
  [['deadline', '--from', '2026-04-31', '--days', '1'], '--from phải là thời điểm'],
  [['deadline', '--from', 'tomorrow', '--days', '1'], '--from phải là thời điểm'],
  [['deadline', '--from', '2026-04-24', '--days=-1'], '--days phải là một số'],
  [['deadline', '--from', '2026-04-24', '--days', 'x'], '--days phải là một số'],
  [['deadline', '--from', '2026-04-24', '--days', '1', '--unit', 'WEEK'], '--unit phải là'],
  [['deadline', '--from', '2026-04-24', '--days', '1', '--cut-off', '25:00'], '--cut-off phải'],
  [['deadline', '--from', '2026-04-24', '--days', '1', '--wrong'], 'Không có tùy chọn --wrong'],
  [['deadline', '--from', '2026-04-24', '--days', '999999999'], '--days nhiều nhất là 9999'],
  [['deadline', '--from', '2026-04-24', '--days'], 'Tùy chọn --days'],
  [['deadline', 'now', '--from', '2026-04-24', '--days', '1'], 'Thừa "now"'],
] as const)('%s ends with 64 and a sentence on both streams', async ([words, sentence]) => {
  const plain = await lienthong(words)
  expect(plain).toMatchObject({ status: 64, out: '', err: expect.stringContaining(sentence) })
  expect(plain.err).not.toContain('    at ')
  const { error } = JSON.parse((await lienthong([...words, '--json'])).out)
  expect(error).toMatchObject({ code: 'wrong-use', message: expect.stringContaining(sentence) })
})

test('a refusal ends with 3 and its words', async () => {
  const ended = await lienthong(['deadline', '--from', '2026-04-24', '--days', '9999', '--json'])
  expect(ended.status).toBe(3)
  expect(JSON.parse(ended.out).error).toMatchObject({ code: 'bad-input', about: 'term' })
})

test('a wrong setting ends with 69; secrets are not printed', async () => {
  const wrong = await lienthong(['settings'], { PORT: 'web' })
  expect(wrong).toMatchObject({ status: 69, out: '', err: expect.stringContaining('PORT phải là') })
  const right = await lienthong(['settings', '--json'], { DATABASE_URL: 'postgres://owner:hush@db/lt' })
  expect(right.status).toBe(0)
  expect(right.out).not.toContain('hush')
})
