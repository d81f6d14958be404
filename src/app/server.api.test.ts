import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refused, refusalCodes } from '#kernel/refused.ts'
import { statusOf } from '#platform/http/attempt.ts'
import { diskCheck } from '#platform/http/probes.ts'
import type { Module } from './modules.ts'
import { clerk, cookie, doors, json } from './server.testing.ts'

const { serve } = doors()

const Letter = z.object({ subject: z.string().min(5).max(120), copies: z.int().min(1), to: z.enum(['a', 'b']).optional() })

/** Operations that exercise the doors: a shape, the desk, a refusal, a fault, an answer that breaks its shape. */
const probing: Module = {
  name: 'probing',
  api(routes) {
    routes.post('/letters/:id', {
      schema: {
        summary: 'Thử',
        params: z.object({ id: z.uuid() }),
        querystring: z.object({ page: z.coerce.number().int().max(9).optional() }),
        body: Letter,
        response: { 200: z.object({ at: z.string() }) },
      },
      handler: async ({ desk }) => ({ at: await desk.work(async ({ clock }) => clock.today) }),
    })
    routes.get('/refusals/:code', async ({ params }) => {
      throw new Refused((params as { code: (typeof refusalCodes)[number] }).code, 'QD')
    })
    routes.get('/fault', async () => {
      throw Object.assign(new Error('geheim'), { code: '23505', detail: 'Key (name)=(Nguyễn Văn A) exists' })
    })
    const broken = z.object({ n: z.number() })
    routes.get(
      '/broken',
      { schema: { response: { 200: broken } } },
      async () => ({ n: 'geheim' }) as unknown as z.infer<typeof broken>,
    )
  },
  files(routes) {
    routes.get('/missing', async () => {
      throw new Refused('not-found', 'file')
    })
    routes.get('/mine', async ({ desk }) => desk.actor.person)
  },
}
const contents = [probing]
const id = clerk.person
const good = JSON.stringify({ subject: 'Về việc thử', copies: 1 })

describe('the API', () => {
  test('a signed-in call reaches the desk', async () => {
    const { url } = await serve({ contents })
    const answer = await fetch(`${url}/api/v1/letters/${id}`, json(good, { cookie, origin: url }))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ at: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
  })

  test('a visitor’s call is 401, in words', async () => {
    const { url } = await serve({ contents })
    const answer = await fetch(`${url}/api/v1/letters/${id}`, json(good))
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ code: 'not-signed-in', title: expect.stringContaining('Bạn chưa đăng nhập') })
  })

  test.for([
    ['broken JSON', '{"subject":', ['nội dung', 'Không phải JSON hợp lệ.']],
    ['nothing', '', ['nội dung', 'Chưa có nội dung.']],
    ['a poisoned prototype', '{"__proto__":{"a":1}}', ['nội dung', 'Không phải JSON hợp lệ.']],
    ['no object', '[]', ['nội dung', 'Phải là một nhóm thông tin.']],
    ['a missing field', '{"copies":1}', ['subject', 'Chưa điền mục này.']],
    ['a text too short', '{"subject":"ab","copies":1}', ['subject', 'Ít nhất 5 ký tự.']],
    ['a number as text', '{"subject":"abcdef","copies":"1"}', ['copies', 'Phải là số.']],
    ['a number too small', '{"subject":"abcdef","copies":0}', ['copies', 'Phải từ 1 trở lên.']],
    ['a number with a fraction', '{"subject":"abcdef","copies":1.5}', ['copies', 'Phải là số nguyên.']],
    ['none of the choices', '{"subject":"abcdef","copies":1,"to":"c"}', ['to', 'Hãy chọn một trong các mục đã cho.']],
  ] as const)('%s is a 400 that names the field in Vietnamese', async ([, body, [field, message]]) => {
    const { url } = await serve({ contents })
    const answer = await fetch(`${url}/api/v1/letters/${id}`, json(body, { cookie, origin: url }))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'bad-input', errors: [{ field, message }] })
  })

  test('a bad address or parameter is a 400 of the same shape', async () => {
    const { url } = await serve({ contents })
    const place = await fetch(`${url}/api/v1/letters/7`, json(good, { cookie, origin: url }))
    expect(await place.json()).toMatchObject({ status: 400, errors: [{ field: 'id', message: 'Mã không đúng dạng.' }] })
    const query = await fetch(`${url}/api/v1/letters/${id}?page=99`, json(good, { cookie, origin: url }))
    expect(await query.json()).toMatchObject({ status: 400, errors: [{ field: 'page', message: 'Phải từ 9 trở xuống.' }] })
  })

  test('a body over the limit is a 413, another kind of body a 415', async () => {
    const { url } = await serve({ contents, limits: { apiBytes: 1000 } })
    const large = await fetch(
      `${url}/api/v1/letters/${id}`,
      json(JSON.stringify({ subject: 'x'.repeat(2000) }), { cookie, origin: url }),
    )
    expect(large.status).toBe(413)
    expect(await large.json()).toMatchObject({ code: 'too-large', title: expect.stringContaining('quá lớn') })
    const xml = await fetch(`${url}/api/v1/letters/${id}`, json('<a/>', { cookie, origin: url, 'content-type': 'text/xml' }))
    expect(xml.status).toBe(415)
  })

  test.for(refusalCodes)('the refusal %s has its status and Vietnamese words', async (code) => {
    const { url } = await serve({ contents })
    const answer = await fetch(`${url}/api/v1/refusals/${code}`)
    expect(answer.status).toBe(statusOf(code))
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await answer.json()).toMatchObject({ code, about: 'QD', title: expect.stringMatching(/[à-ỹ].*\.$/u) })
  })

  test('a fault tells an incident number and nothing else; the log holds no rows', async () => {
    const { url, log } = await serve({ contents })
    for (const path of ['fault', 'broken']) {
      const answer = await fetch(`${url}/api/v1/${path}`)
      expect(answer.status).toBe(500)
      const text = await answer.text()
      expect(JSON.parse(text)).toMatchObject({ code: 'fault', incident: answer.headers.get('x-request-id') })
      expect(text).not.toContain('geheim')
    }
    expect(log.join('')).toContain('geheim')
    expect(log.join('')).not.toContain('Nguyễn Văn A')
  })

  test('an operation that does not exist is a 404 problem', async () => {
    const { url } = await serve({ contents })
    const answer = await fetch(`${url}/api/v1/none`)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'not-found' })
  })
})

describe('OpenAPI', () => {
  test('every operation stands in a 3.1 description whose references lead somewhere', async () => {
    const { url } = await serve({ contents })
    const described = await (await fetch(`${url}/api/v1/openapi.json`)).json()
    expect(described.openapi).toMatch(/^3\.1\./)
    expect(described.info).toMatchObject({ title: 'Liên Thông', version: expect.any(String) })
    const operation = described.paths['/api/v1/letters/{id}'].post
    expect(operation.parameters).toContainEqual(expect.objectContaining({ name: 'id', in: 'path', required: true }))
    expect(operation.requestBody.content['application/json'].schema.required).toEqual(['subject', 'copies'])
    expect(operation.responses['4XX'].content['application/problem+json'].schema.$ref).toBe('#/components/schemas/Problem')
    const references = [...JSON.stringify(described).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '')
    expect(references.length).toBeGreaterThan(0)
    for (const path of references) {
      const found = path.split('/').reduce((at, step) => (at as Record<string, unknown> | undefined)?.[step], described)
      expect(found, path).toBeDefined()
    }
    expect(Object.keys(described.paths)).not.toContain('/api/v1/docs')
  })

  test('the page to try it stands alone: nothing from elsewhere, nothing inline without the nonce', async () => {
    const { url } = await serve({ contents })
    const answer = await fetch(`${url}/api/v1/docs`)
    const page = await answer.text()
    expect(page).toContain('data-path="/api/v1/letters/{id}"')
    expect(page).not.toMatch(/https?:\/\//)
    expect(page).not.toMatch(/<script(?![^>]* src=)/)
    const script = await fetch(new URL('docs/tryit.js', answer.url))
    expect(script.headers.get('content-type')).toContain('javascript')
  })
})

describe('files', () => {
  test('what is missing is a Vietnamese page; a visitor is told to sign in', async () => {
    const { url } = await serve({ contents })
    const missing = await fetch(`${url}/tep/missing`, { headers: { cookie } })
    expect(missing.status).toBe(404)
    expect(await missing.text()).toContain('Không tìm thấy')
    expect((await fetch(`${url}/tep/mine`)).status).toBe(401)
    expect(await (await fetch(`${url}/tep/mine`, { headers: { cookie } })).text()).toBe(clerk.person)
  })
})

describe('probes', () => {
  test('alive is alive; ready says what it needs', async () => {
    const disk = diskCheck(await mkdtemp(join(tmpdir(), 'lt-probe-')))
    const { url } = await serve({ checks: { disk, database: async () => ({ ok: true }) } })
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true })
    const ready = await fetch(`${url}/readyz`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toMatchObject({ ok: true, checks: { database: { ok: true }, disk: { ok: true } } })
  })

  test('not ready is 503 while alive stays 200', async () => {
    const { url } = await serve({ checks: { database: () => Promise.reject(new Error('gone')) } })
    const ready = await fetch(`${url}/readyz`)
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ ok: false, checks: { database: { ok: false } } })
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  test('figures count by pattern, on the machine itself only', async () => {
    const gauges = { lienthong_of_test: { help: 'Of the test', read: async () => ({ dead: 3 }) } }
    const { url } = await serve({ contents, gauges })
    await fetch(`${url}/api/v1/refusals/not-found`)
    const figures = async () => (await fetch(`${url}/metrics`)).text()
    await expect.poll(figures).toContain('route="/api/v1/refusals/:code",status="404"')
    expect(await figures()).toContain('lienthong_of_test{kind="dead"} 3')
    expect((await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '10.0.0.9' } })).status).toBe(404)
  })
})

describe('limits', () => {
  test('a session is counted by itself; over the limit it is a Vietnamese 429 that says when to come back', async () => {
    const { url } = await serve({ contents, limits: { perMinute: 3 } })
    const ask = (headers: Record<string, string>) => fetch(`${url}/api/v1/installation`, { headers })
    // The first one counts by its address: only then is the session confirmed.
    for (let asked = 0; asked < 4; asked++) expect((await ask({ cookie })).status).toBe(200)
    const refused = await ask({ cookie })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ code: 'too-many-tries' })
    // Cookies that nobody confirmed share the allowance of their address, a new one for each request as well.
    const made: number[] = []
    for (const name of ['one', 'two', 'three']) made.push((await ask({ cookie: `lt_session=${name}` })).status)
    expect(made.at(-1)).toBe(429)
    expect(made[0]).not.toBe(429)
    const page = await fetch(url, { headers: { cookie } })
    expect(page.status).toBe(429)
    expect(await page.text()).toContain('Gửi quá nhiều lần')
    expect((await fetch(`${url}/healthz`, { headers: { cookie } })).status).toBe(200)
  })

  test('sign-in is counted by address, whatever cookie comes along', async () => {
    const { url } = await serve({ limits: { signInPerMinute: 2 } })
    const statuses: number[] = []
    for (const address of ['/dang-nhap', '/Dang%2Dnhap/.data', '/dang-nhap/']) {
      const body = new URLSearchParams({ login: 'a', password: 'b' })
      const headers = { origin: url, cookie: `lt_session=${statuses.length}` }
      statuses.push((await fetch(`${url}${address}`, { method: 'POST', body, headers, redirect: 'manual' })).status)
    }
    expect(statuses.slice(0, 2)).not.toContain(429)
    expect(statuses[2]).toBe(429)
  })

  test('looking up codes of documents is counted by address, over page and API together', async () => {
    const { url } = await serve({ limits: { checksPerMinute: 2 } })
    const statuses: number[] = []
    for (const address of ['/kiem-tra/a', '/Kiem%2Dtra//b.data', '/api/v1/public/checks/c', '/api/v1/public/log/proofs/d']) {
      const headers = { cookie: `lt_session=${statuses.length}` }
      statuses.push((await fetch(`${url}${address}`, { headers })).status)
    }
    expect(statuses.slice(0, 2)).not.toContain(429)
    expect(statuses.slice(2)).toEqual([429, 429])
    expect((await fetch(`${url}/kiem-tra`)).status).not.toBe(429)
  })
})
