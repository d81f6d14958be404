import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import { cookie, doors, form, json, type PageModule } from './server.testing.ts'

const { keys, serve, withPages } = doors()

describe('headers', () => {
  test('scripts run only from files or with the nonce of this very answer', async () => {
    const { url } = await serve()
    const policies = new Set<string>()
    for (let asked = 0; asked < 2; asked++) {
      const answer = await fetch(url)
      const policy = answer.headers.get('content-security-policy') ?? ''
      const nonce = /script-src 'self' 'nonce-([0-9a-f]{32})'/.exec(policy)?.[1]
      expect(nonce).toBeDefined()
      expect(/script-src[^;]*unsafe/.test(policy)).toBe(false)
      const page = await answer.text()
      const inline = page.match(/<script(?![^>]* src=)[^>]*>/g) ?? []
      expect(inline.length).toBeGreaterThan(0)
      for (const script of inline) expect(script).toContain(`nonce="${nonce}"`)
      policies.add(policy)
    }
    expect(policies.size).toBe(2)
  })

  test('pages say nosniff, same-origin frames and referrers, and stay out of caches', async () => {
    const { url } = await serve()
    const { headers } = await fetch(url)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-request-id')).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  test('under an https address browsers are told to stay with https', async () => {
    const { url } = await serve({ config: { publicUrl: 'https://lt.example.vn', trustedProxies: [], logLevel: 'info' } })
    const { headers } = await fetch(url)
    expect(headers.get('strict-transport-security')).toContain('max-age=')
    expect(headers.get('content-security-policy')).toContain('upgrade-insecure-requests')
  })

  test('pages and scripts travel compressed to who takes it', async () => {
    const { url } = await serve()
    const page = await fetch(`${url}/khong-co`, { headers: { 'accept-encoding': 'br' } })
    expect(page.headers.get('content-encoding')).toBe('br')
    expect(page.headers.get('vary')).toContain('accept-encoding')
    const script = /src="(\/assets\/[^"]+)"/.exec(await page.text())?.[1] ?? ''
    expect(script).toMatch(/\.js$/)
    const plain = await fetch(`${url}/khong-co`, { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await plain.text()).toContain('Không tìm thấy trang')
  })

  test('built files are kept for a year, and a missing one is a 404', async () => {
    const { url } = await serve()
    const script = /src="(\/assets\/[^"]+)"/.exec(await (await fetch(url)).text())?.[1]
    const answer = await fetch(`${url}${script}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect((await fetch(`${url}/assets/../../../package.json`)).status).toBe(404)
    expect((await fetch(`${url}/assets/none.js`)).status).toBe(404)
  })
})

describe('forms of other sites', () => {
  test.for([
    ['another origin', { origin: 'https://evil.example' }],
    ['another site by the browser’s word', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site by the browser’s word', { 'sec-fetch-site': 'same-site' }],
    ['an origin that is kept secret', { origin: 'null' }],
    ['a session without any word', { cookie }],
  ] as const)('%s: refused with a Vietnamese page, nothing set', async ([, headers]) => {
    const { url } = await serve()
    const answer = await fetch(`${url}/giao-dien`, { ...form({ scheme: 'dark' }, url), headers })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await answer.text()).toContain('Yêu cầu đến từ trang khác')
  })

  test('refused at the API as a problem', async () => {
    const { url } = await serve()
    const answer = await fetch(`${url}/api/v1/installation`, json('{}', { origin: 'https://evil.example', cookie }))
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'foreign-origin' })
  })

  test('behind a proxy the public address is our origin, whatever the proxy asks for', async () => {
    const { url } = await serve({
      config: { publicUrl: 'https://lt.example.vn', trustedProxies: ['127.0.0.1'], logLevel: 'info' },
    })
    const own = await fetch(`${url}/giao-dien`, form({ scheme: 'dark' }, 'https://lt.example.vn'))
    expect(own.status).toBe(303)
    expect(own.headers.get('set-cookie')).toContain('Secure')
    expect((await fetch(`${url}/giao-dien`, form({ scheme: 'dark' }, url))).status).toBe(403)
  })
})

describe('pages', () => {
  test('a form posts without script: the theme is kept and comes back in the next page', async () => {
    const { url } = await serve()
    const posted = await fetch(`${url}/giao-dien`, form({ scheme: 'dark' }, url, { referer: `${url}/?a=1` }))
    expect(posted.status).toBe(303)
    expect(posted.headers.get('location')).toBe('/?a=1')
    const kept = posted.headers.get('set-cookie') ?? ''
    expect(kept).toMatch(/^giao-dien=dark; Path=\/; SameSite=Lax/)
    const page = await (await fetch(url, { headers: { cookie: kept.split(';')[0] ?? '' } })).text()
    expect(page).toContain('data-mantine-color-scheme="dark"')
  })

  test('going back never leads to another site', async () => {
    const { url } = await serve()
    for (const referer of ['https://evil.example//evil.example', `${url}//evil.example/x`]) {
      const posted = await fetch(`${url}/giao-dien`, form({ scheme: 'dark' }, url, { referer }))
      expect(posted.headers.get('location')).toBe('/')
    }
  })

  test('an address without a page is a Vietnamese 404', async () => {
    const { url } = await serve()
    const answer = await fetch(`${url}/khong-co/trang-nay`)
    expect(answer.status).toBe(404)
    const page = await answer.text()
    expect(page).toContain('<title>Không tìm thấy trang · Liên Thông</title>')
    expect(page).toContain('<html lang="vi"')
    expect(page).not.toContain('lt-rail')
    expect((await fetch(`${url}/khong-co`, form({ a: 'b' }, url))).status).toBe(404)
    const inside = await fetch(`${url}/khong-co/trang-nay`, { headers: { cookie } })
    expect(inside.status).toBe(404)
    expect(await inside.text()).toMatch(/<h1>Không tìm thấy trang.*lt-rail|lt-rail.*<h1>Không tìm thấy trang/s)
  })

  test('an address that is no address is a Vietnamese 400', async () => {
    const { url } = await serve()
    const answer = await fetch(`${url}/%E0%A4%A`)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Yêu cầu không đọc được')
  })

  test('a fault shows an incident number and no stack; the log keeps it under the number and names nobody', async () => {
    const broken = { loader: () => Promise.reject(new Error('geheim')), default: () => null }
    const { url, log } = await serve({ build: withPages({ 'vo/:id': broken }) })
    for (const address of ['/vo/nguyen-van-a', '/vo/nguyen-van-a.data']) {
      const answer = await fetch(`${url}${address}`, { headers: { cookie } })
      expect(answer.status).toBe(500)
      const incident = answer.headers.get('x-request-id') ?? 'none'
      const page = await answer.text()
      expect(page).toContain(incident)
      if (!address.endsWith('.data')) expect(page).toMatch(/href="\/vo\/nguyen-van-a"[^>]*>[^<]*Thử lại/)
      expect(page).not.toMatch(/geheim|server\.test|at .*:\d+:\d+/)
      const lines = () => log.filter((line) => line.includes(incident)).join('')
      await expect.poll(lines).toContain('"route":"/vo/:id"')
      expect(lines()).toContain('geheim')
    }
    expect(log.join('\n')).not.toMatch(/nguyen-van-a|Lê Thu Na|known/)
  })

  test('a fault of drawing shows the same page', async () => {
    const broken: PageModule = {
      default: () => {
        throw new Error('geheim')
      },
    }
    const { url, log } = await serve({ build: withPages({ vo: broken }) })
    const answer = await fetch(`${url}/vo`)
    expect(answer.status).toBe(500)
    const page = await answer.text()
    expect(page).toContain('Hệ thống gặp sự cố')
    expect(page).toContain(answer.headers.get('x-request-id') ?? 'none')
    expect(page).not.toContain('geheim')
    expect(log.join('')).toContain('geheim')
  })

  test('when even the error page cannot be drawn, a plain Vietnamese page stands in', async () => {
    const real = withPages({ vo: { loader: () => Promise.reject(new Error('geheim')), default: () => null } })
    const drawing = { ...real.entry.module, default: () => Promise.reject(new Error('geheim')) }
    const { url } = await serve({ build: { ...real, entry: { module: drawing } } })
    for (const address of ['/', '/vo']) {
      const answer = await fetch(`${url}${address}`)
      expect(answer.status).toBe(500)
      const page = await answer.text()
      expect(page).toContain('Hệ thống gặp sự cố')
      expect(page).toContain(answer.headers.get('x-request-id') ?? 'none')
    }
  })

  test.for([
    ['not-found', 404, 'Không tìm thấy trang'],
    ['not-allowed', 403, 'Vai trò hiện tại không được làm việc này'],
    ['wrong-state', 409, 'đã sang bước khác'],
  ] as const)('the refusal %s thrown by a loader is status %i in words', async ([code, status, words]) => {
    const page = {
      loader: () => {
        throw new Refused(code, 'x')
      },
      default: () => null,
    }
    const { url, log } = await serve({ build: withPages({ x: page }) })
    const answer = await fetch(`${url}/x`)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain(words)
    expect(log.join('')).not.toContain('"msg":"fault"')
  })

  test('an identifier that is none names nothing', async () => {
    const page: PageModule = { loader: ({ params }) => z.object({ id: z.uuid() }).parse(params), default: () => null }
    const { url } = await serve({ build: withPages({ 'y/:id': page }) })
    expect((await fetch(`${url}/y/1' or 1=1`)).status).toBe(404)
  })

  test('who is not signed in is sent to sign in and back', async () => {
    const page: PageModule = {
      loader: ({ context }) => context.get(keys().deskContext).work(async ({ clock }) => clock.today),
      default: () => null,
    }
    const { url } = await serve({ build: withPages({ rieng: page }) })
    const away = await fetch(`${url}/rieng?trang=2`, { redirect: 'manual' })
    expect(away.status).toBe(302)
    expect(away.headers.get('location')).toBe('/dang-nhap?tiep=%2Frieng%3Ftrang%3D2')
    expect((await fetch(`${url}/rieng`, { headers: { cookie } })).status).toBe(200)
    expect((await fetch(`${url}/rieng`, { headers: { cookie: 'lt_session=other' }, redirect: 'manual' })).status).toBe(302)
  })
})
