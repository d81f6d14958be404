import { expect, test } from 'vitest'
import { openApi, operations } from '../generated/doors.ts'
import { bodyOf, queryOf } from '../leaks/attempts.ts'
import { campaign, vietnamese } from './campaign.testing.ts'
import { badBodies, badValues, sample } from './shapes.ts'

const at = campaign()

const document = await openApi()
const every = operations(document)

/** An address of the clerk's own things, so that a bad body is what the operation stumbles over. */
const addressOf = (path: string) =>
  path
    .replace('{holder}', 'person')
    .replace('{file}', at.made.ids.file?.[0] ?? '')
    .replace('{key}', at.made.ids.key?.[0] ?? '')
    .replace('{person}', at.province.actor('anh.nguyenthi').person)
    .replace(
      '{id}',
      at.made.ids[['incoming', 'assignment', 'book'].find((kind) => path.includes(`/${kind}`)) ?? 'outgoing']?.[0] ?? '',
    )

type Problem = { status: number; code: string; title: string; errors?: { message: string }[] }

/** What is wrong with the answer to a bad input; null when it is a clear refusal. */
function faultOf({ status, body }: { status: number; body: string }, mustRefuse: boolean): string | null {
  if (status >= 500) return `${status}`
  if (status < 400) return mustRefuse ? `taken (${status})` : null
  // The shape itself refuses, before anybody is asked for a right.
  if (mustRefuse && status !== 400 && status !== 413) return `refused for another reason (${status}): ${body}`
  const problem = JSON.parse(body) as Problem
  const sentences = [problem.title, ...(problem.errors ?? []).map(({ message }) => message)]
  return sentences.every((one) => vietnamese.test(one)) ? null : `not in Vietnamese: ${sentences.join(' / ')}`
}

test('every operation: at least 25 bad bodies made from its shape are refused in Vietnamese and store nothing', async () => {
  const found: string[] = []
  let tried = 0
  for (const { method, path } of every) {
    const shape = bodyOf(document, path, method)
    if (shape === null) continue
    const before = await at.stored.now()
    for (const bad of badBodies(shape, at.made.ids.outgoing?.[0] ?? '').filter(({ refused }) => refused)) {
      const answer = await at.callApi(at.province.actor('na.lethu'), method, addressOf(path), bad.value)
      const fault = faultOf(answer, true)
      if (fault) found.push(`${method} ${path} ${bad.what}: ${fault}`)
      tried += 1
    }
    expect(await at.stored.now(), `${method} ${path} stored something`).toEqual(before)
  }
  expect(found).toEqual([])
  expect(tried).toBeGreaterThan(25)
}, 300_000)

test('treacherous words are refused or taken as plain words: never a fault', async () => {
  const found: string[] = []
  for (const { method, path } of every) {
    const shape = bodyOf(document, path, method)
    for (const bad of shape === null ? [] : badBodies(shape, at.made.ids.outgoing?.[0] ?? '').filter(({ refused }) => !refused)) {
      const answer = await at.callApi(at.province.actor('anh.nguyenthi'), method, addressOf(path), bad.value)
      const fault = faultOf(answer, false)
      if (fault) found.push(`${method} ${path} ${bad.what}: ${fault}`)
    }
  }
  expect(found).toEqual([])
}, 300_000)

test('what came in as letters and marks is stored as letters: NFC, without controls', async () => {
  const subject = `${'quyết định'.normalize('NFD')}\u0007 về\u202e việc`
  const body = JSON.stringify({
    ...(sample(bodyOf(document, '/api/v1/documents/outgoing', 'POST') ?? {}, '') as object),
    kind: 'DECISION',
    subject,
  })
  const answer = await at.server.ask(at.province.actor('anh.nguyenthi'), {
    method: 'POST',
    url: '/api/v1/documents/outgoing',
    body,
    type: 'application/json',
  })
  expect(answer.status).toBe(201)
  const { id } = JSON.parse(answer.body) as { id: string }
  const shown = await at.server.ask(at.province.actor('anh.nguyenthi'), { url: `/api/v1/documents/outgoing/${id}` })
  expect((JSON.parse(shown.body) as { subject: string }).subject).toMatch(/^quyết định +về việc$/u)
})

test('a field that an operation does not read is refused by its name, and nothing is stored', async () => {
  const before = await at.stored.now()
  const found: string[] = []
  for (const { method, path } of every) {
    const shape = bodyOf(document, path, method)
    if (!shape?.properties) continue
    const body = { ...(sample(shape, at.made.ids.outgoing?.[0] ?? '') as object), chắcLàĐúng: 'x' }
    const answer = await at.callApi(at.province.actor('anh.nguyenthi'), method, addressOf(path), body)
    if (answer.status !== 400 || !answer.body.includes('chắcLàĐúng')) found.push(`${method} ${path}: ${answer.status}`)
  }
  expect(found).toEqual([])
  expect(await at.stored.now()).toEqual(before)
}, 200_000)

test('bad addresses and searches are refused in Vietnamese', async () => {
  const found: string[] = []
  for (const { method, path } of every) {
    const address = addressOf(path)
    const values = queryOf(document, path, method).flatMap(({ name, schema }) =>
      badValues(schema).map(({ what, value }) => [
        what,
        `${address}?${name}=${encodeURIComponent(String(value).toWellFormed().slice(0, 4000))}`,
      ]),
    )
    const places = path.includes('{')
      ? ['not-an-id', '%00', '%ff', '..%2f..%2fetc', `${'9'.repeat(290)}`].map((bad) => [bad, path.replace(/\{\w+\}/g, bad)])
      : []
    for (const [what = '', url = ''] of [...values, ...places]) {
      const answer = await at.server.ask(at.province.actor('na.lethu'), { method, url })
      if (answer.status >= 500) found.push(`${method} ${path} ${what}: ${answer.status}`)
    }
  }
  expect(found).toEqual([])
}, 200_000)

test('a body that is no JSON, of another type, in another encoding or cut short is refused, and the server lives', async () => {
  const url = '/api/v1/documents/outgoing'
  const type = 'application/json'
  const before = await at.stored.now()
  const bad = [
    { body: '', type },
    { body: '{"kind":', type },
    { body: '{"kind":"DECISION"}{}', type },
    { body: '<xml/>', type: 'application/xml' },
    { body: 'kind=DECISION', type: 'application/x-www-form-urlencoded' },
    { body: '--x\r\ncontent-disposition: form-data', type: 'multipart/form-data; boundary=x' },
    { body: Buffer.from([0xff, 0xfe, 0x00, 0x7b]), type },
    { body: `${'['.repeat(100_000)}`, type },
    { body: `{"subject":"${'x'.repeat(5_000_000)}"}`, type },
    { body: '{"__proto__":{"kind":"DECISION"},"subject":"x"}', type },
    { body: '{"constructor":{"prototype":{"x":1}},"kind":"DECISION","subject":"x"}', type },
    { body: '{"kind":"DECISION","kind":7,"subject":"x"}', type },
    { body: '{}', type, headers: { 'content-length': '5' } },
    { body: '{}', type: 'application/json; charset=utf-16' },
  ]
  for (const asked of bad) {
    const { status } = await at.server.ask(at.province.actor('anh.nguyenthi'), { method: 'POST', url, ...asked })
    expect(status, JSON.stringify(asked).slice(0, 80)).toBeGreaterThanOrEqual(400)
    expect(status, JSON.stringify(asked).slice(0, 80)).toBeLessThan(500)
  }
  expect(await at.stored.now()).toEqual(before)
  expect((await at.server.ask(at.province.actor('na.lethu'), { url: '/api/v1/installation' })).status).toBe(200)
})
