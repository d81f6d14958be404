import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { askApart } from './apart.ts'

const folder = mkdtempSync(join(tmpdir(), 'lt-apart-'))
afterAll(() => rmSync(folder, { recursive: true }))

const answering = join(import.meta.dirname, 'answer.ts')
const program = (name: string, text: string) => {
  const path = join(folder, `${name}.ts`)
  writeFileSync(path, text)
  return { program: path, longest: 20_000, memory: 64 }
}
const work = (name: string, body: string) =>
  program(name, `import { answerApart } from '${answering}'\nanswerApart(async (asked) => { ${body} })\n`)

test('a program apart answers, with nothing of our environment', async () => {
  const asked = work('answers', 'return [asked.of, Object.keys(process.env).filter((name) => name !== "NODE_CHANNEL_FD")]')
  expect(await askApart(asked, { of: 7 })).toEqual([7, expect.not.arrayContaining(['PATH', 'HOME'])])
})

test.for([
  ['throws', 'throw new Error("broken")'],
  ['ends', 'process.exit(3)'],
  ['eats memory', 'const all = []; for (;;) all.push(new Array(1e5).fill(asked))'],
] as const)('work that %s gives no answer: the file’s fault', async ([name, body]) => {
  expect(await askApart(work(name.replace(' ', '-'), body), { of: 7 })).toBeUndefined()
})

test('work that takes too long gives no answer', async () => {
  const asked = work('endless', 'await new Promise(() => setInterval(() => {}, 1000))')
  expect(await askApart({ ...asked, longest: 1500 }, { of: 7 })).toBeUndefined()
})

test('work that holds too much outside its heap gives no answer', async () => {
  const body = 'const all = []; for (;;) { all.push(Buffer.alloc(5e7, 1)); await new Promise((go) => setTimeout(go, 50)) }'
  expect(await askApart({ ...work('hoards', body), resident: 300 }, { of: 7 })).toBeUndefined()
})

test.for([
  ['is gone', join(folder, 'gone.ts')],
  ['cannot be loaded', program('torn', `import 'no-such-package'\n`).program],
] as const)('a program that %s is our own fault, not the file’s', async ([, path]) => {
  await expect(askApart({ program: path, longest: 20_000, memory: 64 }, {})).rejects.toThrow('does not start')
})

test('a program that is asked again answers in the same process, up to its share; one that was hurt is never asked again', async () => {
  const asked = { ...work('again', 'if (asked.hurt) process.exit(3); return process.pid'), questions: 3 }
  const first = await askApart(asked, {})
  expect([await askApart(asked, {}), await askApart(asked, {})]).toEqual([first, first])
  const second = await askApart<number>(asked, {})
  expect(second).not.toBe(first)
  expect(await askApart(asked, { hurt: true })).toBeUndefined()
  expect(await askApart(asked, {})).not.toBe(second)
})
