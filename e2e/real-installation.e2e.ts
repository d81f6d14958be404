import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../src/app/cli/run.ts'
import { externalServer } from '../src/platform/db/distribution.testing.ts'
import { authorityIn, filePassword } from './authority.ts'
import { axe, type Office, openOffice } from './office.ts'

const password = 'một câu dài để nhớ'
const pin = 'mã pin 2026'
const sealPicture = join(import.meta.dirname, '../src/platform/pdf/testing/signature.png')
let folder = ''
let office: Office
// An operator's own server, as a province has one: the program is shown on it as on the PostgreSQL that it brings.
let server: Awaited<ReturnType<typeof externalServer>>
let firstLink = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lt-real-'))
  const answers = join(folder, 'setup.yaml')
  await writeFile(
    answers,
    `province: Tỉnh An Phú
agency: { name: Ủy ban nhân dân tỉnh An Phú, shortName: UBND tỉnh, symbol: UBND, organId: H97, place: An Phú }
administrator: { fullName: Trần Thị Huệ, login: hue.tranthi }
`,
  )
  const dataDir = join(folder, 'data')
  server = await externalServer(join(folder, 'server'))
  const place = { DATA_DIR: dataDir, DATABASE_URL: await server.empty('an_phu') }
  const made = await runCommand(['setup', '--from', answers, '--json'], place)
  expect(made.status, made.err).toBe(0)
  firstLink = new URL(JSON.parse(made.out).link).pathname
  office = await openOffice(place)
})
afterAll(async () => {
  await office?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

async function newPage(): Promise<Page> {
  const page = await (await office.visit()).newPage()
  page.setDefaultTimeout(15_000)
  return page
}

/** Opens a one-time link, sets the password, reads the notice and stands at work. */
async function throughLink(link: string): Promise<Page> {
  const page = await newPage()
  await page.goto(link)
  expect(await axe(page)).toEqual([])
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(password)
  await page.getByLabel('Gõ lại mật khẩu mới').fill(password)
  await page.getByRole('button', { name: 'Đặt mật khẩu' }).click()
  await page.getByText('đã cấp liên kết đặt').first().waitFor()
  await page.getByRole('button', { name: 'Tôi đã biết' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  return page
}

const lines = (...rows: string[][]) => rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')

/** The lists that a province would have in Excel, as CSV by the template's headings. */
const lists: Record<string, string> = {
  'co-quan.csv': lines(
    ['Mã định danh', 'Tên cơ quan', 'Ký hiệu', 'Cấp', 'Mã cơ quan cấp trên', 'Địa danh'],
    ['H97.05', 'Sở Nội vụ tỉnh An Phú', 'SNV', 'Cấp tỉnh', 'H97', 'An Phú'],
  ),
  'phong-ban.csv': lines(['Mã cơ quan', 'Tên phòng, ban', 'Ký hiệu'], ['H97.05', 'Văn phòng Sở', 'VP']),
  'nguoi.csv': lines(
    ['Tên đăng nhập', 'Họ và tên', 'Mã cơ quan', 'Phòng, ban', 'Chức vụ', 'Vai trò', 'Đứng đầu cơ quan'],
    ['khoa.dangvan', 'Đặng Văn Khoa', 'H97.05', '', 'Giám đốc', 'Lãnh đạo cơ quan', 'Có'],
    ['mai.lythi', 'Lý Thị Mai', 'H97.05', 'Văn phòng Sở', 'Văn thư', 'Văn thư', ''],
    ['son.vuong', 'Vương Sơn', 'H97.05', 'Văn phòng Sở', 'Chuyên viên', 'Chuyên viên, Quản trị đơn vị', ''],
    ['thu.chaungoc', 'Châu Ngọc Thu', 'H97', '', 'Văn thư', 'Văn thư', ''],
    ['dat.ongtan', 'Ông Tấn Đạt', 'H97', '', 'Chủ tịch', 'Lãnh đạo cơ quan', 'Có'],
  ),
  'so.csv': lines(
    ['Mã cơ quan', 'Tên sổ', 'Chiều', 'Loại văn bản', 'Số bắt đầu', 'Lý do'],
    ['H97.05', 'Văn bản đi', 'Đi', '', '416', 'tiếp nối sổ giấy đến số 415'],
    ['H97.05', 'Văn bản đến', 'Đến', '', '', ''],
  ),
}

async function writeLists(): Promise<string[]> {
  const files = Object.entries(lists).map(([name, text]) => [join(folder, name), text] as const)
  await Promise.all(files.map(([file, text]) => writeFile(file, `\uFEFF${text}\n`)))
  return files.map(([file]) => file)
}

/** Brings the lists in: a mistake first, then right, then prints the links. Answers links by login. */
async function bringPeople(admin: Page): Promise<Map<string, string>> {
  const files = await writeLists()
  const wrong = join(folder, 'sai.csv')
  await writeFile(wrong, `\uFEFF${lists['nguoi.csv']?.replaceAll('Văn thư"', 'Thư ký"')}\n`)
  await admin.goto('/quan-tri/nhap')
  expect(await axe(admin)).toEqual([])
  await admin.getByLabel('Tệp danh sách').setInputFiles([wrong])
  await admin.getByRole('button', { name: 'Xem trước' }).click()
  await admin.getByText('chỗ cần sửa nên chưa nhập gì').waitFor()
  expect(await axe(admin)).toEqual([])
  await admin.getByLabel('Tệp danh sách').setInputFiles(files)
  await admin.getByRole('button', { name: 'Xem trước' }).click()
  await admin.getByRole('button', { name: 'Nhập vào hệ thống' }).click()
  await admin.getByText('5 người mới chưa có mật khẩu').waitFor()
  await admin.getByRole('button', { name: 'In phiếu liên kết cho 5 người' }).click()
  await admin.getByText('chỉ hiện một lần').first().waitFor()
  expect(await axe(admin)).toEqual([])
  const texts = await admin.locator('.lt-card').allInnerTexts()
  return new Map(texts.map((text) => [/Tên đăng nhập\s+(\S+)/.exec(text)?.[1] ?? '', /\/lien-ket\/\S+/.exec(text)?.[0] ?? '']))
}

async function bringKey(page: Page, address: string, file: string) {
  await page.goto(address)
  await page.getByLabel('Tệp chứng thư kèm khóa').setInputFiles(file)
  await page.getByLabel('Mật khẩu của tệp').fill(filePassword)
  await page.getByLabel('Mã PIN mới', { exact: true }).first().fill(pin)
  await page.getByLabel('Gõ lại mã PIN mới').first().fill(pin)
  await page.getByRole('button', { name: 'Nạp chứng thư' }).click()
  await page.getByText('Đã nạp chứng thư').waitFor()
}

test('from an empty folder to a document registered at a second agency', async () => {
  const authority = authorityIn(folder)
  const admin = await throughLink(firstLink)
  await admin.goto('/chung-thu-so/tin-cay')
  await admin.getByLabel('Tệp chứng thư').setInputFiles(authority.certificate)
  await admin.getByRole('button', { name: 'Thêm', exact: true }).click()
  await admin.getByText('Đã thêm 1 chứng thư').waitFor()

  const links = await bringPeople(admin)
  expect([...links.keys()].sort()).toEqual(['dat.ongtan', 'khoa.dangvan', 'mai.lythi', 'son.vuong', 'thu.chaungoc'])
  const enter = (login: string) => throughLink(links.get(login) ?? '')
  const [head, clerk, specialist, receiver] = [
    await enter('khoa.dangvan'),
    await enter('mai.lythi'),
    await enter('son.vuong'),
    await enter('thu.chaungoc'),
  ]
  await bringKey(head, '/chung-thu-so', authority.keyFile('Đặng Văn Khoa', 'Sở Nội vụ tỉnh An Phú'))
  await bringKey(clerk, '/chung-thu-so/co-quan', authority.keyFile('Sở Nội vụ tỉnh An Phú', 'Sở Nội vụ tỉnh An Phú'))

  const subject = 'đề nghị phê duyệt kế hoạch tinh giản giấy tờ'
  await specialist.goto('/van-ban/di/moi')
  await specialist.getByLabel('Trích yếu').fill(subject)
  await specialist.getByLabel('Người ký', { exact: true }).selectOption({ label: 'Đặng Văn Khoa – Giám đốc' })
  await specialist.getByLabel('Nơi nhận 1').selectOption({ label: 'Ủy ban nhân dân tỉnh An Phú' })
  await specialist.getByRole('button', { name: 'Lưu nháp' }).click()
  await specialist.waitForURL(/\/van-ban\/di\/[0-9a-f-]{36}$/)
  await specialist.getByRole('heading', { name: subject }).waitFor()
  await specialist.getByRole('button', { name: 'Trình ký' }).click()
  await specialist.getByText('Chờ ký').first().waitFor()

  const open = async (page: Page, box: string) => {
    await page.goto(`/?hop=${box}`)
    await page.getByRole('listitem').filter({ hasText: subject }).getByRole('link').first().click()
  }
  await open(head, 'toSign')
  await head.getByLabel('Mã PIN').fill(pin)
  await head.getByRole('button', { name: 'Ký số' }).click()
  await head.getByText('Chờ cấp số').first().waitFor()

  const press = async () => {
    await open(clerk, 'toIssue')
    await clerk.getByLabel('Mã PIN').fill(pin)
    await clerk.getByRole('button', { name: 'Cấp số, đóng dấu và phát hành' }).click()
  }
  // A real agency's signature shows its own seal: without the picture no number is taken, and the sentence says what to do.
  await press()
  await clerk.getByText('Cơ quan chưa có hình con dấu').first().waitFor()
  await clerk.goto('/chung-thu-so/co-quan')
  expect(await axe(clerk)).toEqual([])
  await clerk.getByLabel('Hình con dấu', { exact: true }).setInputFiles(sealPicture)
  await clerk.getByRole('button', { name: 'Dùng hình này' }).click()
  await clerk.getByRole('img', { name: 'Hình con dấu đang dùng' }).waitFor()
  expect(await axe(clerk)).toEqual([])
  await press()
  await clerk.getByText('Đã phát hành').first().waitFor()
  // The paper book ended at 415.
  await clerk.getByText('416/SNV').first().waitFor()

  await open(receiver, 'toReceive')
  await receiver.getByLabel('Trình').selectOption({ label: 'Ông Tấn Đạt – Chủ tịch' })
  await receiver.getByRole('button', { name: 'Vào sổ và trình' }).click()
  await receiver.getByRole('listitem').filter({ hasText: subject }).waitFor({ state: 'detached' })
  await receiver.goto('/van-ban/den')
  await receiver.getByRole('row').filter({ hasText: '416/SNV' }).waitFor()
})

test('in a real installation nobody is entered without a password, and the wrong one is counted', async () => {
  const page = await newPage()
  await page.goto('/tai-khoan')
  await page.waitForURL(/\/dang-nhap\?tiep=%2Ftai-khoan$/)
  const press = (text: string) => page.getByRole('button', { name: text, exact: true }).click()
  await page.getByLabel('Tên đăng nhập').fill('hue.tranthi')
  await page.getByLabel('Mật khẩu').fill('không phải câu này')
  await press('Đăng nhập')
  await page.getByText('Tên đăng nhập hoặc mật khẩu không đúng.').waitFor()
  expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('hue.tranthi')
  await page.getByLabel('Mật khẩu').fill(password)
  await press('Đăng nhập')
  await page.waitForURL((url) => url.pathname === '/tai-khoan')
  const demo = await page.request.post(`${office.address}/dang-nhap`, {
    form: { person: '018f0000-0000-7000-8000-000000000001' },
    headers: { origin: office.address },
    maxRedirects: 0,
  })
  expect(demo.status()).toBe(403)
})
