import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { become, type Office, openOffice } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
}, 180_000)
afterAll(() => office.close())

/** How far a page is wider than the phone; tables of figures scroll inside their own frame. */
const overhang = (page: Page) =>
  page.evaluate(() => {
    const { document } = globalThis as unknown as { document: { documentElement: { scrollWidth: number; clientWidth: number } } }
    return document.documentElement.scrollWidth - document.documentElement.clientWidth
  })

const everybody = ['/', '/van-ban/den', '/van-ban/di', '/van-ban/du-thao', '/tra-cuu', '/tai-khoan', '/tro-giup', '/uy-quyen']
const screens: [string, string[]][] = [
  [
    'Lê Thu Na',
    [...everybody, '/van-ban/phat-hanh', '/van-ban/den/vao-so', '/so-van-ban', '/nhom-noi-nhan', '/chung-thu-so/co-quan'],
  ],
  ['Nguyễn Thị Ánh', ['/', '/van-ban/di/moi', '/chung-thu-so']],
  ['Lê Văn An', ['/', '/ky-so', '/bao-cao/trao-doi', '/bao-cao/dinh-ky']],
  [
    'Huỳnh Gia Bách',
    ['/', '/bao-cao/trao-doi', '/bao-cao/dinh-ky', '/bao-cao/co-quan', '/quan-tri', '/quan-tri/he-thong', '/quan-tri/nhap'],
  ],
]

test.for(screens)('every screen of %s stands on a phone of 360 px without going over its edge', { timeout: 240_000 }, async ([
  who,
  paths,
]) => {
  const visit = await office.visit({ phone: true })
  const page = await visit.newPage()
  expect(await page.goto('/dang-nhap').then(() => overhang(page))).toBe(0)
  await become(page, who)
  const wide: string[] = []
  for (const path of paths) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(200)
    expect(page.url()).toContain(path)
    const over = await overhang(page)
    if (over > 0) wide.push(`${path}: ${over} px`)
  }
  expect(wide).toEqual([])
  if (who === 'Lê Văn An') {
    await page.goto('/')
    await page.getByRole('heading', { name: /^Số liệu của/ }).waitFor()
  }
  await visit.close()
})
