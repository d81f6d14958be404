import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../snapshot.ts'
import { serveScreens } from './serve.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let served: Awaited<ReturnType<typeof serveScreens>>
let browser: Browser
beforeAll(async () => {
  served = await serveScreens()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await served.vite.close()
})

async function open(path: string, width = 1366, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    hasTouch: width < 600,
    reducedMotion: 'reduce',
    javaScriptEnabled,
  })
  const page = await context.newPage()
  await page.goto(`${served.address}/${path}`, { waitUntil: 'load' })
  return page
}

type Found = { id: string; nodes: { html: string; failureSummary?: string }[] }

/** WCAG 2.2 AA with target-size switched on explicitly, which axe leaves off. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = (await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'target-size': { enabled: true } },
  }).then((result) => result.violations)`)) as Found[]
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`))
}

const names = [
  'catalogue',
  'signin',
  'home',
  'document',
  'compose',
  'stack',
  'approve',
  'sign',
  'dashboard',
  'register',
  'public',
]

test('every screen is looked at', () => {
  expect(served.names).toEqual(names)
})

test.each(names)('%s can be used by everyone, in both widths and both schemes', async (name) => {
  for (const width of [1366, 360]) {
    const page = await open(name, width)
    for (const scheme of ['light', 'dark']) {
      await page.evaluate((value) => document.documentElement.setAttribute('data-mantine-color-scheme', value), scheme)
      expect(await violations(page), `${width} ${scheme}`).toEqual([])
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px wide`).toBeLessThanOrEqual(width)
    await page.context().close()
  }
})

test.each(names)('%s comes to life without a difference between server and browser', async (name) => {
  const page = await open(name)
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(`${served.address}/${name}?alive`, { waitUntil: 'networkidle' })
  expect(faults).toEqual([])
  await page.context().close()
})

test('a menu opens without script, and with it Escape closes it and gives the focus back', async () => {
  const plain = await open('home', 1366, false)
  await plain.getByText('Lê Thu Na').click()
  expect(await plain.getByRole('button', { name: 'Đăng xuất' }).isVisible()).toBe(true)
  await plain.context().close()

  const page = await open('home?alive')
  await page.locator('html').waitFor()
  await page.waitForLoadState('networkidle')
  const face = page.locator('summary').filter({ hasText: 'Lê Thu Na' })
  await face.click()
  await page.keyboard.press('Escape')
  expect(await page.getByRole('button', { name: 'Đăng xuất' }).isVisible()).toBe(false)
  expect(await face.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Control+KeyK')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q')
  await page.context().close()
})

test('on the phone the rail opens from the bar at the foot, without script', async () => {
  const page = await open('home', 360, false)
  expect(await page.getByRole('link', { name: 'Báo cáo' }).isVisible()).toBe(false)
  await page.getByText('Thêm', { exact: true }).click()
  expect(await page.getByRole('link', { name: 'Báo cáo' }).isVisible()).toBe(true)
  await page.context().close()
})

test('the deeds for the chosen say how many they fit, and go when nothing is chosen', async () => {
  const page = await open('register?alive')
  await page.getByText('Đã chọn 3').waitFor()
  expect(await page.locator('.lt-bulk').innerText()).toMatch(/Đóng dấu 1[\s\S]*Phát hành 2 văn bản[\s\S]*In phiếu gửi 3/)
  await page.getByLabel('Chọn số 414').uncheck()
  await page.getByText('Phát hành 1 văn bản').waitFor()
  await page.getByRole('button', { name: 'Bỏ chọn' }).click()
  await page.locator('.lt-bulk').waitFor({ state: 'hidden' })
  await page.context().close()
})

test('a day is picked from a calendar in Vietnamese, by mouse and by keyboard', async () => {
  const page = await open('catalogue?alive')
  const field = page.locator('#due')
  await page.getByRole('button', { name: 'Mở lịch: Hạn xử lý' }).click()
  const sheet = page.getByRole('dialog', { name: 'Chọn ngày' })
  await sheet.getByText('Tháng 11/2026').waitFor()
  expect(await sheet.locator('thead').innerText()).toMatch(/T2[\s\S]*CN/)
  expect(await violations(page)).toEqual([])
  await sheet.getByRole('button', { name: /^25 / }).click()
  expect(await field.inputValue()).toBe('25/11/2026')
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.getByRole('button', { name: 'Mở lịch: Hạn xử lý' }).press('Enter')
  await sheet.getByText('Tháng 11/2026').waitFor()
  await page.keyboard.press('Escape')
  expect(await sheet.isVisible()).toBe(false)
  await page.context().close()
})

test('chosen files are listed with name and size', async () => {
  const page = await open('catalogue?alive')
  await page.locator('#due').waitFor()
  await page.waitForLoadState('networkidle')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'quét 0231.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(1_500_000) })
  await page.getByText('quét 0231.pdf').waitFor()
  expect(await page.locator('.lt-files').innerText()).toMatch(/1,5 MB[\s\S]*Sẽ gửi cùng biểu mẫu/)
  await page.context().close()
})

test('the summary of errors takes the focus and leads to its fields', async () => {
  const page = await open('catalogue?alive')
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert')
  await page.getByRole('link', { name: 'Chưa chọn người ký' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('signer')
  await page.context().close()
})

test('the theme changes at once', async () => {
  const page = await open('home?alive')
  await page.waitForLoadState('networkidle')
  await page.getByRole('button', { name: 'Đổi nền sáng, tối' }).click()
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
  await page.context().close()
})
