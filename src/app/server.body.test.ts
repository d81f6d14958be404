import { createHash } from 'node:crypto'
import { request as send } from 'node:http'
import type { Readable } from 'node:stream'
import type { ActionFunctionArgs } from 'react-router'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { readForm } from '#platform/http/form.ts'
import { type Incoming, readUpload } from '#platform/http/upload.ts'
import { doors, form, type PageModule } from './server.testing.ts'

const { serve, withPages } = doors()
const Letter = z.object({ subject: z.string().min(5), to: z.array(z.string()).optional(), note: z.string().optional() })

/** A page that answers with what it read, as data. */
const reader: PageModule = {
  action: async ({ request }: ActionFunctionArgs) => Response.json(await readForm(request, Letter)),
}

async function hashed({ stream }: { stream: Readable }): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of stream) hash.update(chunk)
  return hash.digest('hex')
}

const uploader = (keep: (file: Incoming) => Promise<string> = hashed): PageModule => ({
  action: async ({ request }: ActionFunctionArgs) => {
    const { done, refused } = await attempted(() => readUpload(request, { maxBytes: 100_000, maxFiles: 2, keep }))
    if (refused) return Response.json(refused, { status: statusOf(refused.code) })
    return Response.json({ fields: [...done.fields], files: done.files })
  },
})

function files(...given: [string, string | Uint8Array<ArrayBuffer>, string][]): FormData {
  const body = new FormData()
  body.append('subject', 'Kế hoạch')
  for (const [field, content, name] of given) body.append(field, new File([content], name, { type: 'application/pdf' }))
  return body
}

const post = (url: string, body: BodyInit) => fetch(url, { method: 'POST', body, headers: { origin: new URL(url).origin } })

describe('forms', () => {
  test('an empty field is absent, a repeated one a list, texts come trimmed, in NFC and with plain line ends', async () => {
    const { url } = await serve({ build: withPages({ doc: reader }) })
    const body = new URLSearchParams([
      ['subject', '  Kê\u0301 hoạch năm '],
      ['to[]', 'a'],
      ['to[]', ''],
      ['to[]', 'b'],
      ['note', 'một\r\nhai'],
    ])
    expect(await (await post(`${url}/doc`, body)).json()).toMatchObject({
      values: { subject: 'K\u1ebf hoạch năm', to: ['a', 'b'], note: 'một\nhai' },
      errors: null,
    })
    const empty = await (await post(`${url}/doc`, new URLSearchParams({ subject: '   ', note: '' }))).json()
    expect(empty).toMatchObject({ values: null, errors: [{ field: 'subject', message: 'Chưa điền mục này.' }] })
  })

  test('bad input comes back filled, except what must not: PIN and password', async () => {
    const { url } = await serve({ build: withPages({ doc: reader }) })
    const body = new URLSearchParams({ subject: 'ab', note: 'giữ lại', pin: '12345678', newPassword: 'x' })
    const answer = await (await post(`${url}/doc`, body)).json()
    expect(answer).toEqual({
      values: null,
      filled: { subject: 'ab', note: 'giữ lại' },
      errors: [{ field: 'subject', message: 'Ít nhất 5 ký tự.' }],
    })
  })

  test('a form over the limit is a Vietnamese 413, with and without a length said beforehand', async () => {
    const drawn: PageModule = { ...reader, default: () => null }
    const { url } = await serve({ build: withPages({ doc: drawn }), limits: { formBytes: 50_000 } })
    const large = 'x'.repeat(300_000)
    const said = await fetch(`${url}/doc`, form({ subject: large }, url))
    expect(said.status).toBe(413)
    expect(await said.text()).toContain('quá lớn')
    const flowing = new Blob([`subject=${large}`]).stream()
    const headers = { origin: url, 'content-type': 'application/x-www-form-urlencoded' }
    const unsaid = await fetch(`${url}/doc`, { method: 'POST', body: flowing, headers, duplex: 'half' } as RequestInit)
    expect(unsaid.status).toBe(413)
    expect(await unsaid.text()).toContain('quá lớn')
  })

  test('the server lives on when the browser leaves in the middle of a form', async () => {
    const { url } = await serve({ build: withPages({ doc: reader }) })
    await new Promise<void>((resolve) => {
      const headers = { origin: url, 'content-type': 'application/x-www-form-urlencoded', 'content-length': '1000' }
      const leaving = send(`${url}/doc`, { method: 'POST', headers })
      leaving.on('error', () => resolve())
      leaving.write('subject=abc', () => leaving.destroy(new Error('left')))
    })
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  test.for([
    ['JSON', 'application/json', '{"subject":"abcdef"}'],
    ['no kind at all', '', 'subject=abcdef'],
    ['a broken multipart', 'multipart/form-data; boundary=x', '--x\r\nnonsense'],
  ] as const)('a body of %s is refused as bad input, not a fault', async ([, type, body]) => {
    const { url, log } = await serve({ build: withPages({ doc: { ...reader, default: () => null } }) })
    const headers: Record<string, string> = { origin: url, ...(type ? { 'content-type': type } : {}) }
    const answer = await fetch(`${url}/doc`, { method: 'POST', headers, body: new TextEncoder().encode(body) })
    expect(answer.status).toBe(400)
    expect(log.join('')).not.toContain('"msg":"fault"')
  })
})

describe('uploads', () => {
  test('files flow through with their names in NFC and without path; fields come along', async () => {
    const { url } = await serve({ build: withPages({ doc: uploader() }) })
    const content = new Uint8Array(90_000).fill(7)
    const answer = await (await post(`${url}/doc`, files(['scan', content, 'C:\\a\\Tờ tri\u0300nh\u202e.pdf']))).json()
    const hash = createHash('sha256').update(content).digest('hex')
    expect(answer).toEqual({
      fields: [['subject', 'Kế hoạch']],
      files: [{ field: 'scan', name: 'Tờ trình.pdf', type: 'application/pdf', size: 90_000, kept: hash }],
    })
  })

  test('a file field left empty is no file', async () => {
    const { url } = await serve({ build: withPages({ doc: uploader() }) })
    expect(await (await post(`${url}/doc`, files(['scan', '', '']))).json()).toMatchObject({ files: [] })
  })

  test('exactly the limit passes; a byte more, or a file more, is refused as too large', async () => {
    const { url } = await serve({ build: withPages({ doc: uploader() }) })
    const sized = (size: number) => new Uint8Array(size)
    expect((await post(`${url}/doc`, files(['scan', sized(100_000), 'a.pdf']))).status).toBe(200)
    const over = await post(`${url}/doc`, files(['scan', sized(100_001), 'a.pdf']))
    expect(over.status).toBe(413)
    expect(await over.json()).toEqual({ code: 'too-large', about: 'scan' })
    const three = files(['a', 'x', 'a.pdf'], ['b', 'x', 'b.pdf'], ['c', 'x', 'c.pdf'])
    expect((await post(`${url}/doc`, three)).status).toBe(413)
  })

  test('what keeping a file throws ends the upload at once, however much is still to come', async () => {
    const failing = async () => {
      throw Object.assign(new Error('full'), { code: 'storage-full', about: 'files' })
    }
    const { url } = await serve({ build: withPages({ doc: uploader(failing) }) })
    const answer = await post(
      `${url}/doc`,
      files(['scan', new Uint8Array(99_000), 'a.pdf'], ['more', new Uint8Array(99_000), 'b.pdf']),
    )
    expect(answer.status).toBe(507)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  test('a whole form over the limit is refused before it is read', async () => {
    const { url } = await serve({
      build: withPages({ doc: { ...uploader(), default: () => null } }),
      limits: { uploadBytes: 50_000 },
    })
    const answer = await post(`${url}/doc`, files(['scan', new Uint8Array(90_000), 'a.pdf']))
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('quá lớn')
  })

  test('a form without files, or cut off in the middle, is bad input', async () => {
    const { url } = await serve({ build: withPages({ doc: uploader() }) })
    expect((await post(`${url}/doc`, new URLSearchParams({ a: 'b' }))).status).toBe(400)
    const cut = '--x\r\ncontent-disposition: form-data; name="scan"; filename="a.pdf"\r\n\r\nabc'
    const headers = { origin: url, 'content-type': 'multipart/form-data; boundary=x' }
    expect((await fetch(`${url}/doc`, { method: 'POST', headers, body: cut })).status).toBe(400)
  })
})
