import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letterPdf } from '#platform/pdf/letter.testing.ts'
import { axe, become, type Office, openOffice } from './office.ts'

let office: Office
let folder: string
const pin = '12345678'
const signer = { label: 'Lê Văn An – Giám đốc' }
const committee = { label: 'Ủy ban nhân dân tỉnh Thanh Giang' }

beforeAll(async () => {
  office = await openOffice()
  folder = await mkdtemp(join(tmpdir(), 'lt-e2e-files-'))
})
afterAll(async () => {
  await office.close()
  await rm(folder, { recursive: true, force: true })
})

async function visit(name: string, how: Parameters<Office['visit']>[0], deed: (page: Page) => Promise<void>) {
  const context = await office.visit(how)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(String(error)))
  try {
    await become(page, name)
    await deed(page)
    expect(broken).toEqual([])
  } finally {
    await context.close()
  }
}

const drafter = (deed: (page: Page) => Promise<void>, how: Parameters<Office['visit']>[0] = {}) =>
  visit('Nguyễn Thị Ánh', how, deed)
/** The editor itself, not the plain text area that stands until it has come. */
const text = (page: Page) => page.locator('[contenteditable="true"]')

async function begin(page: Page, subject: string) {
  await page.goto('/van-ban/di/moi')
  await text(page).waitFor()
  await page.getByLabel('Trích yếu').fill(subject)
  await page.getByLabel('Người ký', { exact: true }).selectOption(signer)
  await page.getByLabel('Nơi nhận 1').selectOption(committee)
}
const onServer = (page: Page) => page.getByText(/Đã lưu [\d:]{8} trên máy chủ/).waitFor()

test('what is typed is saved by itself, is there after the window was closed, and two who save see both texts', async () => {
  await drafter(async (page) => {
    await begin(page, 'về việc lưu nháp tự động')
    await text(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    // As an input method writes: signs come and are taken back.
    for (const key of [...'nguye', 'Backspace', 'Backspace']) await page.keyboard.press(key)
    await page.keyboard.type('yễn thứ nhất')
    await onServer(page)
    expect(await axe(page)).toEqual([])
    const address = page.url()
    await page.goto(address)
    await text(page).getByText('nguyễn thứ nhất').waitFor()

    const other = await page.context().newPage()
    await other.goto(address)
    await text(other).click()
    await other.keyboard.press('Control+End')
    await other.keyboard.type(' bản của cửa sổ kia')
    await onServer(other)
    await text(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' bản của tôi')
    await page.getByText('Người khác vừa lưu bản này').waitFor()
    await page.getByText('bản của cửa sổ kia').first().waitFor()
    expect(await text(page).innerText()).toContain('bản của tôi')
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: 'Lưu phần của tôi lên trên' }).click()
    await onServer(page)
    await page.goto(address)
    await text(page).getByText('bản của tôi').waitFor()
  })
})

test('without the server nothing typed is lost: the browser keeps it and offers it again', async () => {
  await drafter(async (page) => {
    await begin(page, 'về việc mất kết nối')
    await onServer(page)
    const address = page.url()
    await page.route('**/tu-luu', (route) => route.abort())
    await text(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' gõ khi mất mạng')
    await page.getByText(/trên máy này\. Chưa nối được máy chủ/).waitFor()
    await page.unroute('**/tu-luu')
    await page.goto(address)
    await page.getByText('Máy này còn giữ bản gõ dở').waitFor()
    await page.getByRole('button', { name: 'Lấy lại' }).click()
    await text(page).getByText('gõ khi mất mạng').waitFor()
    await onServer(page)
  })
})

test('leaving by a link in the middle of a word loses nothing; the kind brings its template while nothing is written', async () => {
  await drafter(async (page) => {
    await begin(page, 'về việc rời trang')
    await onServer(page)
    const address = page.url()
    await page.getByLabel('Loại văn bản').selectOption({ label: 'Quyết định' })
    await text(page).getByText('Quyết định này có hiệu lực').waitFor()
    await text(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' chữ gõ ngay trước khi rời đi')
    await Promise.all([
      page.waitForResponse((answer) => answer.url().endsWith('/tu-luu') && answer.ok()),
      page.getByRole('link', { name: 'Việc của tôi' }).first().click(),
    ])
    await page.goto(address)
    await text(page).getByText('chữ gõ ngay trước khi rời đi').waitFor()
    await page.getByLabel('Loại văn bản').selectOption({ label: 'Công văn' })
    await text(page).getByText('chữ gõ ngay trước khi rời đi').waitFor()
  })
})

/** Holds back what the browser fetches under this address until it is let go. */
async function heldBack(page: Page, address: string): Promise<() => void> {
  const gone = Promise.withResolvers<void>()
  await page.route(address, async (route) => {
    await gone.promise
    await route.continue()
  })
  return gone.resolve
}
const editorFile = '**/editor.browser-*'
const plain = (page: Page) => page.locator('textarea[name="text"]')

/** A draft with one line of text, on the server. */
async function begun(page: Page, subject: string, words: string): Promise<string> {
  await begin(page, subject)
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
  await onServer(page)
  return page.url()
}

test('what is typed before the editor has come is taken over, with the focus and the place one stood at', async () => {
  await drafter(async (page) => {
    const address = await begun(page, 'về việc gõ khi trình soạn chưa tới', ' chữ đã lưu')
    const letGo = await heldBack(page, editorFile)
    await page.goto(address)
    // The page is alive, its editor is not there.
    await page.locator('.lt-editor').waitFor({ state: 'attached' })
    await plain(page).focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Điều 1. gõ sớ hơn')
    for (let at = 0; at < ' hơn'.length; at += 1) await page.keyboard.press('ArrowLeft')
    await onServer(page)
    letGo()
    await text(page).waitFor()
    await plain(page).waitFor({ state: 'detached' })
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/tu-luu') && answer.ok())
    await page.keyboard.type('m')
    await text(page).getByText('gõ sớm hơn').waitFor()
    expect(await text(page).locator('[data-part="article"]').innerText()).toBe('gõ sớm hơn')
    await saved
    await page.goto(address)
    await text(page).getByText('gõ sớm hơn').waitFor()
  })
})

test('what is typed before the page is alive is neither set back nor left unsaved', async () => {
  await drafter(async (page) => {
    const address = await begun(page, 'về việc gõ khi trang chưa sống', ' chữ đã lưu')
    const letGo = await heldBack(page, '**/entry.client-*')
    await page.goto(address, { waitUntil: 'commit' })
    await plain(page).focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' rất sớm')
    await page.getByLabel('Trích yếu').fill('về việc gõ rất sớm')
    await plain(page).focus()
    letGo()
    await text(page).getByText('chữ đã lưu rất sớm').waitFor()
    expect(await text(page).evaluate((editor) => editor === document.activeElement)).toBe(true)
    await onServer(page)
    await page.goto(address)
    await text(page).getByText('chữ đã lưu rất sớm').waitFor()
    expect(await page.getByLabel('Trích yếu').inputValue()).toBe('về việc gõ rất sớm')
  })
})

test('a press before the editor has come keeps the text: saved as it was, and sent into the circuit with it', async () => {
  await drafter(async (page) => {
    const address = await begun(page, 'về việc bấm khi trang còn đang tải', ' chữ đã lưu từ trước')
    const pressAtOnce = async (name: string) => {
      await page.route(editorFile, () => undefined)
      await page.goto(address)
      await page.locator('.lt-editor').waitFor({ state: 'attached' })
      await page.getByRole('button', { name }).last().click()
      await page.waitForURL((url) => !url.pathname.endsWith('/sua'))
      await page.unroute(editorFile)
    }
    await pressAtOnce('Lưu nháp')
    await page.goto(address)
    await text(page).getByText('chữ đã lưu từ trước').waitFor()
    await pressAtOnce('Trình ký')
    await page.getByText('Đang duyệt').first().waitFor()
  })
})

test('a recipient without channel asks for paper at once; a press with a mistake keeps everything typed', async () => {
  await drafter(async (page) => {
    await begin(page, 'về việc gửi Bộ')
    await page.getByLabel('Nơi nhận 2').selectOption({ label: 'Bộ Chuyên ngành' })
    await page.getByText('Nơi nhận chưa nhận được văn bản điện tử').waitFor()
    await page.getByRole('group', { name: 'Hình thức gửi Bộ Chuyên ngành' }).getByRole('radio', { name: 'Chỉ điện tử' }).check()
    await text(page).click()
    await page.keyboard.type('chữ vừa gõ ')
    await page.getByRole('button', { name: 'Lưu nháp' }).last().click()
    await page
      .getByRole('alert')
      .getByText(/Nơi nhận 2/)
      .waitFor()
    expect(await text(page).innerText()).toContain('chữ vừa gõ')
    expect(await page.getByLabel('Trích yếu').inputValue()).toBe('về việc gửi Bộ')
    expect(await axe(page)).toEqual([])
  })
})

test('a PDF instead of the text: its boxes are proposed, moved by keys, kept, and the document goes into the circuit', async () => {
  const pdf = letterPdf('Nội dung soạn ở nơi khác.')
  const file = join(folder, 'van-ban.pdf')
  await writeFile(file, pdf)
  await drafter(async (page) => {
    await begin(page, 'về việc tệp đã soạn')
    await onServer(page)
    await page.getByRole('link', { name: 'Thêm, sắp xếp tệp' }).click()
    await page.getByLabel('Thêm tệp kèm theo').setInputFiles(file)
    await page.getByText('Đã nhận').waitFor()
    await page.getByLabel('Tệp PDF của văn bản').setInputFiles(file)
    const seal = page.getByRole('button', { name: /^Dấu cơ quan/ })
    await seal.waitFor()
    const left = page.getByRole('textbox', { name: 'Dấu cơ quan: Cách trái' })
    const before = Number((await left.inputValue()).replace(',', '.'))
    await seal.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(Number((await left.inputValue()).replace(',', '.'))).toBeCloseTo(before + 2, 5)
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: 'Lưu vị trí' }).click()
    await page.getByText('van-ban.pdf').first().waitFor()
    expect(Number((await left.inputValue()).replace(',', '.'))).toBeCloseTo(before + 2, 0)
    await page.getByRole('link', { name: 'Về dự thảo' }).first().click()
    await page.getByRole('button', { name: 'Trình ký' }).click()
    await page.getByText('Đang duyệt').first().waitFor()
    expect(await axe(page)).toEqual([])
  })
})

test('the leader signs several with one PIN on the phone: read ones at once, the unread one waits until it is ticked', async () => {
  const subjects = ['về việc ký số thứ nhất', 'về việc ký số thứ hai']
  await drafter(async (page) => {
    for (const subject of subjects) {
      await begin(page, subject)
      for (let left = await page.getByRole('button', { name: /^Bỏ người duyệt/ }).count(); left > 0; left -= 1)
        await page
          .getByRole('button', { name: /^Bỏ người duyệt/ })
          .first()
          .click()
      await page.getByRole('button', { name: 'Trình ký' }).click()
      await page.getByText('Chờ ký').first().waitFor()
    }
  })
  for (const script of [false, true])
    await visit('Lê Văn An', { phone: true, script }, async (page) => {
      await page.goto('/ky-so')
      if (script) expect(await axe(page)).toEqual([])
      const row = page.getByRole('listitem').filter({ hasText: script ? 'thứ hai' : 'thứ nhất' })
      await row.getByRole('checkbox', { name: /^Chọn ký/ }).check()
      await page.getByLabel('Mã PIN').fill(pin)
      await page.getByRole('button', { name: 'Ký các văn bản đã chọn' }).click()
      await page.getByText('Văn bản chưa được mở xem').waitFor()
      await page
        .getByRole('listitem')
        .filter({ hasText: script ? 'thứ hai' : 'thứ nhất' })
        .getByLabel('Tôi đã đọc văn bản này')
        .check()
      await page.getByLabel('Mã PIN').fill(pin)
      await page.getByRole('button', { name: 'Ký các văn bản đã chọn' }).click()
      await page.getByText('Đã ký, chuyển văn thư cấp số').waitFor()
    })
})
