import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judged } from './judges.ts'
import { axe, become, type Office, openOffice } from './office.ts'
import { missingIn, pastedPlan, planLines, typedPlan } from './plan.ts'

let office: Office
let folder: string
const pin = '12345678'
const root = join(import.meta.dirname, '..')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lt-story-'))
  office = await openOffice()
})
afterAll(async () => {
  await office.close()
  await rm(folder, { recursive: true, force: true })
})

type Visit = { page: Page; script: boolean; check: () => Promise<void> }

/** One person at the browser: becomes them and does the deed; every page on the way is checked for accessibility. */
async function as(name: string, script: boolean, deed: (visit: Visit) => Promise<void>) {
  const context = await office.visit({ script })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const check = async () => {
    if (script) expect(await axe(page)).toEqual([])
  }
  try {
    await become(page, name)
    await check()
    await deed({ page, script, check })
    await check()
  } finally {
    await context.close()
  }
}

/** Opens a box of "Việc của tôi" and there the document. */
async function open({ page, check }: Visit, box: string, subject: string) {
  await page.goto(`/?hop=${box}`)
  await check()
  await page.getByRole('listitem').filter({ hasText: subject }).getByRole('link').first().click()
  await page.getByText(subject).first().waitFor()
  await check()
}

/** Pastes what a word processor put on the clipboard in place of all that the editor holds. */
async function paste(editor: Locator, html: string, plain: string) {
  await editor.click()
  await editor.press('Control+a')
  await editor.evaluate(
    (element, given) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', given.html)
      clipboardData.setData('text/plain', given.plain)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    { html, plain },
  )
}

async function write({ page, script, check }: Visit, subject: string) {
  await page.goto('/van-ban/di/moi')
  await page.getByLabel('Loại văn bản').selectOption({ label: 'Kế hoạch' })
  await page.getByLabel('Trích yếu').fill(subject)
  await page.getByLabel('Người ký', { exact: true }).selectOption({ label: 'Lê Văn An – Giám đốc' })
  if (script) await paste(page.getByRole('textbox', { name: 'Nội dung' }), pastedPlan(), planLines().join('\n'))
  else await page.getByLabel('Nội dung').fill(typedPlan())
  await page.getByLabel('Nơi nhận 1').selectOption({ label: 'Ủy ban nhân dân tỉnh Thanh Giang' })
  await check()
  await page.getByRole('button', { name: 'Lưu nháp' }).first().click()
  await page.getByRole('heading', { name: subject }).waitFor()
  // The second one gets paper besides, by its legal basis: a document of the class H.
  await page.getByRole('link', { name: 'Sửa' }).first().click()
  await page.getByLabel('Nơi nhận 2').selectOption({ label: 'Ủy ban nhân dân phường Tân Lập' })
  if (!script) await page.getByRole('button', { name: 'Thêm', exact: true }).click()
  const second = page.getByRole('group', { name: /^Nơi nhận 2/ })
  await second.getByRole('radio', { name: 'Kèm giấy' }).check({ force: true })
  await second.getByLabel('Số bản').fill('2')
  await second.getByLabel('Căn cứ gửi giấy').selectOption({ index: 1 })
  await second.getByLabel('Ghi rõ').fill('bảng biểu khổ lớn')
  await page.getByRole('button', { name: 'Lưu nháp' }).first().click()
  await page.getByRole('heading', { name: subject }).waitFor()
}

async function attachTable({ page, script, check }: Visit) {
  const file = join(folder, 'bang-xep-hang.csv')
  const rows = planLines().filter((line) => line.includes('\t'))
  await writeFile(file, rows.map((line) => line.split('\t').join(';')).join('\n'))
  await page.goto(`${page.url().replace(/\/sua$/, '')}/tep`)
  await page.getByLabel('Thêm tệp kèm theo').setInputFiles(file)
  if (!script) await page.getByRole('button', { name: 'Đính kèm' }).click()
  await page.getByRole('link', { name: 'bang-xep-hang.csv' }).waitFor()
  await check()
  return rows
}

/** The figures of the finance department as the command line gives them beside the running program. */
function counted(): { documents: number; rates: Record<string, { part: number; whole: number }> } {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
  const asked = ['--agency', 'H99.11', '--from', day, '--to', day, '--scope', 'between', '--json']
  const env = { ...process.env, DATA_DIR: office.dataDir }
  const out = execFileSync(join(root, 'bin/lienthong'), ['statistics', 'exchange', ...asked], { encoding: 'utf8', env })
  const { measures, rates } = JSON.parse(out)
  return { documents: measures.documents, rates }
}

// The same story with and without script in the browser: pages are forms and links first.
test.each([true, false])('the plan of S2 goes from draft to a counted, finished exchange (script: %s)', async (script) => {
  const subject = `Kế hoạch duy trì và nâng cao Chỉ số sẵn sàng ứng dụng công nghệ thông tin, lần ${script ? 'một' : 'hai'}`
  let rows: string[] = []

  await as('Nguyễn Thị Ánh', script, async (visit) => {
    const { page } = visit
    await write(visit, subject)
    const address = page.url()
    rows = await attachTable(visit)
    await page.goto(address)
    await page.getByRole('button', { name: 'Trình ký' }).first().click()
    await page.getByText('Đang duyệt').first().waitFor()
  })

  for (const reviewer of ['Phạm Đức Toàn', 'Vũ Hải Yến'])
    await as(reviewer, script, async (visit) => {
      await open(visit, 'toReview', subject)
      await visit.page.getByRole('button', { name: 'Duyệt' }).first().click()
      await visit.page.getByRole('button', { name: 'Duyệt' }).first().waitFor({ state: 'detached' })
    })

  await as('Lê Văn An', script, async (visit) => {
    await open(visit, 'toSign', subject)
    await visit.page.getByLabel('Mã PIN').fill(pin)
    await visit.page.getByRole('button', { name: 'Ký số' }).click()
    await visit.page.getByText('Chờ cấp số').first().waitFor()
  })

  await as('Lê Thu Na', script, async (visit) => {
    await open(visit, 'toIssue', subject)
    await visit.page.getByLabel('Mã PIN').fill(pin)
    await visit.page.getByRole('button', { name: 'Cấp số, đóng dấu và phát hành' }).click()
    await visit.page.getByText('Đã phát hành').first().waitFor()
  })

  await as('Đỗ Thị Hoa', script, async (visit) => {
    const { page } = visit
    await open(visit, 'toReceive', subject)
    await page.getByLabel('Trình').selectOption({ label: 'Ngô Hữu Thịnh – Phó Chủ tịch' })
    await page.getByRole('button', { name: 'Vào sổ và trình' }).click()
    await page.getByRole('listitem').filter({ hasText: subject }).waitFor({ state: 'detached' })
  })

  await as('Ngô Hữu Thịnh', script, async (visit) => {
    const { page } = visit
    await open(visit, 'toDirect', subject)
    await page.getByLabel('Ý kiến chỉ đạo').fill('Phòng Tổng hợp tham mưu, báo cáo tôi trước cuối tuần.')
    await page.getByLabel('Chủ trì').selectOption({ label: 'Bùi Tùng Dương – Chuyên viên' })
    await page.getByRole('button', { name: 'Cho ý kiến' }).click()
    await page.getByText('Đã phân công').first().waitFor()
  })

  await as('Bùi Tùng Dương', script, async (visit) => {
    const { page } = visit
    await open(visit, 'toDo', subject)
    const [main, table] = await Promise.all([/\.pdf$/, /bang-xep-hang\.csv$/].map((name) => fileOf(page, name)))
    const found = judged(folder, `${script}.pdf`, main ?? Buffer.alloc(0))
    expect(found).toMatchObject({ valid: ['Lê Văn An', 'Sở Tài chính'], whole: ['Sở Tài chính'], broken: '0', clean: true })
    expect(found.pages).toBeGreaterThan(5)
    expect(missingIn(found.text)).toBe('')
    expect(table?.toString('utf8').split('\n')).toHaveLength(rows.length)
    await page.getByLabel('Kết quả xử lý').fill('Đã tổng hợp vào báo cáo chung của tỉnh.')
    await page.getByRole('button', { name: 'Hoàn thành' }).click()
    await page.getByText('Hoàn thành').first().waitFor()
  })

  await as('Lê Thu Na', script, async ({ page }) => {
    await page.goto('/van-ban/di')
    await page.getByRole('row').filter({ hasText: subject }).getByRole('link').click()
    await page.getByText('hoàn thành').first().waitFor()
  })

  const documents = script ? 1 : 2
  await as('Lê Văn An', script, async ({ page }) => {
    await page.goto('/bao-cao/trao-doi')
    const [card, row] = await Promise.all(
      [
        page.locator('section').filter({ has: page.getByRole('heading', { name: 'Giữa các cơ quan' }) }),
        page.getByRole('row').filter({ hasText: 'Văn bản điện tử kèm văn bản giấy / văn bản đã gửi' }),
      ].map(async (place) => (await place.first().innerText()).replace(/\s/g, '')),
    )
    // What went out goes to one of its two recipients with paper besides: of all that was issued nothing is wholly electronic.
    expect(card).toMatch(/quan\D*0,0\s*%/)
    expect(card).toContain(`0/${documents}vănbản`)
    expect(row).toMatch(new RegExp(`100(,0+)?%${documents}/${documents}$`))
  })
  const figures = counted()
  expect(figures.documents).toBe(documents)
  expect(figures.rates.E_DOC).toMatchObject({ part: 0, whole: documents })
  expect(figures.rates.H_DOC).toMatchObject({ part: documents, whole: documents })
})

/** A file of an incoming document by its name, as the browser would fetch it. */
async function fileOf(page: Page, name: RegExp): Promise<Buffer> {
  const chosen = await page.getByRole('link', { name }).first().getAttribute('href')
  const { pathname } = new URL(page.url())
  const file = new URLSearchParams(chosen?.split('?')[1]).get('tep')
  const answer = await page.request.get(`/tep/den/${pathname.split('/').at(-1)}/${file}`)
  expect(answer.status()).toBe(200)
  return answer.body()
}
