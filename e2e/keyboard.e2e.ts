import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
const pin = '12345678'
const subject = 'về việc đi hết một vòng chỉ bằng bàn phím'

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** What has the focus, as a screen reader would name it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    const labels = at instanceof HTMLInputElement || at instanceof HTMLSelectElement || at instanceof HTMLTextAreaElement
    const named = at?.getAttribute('aria-label') ?? (labels ? at.labels?.[0]?.textContent : null) ?? at?.textContent ?? ''
    return named.replaceAll(/\s+/g, ' ').trim()
  })

/** Goes on by Tab until what is named so has the focus. */
async function tabTo(page: Page, name: RegExp) {
  const passed: string[] = []
  for (let at = 0; at < 150; at += 1) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    if (name.test(now)) return
    passed.push(now.slice(0, 30))
  }
  throw new Error(`${name} is not reached by Tab on ${page.url()}, only ${passed.join(' · ')}`)
}

async function press(page: Page, name: RegExp, key = 'Enter') {
  await tabTo(page, name)
  await page.keyboard.press(key)
}

async function write(page: Page, name: RegExp, words: string) {
  await tabTo(page, name)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(words)
}

/** Walks down a list with the arrow until this choice stands in it. */
async function choose(page: Page, name: RegExp, choice: RegExp) {
  await tabTo(page, name)
  const chosen = () =>
    page.evaluate(() => {
      const at = document.activeElement
      return at instanceof HTMLSelectElement ? { words: at.selectedOptions[0]?.label ?? '', at: at.selectedIndex } : null
    })
  for (let before = -1, now = await chosen(); now && now.at !== before; now = await chosen()) {
    if (choice.test(now.words)) return
    before = now.at
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`${choice} is no choice of ${name}`)
}

/** Signs in by the keyboard alone; whatever happens on the way, nobody touches the mouse. */
async function asPerson(name: RegExp, deed: (page: Page) => Promise<void>) {
  const context = await office.visit()
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(String(error)))
  try {
    await page.goto('/dang-nhap')
    await press(page, name)
    await page.waitForURL((url) => url.pathname === '/')
    await page
      .getByRole('button', { name: /^Phím tắt|Đăng xuất/ })
      .or(page.locator('.lt-decide'))
      .first()
      .waitFor({ state: 'attached' })
    await deed(page)
    expect(broken).toEqual([])
  } finally {
    await context.close()
  }
}

test('a document is written, signed, numbered and issued without a mouse', async () => {
  await asPerson(/Nguyễn Thị Ánh/, async (page) => {
    await press(page, /^Tạo mới/)
    await press(page, /^Dự thảo văn bản/)
    await page.locator('[contenteditable="true"]').waitFor()
    await write(page, /^Trích yếu/, subject)
    await tabTo(page, /^Nội dung/)
    await page.keyboard.press('Control+End')
    await page.keyboard.type('Kính đề nghị quan tâm.')
    // The keys pass other agencies on the way to this one: only what Enter takes becomes a recipient.
    await choose(page, /^Nơi nhận 1/, /^Ủy ban nhân dân tỉnh/)
    await page.keyboard.press('Enter')
    await page.getByRole('group', { name: 'Nơi nhận 1: Ủy ban nhân dân tỉnh Thanh Giang' }).waitFor()
    expect(await page.getByRole('group', { name: /^Nơi nhận \d/ }).count()).toBe(1)
    expect(await focused(page)).toMatch(/^Nơi nhận 2/)
    await press(page, /^Bỏ người duyệt/)
    // The focus does not fall out of the page with the row.
    expect(await focused(page)).toMatch(/người duyệt/)
    for (let left = await page.getByRole('button', { name: /^Bỏ người duyệt/ }).count(); left > 0; left -= 1)
      await page.keyboard.press('Enter')
    await choose(page, /^Người ký/, /^Lê Văn An/)
    await page.keyboard.press('Control+Enter')
    await page.getByText('Chờ ký').first().waitFor()
  })
  await asPerson(/Lê Văn An/, async (page) => {
    await press(page, /^Đọc và ký/)
    await press(page, /^Ký và chuyển/)
    await page.getByRole('dialog').waitFor()
    // The sheet over the page has the focus in its PIN.
    await page.keyboard.type(pin)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.searchParams.has('ky'))
  })
  await asPerson(/Lê Thu Na/, async (page) => {
    await press(page, /^Chưa cấp số/)
    await page.waitForURL(/van-ban\/di\//)
    await tabTo(page, /^Mã PIN/)
    await page.keyboard.type(pin)
    await page.keyboard.press('Enter')
    await page.getByText('Đã phát hành').first().waitFor()
  })
})

test('and at its recipient it is registered, directed, assigned and finished without a mouse', async () => {
  await asPerson(/Đỗ Thị Hoa/, async (page) => {
    await page.getByRole('button', { name: /^Vào sổ và trình/ }).waitFor()
    await choose(page, /^Trình/, /^Ngô Hữu Thịnh/)
    await press(page, /^Vào sổ và trình/)
    await page.getByText('Không còn việc chờ ở đây').or(page.getByText('Số đã cấp hôm nay')).first().waitFor()
  })
  await asPerson(/Ngô Hữu Thịnh/, async (page) => {
    await press(page, /^Đọc và ghi ý kiến/)
    await page.waitForURL(/van-ban\/den\//)
    await write(page, /^Ý kiến chỉ đạo/, 'Giao xem và báo cáo')
    await choose(page, /^Chủ trì/, /^Bùi Tùng Dương/)
    await write(page, /^Hạn xử lý/, '+3lv')
    await page.keyboard.press('Enter')
    await page.getByText('Đã phân công').first().waitFor()
  })
  await asPerson(/Bùi Tùng Dương/, async (page) => {
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(/van-ban\/den\//)
    await page.getByRole('button', { name: /^Hoàn thành/ }).waitFor()
    await write(page, /^Kết quả xử lý/, 'Đã xem, đã báo cáo')
    await press(page, /^Hoàn thành/)
    await page.getByText('Hoàn thành', { exact: true }).first().waitFor()
  })
})
