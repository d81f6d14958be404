import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, become, type Office, openOffice } from './office.ts'

let office: Office
const pin = '12345678'

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** One person at the browser: becomes them, does the deed, and every page on the way is checked for accessibility. */
async function as(name: string, script: boolean, deed: (page: Page) => Promise<void>) {
  const visit = await office.visit({ script })
  const page = await visit.newPage()
  page.setDefaultTimeout(10_000)
  try {
    await become(page, name)
    await deed(page)
    if (script) expect(await axe(page)).toEqual([])
  } finally {
    await visit.close()
  }
}

const open = (page: Page, subject: string) =>
  page.getByRole('listitem').filter({ hasText: subject }).getByRole('link').first().click()

// The same story with and without script in the browser: pages are forms and links first.
test.each([true, false])('a letter goes from draft to a counted, finished exchange (script: %s)', async (script) => {
  const subject = `báo cáo kết quả gửi, nhận văn bản điện tử, lần ${script ? 'một' : 'hai'}`

  await as('Nguyễn Thị Ánh', script, async (page) => {
    await page.goto('/van-ban/di/moi')
    await page.getByLabel('Trích yếu').fill(subject)
    if (!script)
      await page.getByLabel('Nội dung').fill('Sở Tài chính báo cáo như sau:\n1. Tổng số văn bản đi.\n2. Khó khăn, vướng mắc.')
    await page.getByLabel('Người ký', { exact: true }).selectOption({ label: 'Lê Văn An – Giám đốc' })
    await page.getByLabel('Nơi nhận 1').selectOption({ label: 'Ủy ban nhân dân tỉnh Thanh Giang' })
    await page.getByRole('button', { name: 'Lưu nháp' }).click()
    await page.getByRole('heading', { name: subject }).waitFor()
    await page.getByRole('button', { name: 'Trình ký' }).first().click()
    await page.getByText('Đang duyệt').first().waitFor()
  })

  for (const reviewer of ['Phạm Đức Toàn', 'Vũ Hải Yến']) {
    await as(reviewer, script, async (page) => {
      await page.goto('/?hop=toReview')
      await open(page, subject)
      await page.getByRole('button', { name: 'Duyệt' }).first().click()
      await page.getByRole('button', { name: 'Duyệt' }).first().waitFor({ state: 'detached' })
    })
  }

  await as('Lê Văn An', script, async (page) => {
    await page.goto('/?hop=toSign')
    await open(page, subject)
    await page.getByLabel('Mã PIN').fill(pin)
    await page.getByRole('button', { name: 'Ký số' }).click()
    await page.getByText('Chờ cấp số').first().waitFor()
  })

  await as('Lê Thu Na', script, async (page) => {
    await page.goto('/?hop=toIssue')
    await open(page, subject)
    await page.getByLabel('Mã PIN').fill(pin)
    await page.getByRole('button', { name: 'Cấp số, đóng dấu và phát hành' }).click()
    await page.getByText('Đã phát hành').first().waitFor()
  })

  await as('Đỗ Thị Hoa', script, async (page) => {
    await page.goto('/?hop=toReceive')
    await open(page, subject)
    await page.getByLabel('Trình').selectOption({ label: 'Ngô Hữu Thịnh – Phó Chủ tịch' })
    await page.getByRole('button', { name: 'Vào sổ và trình' }).click()
    await page.getByRole('listitem').filter({ hasText: subject }).waitFor({ state: 'detached' })
  })

  await as('Ngô Hữu Thịnh', script, async (page) => {
    await page.goto('/?hop=toDirect')
    await open(page, subject)
    await page.getByLabel('Ý kiến chỉ đạo').fill('Phòng Tổng hợp tham mưu, báo cáo tôi trước cuối tuần.')
    await page.getByLabel('Chủ trì').selectOption({ label: 'Bùi Tùng Dương – Chuyên viên' })
    await page.getByRole('button', { name: 'Cho ý kiến' }).click()
    await page.getByText('Đã phân công').first().waitFor()
  })

  await as('Bùi Tùng Dương', script, async (page) => {
    await page.goto('/?hop=toDo')
    await open(page, subject)
    await page.getByLabel('Kết quả xử lý').fill('Đã tổng hợp vào báo cáo chung của tỉnh.')
    await page.getByRole('button', { name: 'Hoàn thành' }).click()
    await page.getByText('Hoàn thành').first().waitFor()
  })

  await as('Lê Thu Na', script, async (page) => {
    await page.goto('/van-ban/di')
    await page.getByRole('row').filter({ hasText: subject }).getByRole('link').click()
    await page.getByText('hoàn thành').first().waitFor()
  })

  await as('Lê Văn An', script, async (page) => {
    await page.goto('/bao-cao/trao-doi')
    const words = await page.locator('main').innerText()
    expect(words).toMatch(/Hoàn toàn điện tử[\s\S]*100,?0* %/)
  })
})
