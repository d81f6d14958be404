import { createHash } from 'node:crypto'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentFrom } from '#kernel/content.ts'
import { axe, become, type Office, openOffice } from './office.ts'

let office: Office
/** The first is in force; the second was replaced by it. */
let codes: string[]
let file: Buffer
const pin = '12345678'
const subject = 'công bố công khai dự toán thu, chi ngân sách năm 2026'

beforeAll(async () => {
  office = await openOffice(process.env.CHECK_DATA ? { DATA_DIR: process.env.CHECK_DATA } : {})
  const made = [await issued(), await issued()]
  codes = made.map((one) => one.code)
  file = made[0]?.file ?? Buffer.alloc(0)
}, 180_000)
afterAll(() => office.close())

async function as<Done>(name: string, deed: (page: Page) => Promise<Done>): Promise<Done> {
  const visit = await office.visit()
  const page = await visit.newPage()
  try {
    await become(page, name)
    return await deed(page)
  } finally {
    await visit.close()
  }
}

async function call<Body>(page: Page, method: string, path: string, data?: unknown): Promise<Body> {
  const answer = await page.request.fetch(`${office.address}/api/v1${path}`, {
    method,
    headers: { origin: office.address },
    ...(data === undefined ? {} : { data }),
  })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as Body
}

type Agency = { id: string; organId: string; name: string }
type Person = { post: string; name: string }
type Row = { id: string }

const agencyNamed = async (page: Page, name: string) => {
  const agencies = await call<Agency[]>(page, 'GET', '/organisation/agencies')
  return agencies.find((one) => one.name === name)?.id ?? ''
}

/** A letter from draft to release by its people, and its code as the clerk sees it. */
async function issued(): Promise<{ code: string; file: Buffer }> {
  const id = await as('Nguyễn Thị Ánh', async (page) => {
    const own = await agencyNamed(page, 'Sở Tài chính')
    const people = await call<Person[]>(page, 'GET', `/organisation/agencies/${own}/people`)
    const to = await agencyNamed(page, 'Ủy ban nhân dân tỉnh Thanh Giang')
    const draft = await call<Row>(page, 'POST', '/documents/outgoing', {
      kind: 'OFFICIAL_LETTER',
      subject,
      content: contentFrom(
        'Thực hiện quy định về công khai ngân sách, Sở Tài chính công bố như sau.\n1. Tổng thu.\n2. Tổng chi.',
      ),
      signer: people.find((one) => one.name === 'Lê Văn An')?.post,
      addressees: ['Ủy ban nhân dân tỉnh Thanh Giang'],
      places: ['Như trên', 'Lưu: VT, NS'],
      recipients: [{ recipientKind: 'AGENCY', recipient: to, recipientName: 'Ủy ban nhân dân tỉnh Thanh Giang' }],
    })
    await call(page, 'POST', `/documents/outgoing/${draft.id}/submission`, { steps: [] })
    return draft.id
  })
  await as('Lê Văn An', (page) => call(page, 'POST', '/documents/signatures', { ids: [id], read: [id], pin }))
  return as('Lê Thu Na', async (page) => {
    await call(page, 'POST', '/documents/issues', { ids: [id], pin })
    await page.goto(`/van-ban/di/${id}?phan=thong-tin`)
    const code = (await page.locator('b.lt-num', { hasText: /^\w{5}-\w{5}-\w{5}$/ }).innerText()).trim()
    const shown = await call<{ files: { id: string; role: string }[] }>(page, 'GET', `/documents/outgoing/${id}`)
    const sealed = shown.files.find((one) => one.role === 'SEALED')?.id
    const sent = await page.request.get(`${office.address}/api/v1/documents/outgoing/${id}/files/${sealed}`)
    return { code, file: Buffer.from(await sent.body()) }
  })
}

async function stranger(how: Parameters<Office['visit']>[0], deed: (page: Page, visit: BrowserContext) => Promise<void>) {
  const visit = await office.visit(how)
  const page = await visit.newPage()
  page.setDefaultTimeout(15_000)
  try {
    await deed(page, visit)
  } finally {
    await visit.close()
  }
}

/** Until the work in the background has judged the signatures and put the document into the log. */
async function settled(page: Page, code: string) {
  const title = async () => {
    await page.goto(`/kiem-tra/${code}`)
    return page.locator('.lt-verdict h2').innerText()
  }
  await expect.poll(title, { timeout: 60_000, interval: 1_000 }).toBe('Văn bản thật, đang có hiệu lực')
  await page.getByText(/^Dòng \d+ trong \d+ dòng/).waitFor()
}

test.each([true, false])('a stranger types the code and is told what the document is (script: %s)', async (script) => {
  await stranger({ script }, async (page) => {
    await settled(page, codes[0] ?? '')
    await page.goto('/dang-nhap')
    await page.getByRole('link', { name: 'Kiểm tra một văn bản' }).click()
    await page.getByLabel('Mã kiểm tra').fill(` ${codes[0]?.toLowerCase().replaceAll('-', ' ')}`)
    await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click()
    await page.getByRole('heading', { name: 'Văn bản thật, đang có hiệu lực' }).waitFor()
    const facts = await page.locator('main dl').first().innerText()
    for (const word of ['Sở Tài chính', subject.slice(1), 'Lê Văn An, Giám đốc', 'Hợp lệ', 'Chưa bị thu hồi, thay thế'])
      expect(facts).toContain(word)
    expect(facts).not.toContain('Nguyễn Thị Ánh')
    expect(await page.getByText(createHash('sha256').update(file).digest('hex')).count()).toBe(1)
    await page.getByText(/^Dòng \d+ trong \d+ dòng/).waitFor()
    if (script) expect(await axe(page)).toEqual([])
  })
})

test('a file is held against the document in the browser: the same, or another; nothing is sent', async () => {
  await stranger({}, async (page) => {
    await page.goto(`/kiem-tra/${codes[0]}`)
    const sent: string[] = []
    // The browser may still fetch a picture of the page's own.
    page.on('request', (request) => sent.push(...(request.url().includes('/assets/') ? [] : [request.url()])))
    const chosen = page.locator('input[type=file]')
    await chosen.setInputFiles({ name: 'ban-goc.pdf', mimeType: 'application/pdf', buffer: file })
    await page.getByText('đúng từng byte là văn bản đã phát hành').waitFor()
    const changed = Buffer.concat([file, Buffer.from(' ')])
    await chosen.setInputFiles({ name: 'ban-sua.pdf', mimeType: 'application/pdf', buffer: changed })
    await page.getByText('KHÁC với bản đã phát hành').waitFor()
    expect(sent).toEqual([])
    expect(await axe(page)).toEqual([])
  })
})

test('a slip of the pen is told from a code that nobody has', async () => {
  await stranger({ script: false }, async (page) => {
    const code = codes[0] ?? ''
    const slipped = code.replace(/^./, code.startsWith('7') ? '8' : '7')
    expect((await page.goto(`/kiem-tra?ma=${slipped}`))?.status()).toBe(400)
    await page.getByText('Mã gõ chưa đúng').waitFor()
    expect((await page.goto('/kiem-tra/00000-00000-00000'))?.status()).toBe(404)
    await page.getByText('Không có văn bản nào mang mã này').waitFor()
  })
})

test('the pages speak English, and fit a phone in both themes', async () => {
  await stranger({ phone: true, dark: true }, async (page) => {
    await page.goto(`/kiem-tra/${codes[1]}`)
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Is the document in your hand genuine?' }).waitFor()
    await page.getByText('Signed, sealed and issued by').waitFor()
    const words = await page.locator('body').innerText()
    expect(words).not.toMatch(/Kiểm tra|Mã băm|Trích yếu|chữ ký/i)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    expect(await axe(page)).toEqual([])
  })
})
