import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, become, type Office, openOffice } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

async function as(name: string, how: { script?: boolean; phone?: boolean; dark?: boolean } = {}): Promise<Page> {
  const page = await (await office.visit(how)).newPage()
  page.setDefaultTimeout(15_000)
  await become(page, name)
  return page
}

const tree = (page: Page) => page.getByRole('region', { name: 'Tổ chức' })

/** Opens the own agency from the tree of administration. */
async function openAgency(page: Page, name: string) {
  await page.goto('/quan-tri')
  await tree(page)
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click()
  await page.getByRole('heading', { name, exact: true }).waitFor()
}

// Pages of administration are forms and links: the same without script.
test.each([
  true,
  false,
])('a unit administrator adds a person, moves them, and lets them go with their work (script: %s)', async (script) => {
  const [name, login] = script ? ['Trần Văn Bảo', 'bao.tranvan'] : ['Trần Văn Cảnh', 'canh.tranvan']
  const page = await as('Tạ Đình Lâm', { script })
  await openAgency(page, 'Sở Tài chính')
  await page.getByRole('link', { name: 'Thêm người' }).click()
  await page.getByRole('button', { name: 'Thêm người' }).click()
  await page.getByRole('alert').getByText('Chưa điền mục này').first().waitFor()
  await page.getByLabel('Họ và tên').fill(name ?? '')
  await page.getByLabel('Chức vụ').fill('Chuyên viên')
  await page.getByRole('group', { name: 'Vai trò' }).getByLabel('Chuyên viên').check()
  await page.getByLabel('Phòng, ban').selectOption({ label: 'Phòng Ngân sách' })
  await page.getByRole('button', { name: 'Thêm người' }).click()
  await page.getByText('Đã thêm người').waitFor()
  await page.getByText(login ?? '').waitFor()
  if (script) expect(await axe(page)).toEqual([])

  await page.getByText('Chuyển phòng, ban hoặc chức vụ').click()
  const move = page.locator('details[open]')
  await move.getByLabel('Phòng, ban').selectOption({ label: 'Phòng Tin học, thống kê' })
  await move.getByRole('button', { name: 'Chuyển', exact: true }).click()
  await page.getByText('Đã chuyển. Việc đang mở được bàn giao').waitFor()
  expect(await page.getByText('Phòng Tin học, thống kê, Sở Tài chính').count()).toBe(1)

  await page.getByText('Cho nghỉ, chuyển công tác khỏi tỉnh').click()
  const leave = page.locator('details[open]')
  await leave.getByLabel('Người nhận việc đang mở').selectOption({ label: 'Nguyễn Thị Ánh, Chuyên viên' })
  await leave.getByRole('button', { name: 'Khóa và bàn giao' }).click()
  await page.getByText('Đã khóa tài khoản, kết thúc mọi vị trí').waitFor()
  await page.getByText('Đã nghỉ từ').waitFor()
})

test('the head delegates for a trip, the deputy works in that role, and the head takes it back', async () => {
  const head = await as('Lê Văn An')
  await head.goto('/uy-quyen')
  await head.getByLabel('Người làm thay').selectOption({ label: 'Phạm Đức Toàn, Trưởng phòng Ngân sách' })
  await head.getByLabel('Lý do').fill('đi công tác')
  await head.getByRole('button', { name: 'Giao', exact: true }).click()
  await head.getByText('Đã giao.').waitFor()
  expect(await axe(head)).toEqual([])

  const deputy = await as('Phạm Đức Toàn')
  await deputy.locator('summary.lt-who').click()
  await deputy.getByRole('button', { name: /Được ủy quyền thay Lê Văn An/ }).click()
  await deputy.waitForURL((url) => url.pathname === '/')
  await deputy.goto('/tai-khoan')
  await deputy.getByRole('listitem').filter({ hasText: 'Được ủy quyền thay Lê Văn An' }).getByText('Đang dùng').waitFor()
  expect(await axe(deputy)).toEqual([])

  await head.getByRole('button', { name: 'Kết thúc ngay' }).click()
  await head.getByText('Đã kết thúc.').waitFor()
  await deputy.reload()
  await deputy.getByRole('listitem').filter({ hasText: 'Trưởng phòng Ngân sách' }).getByText('Đang dùng').waitFor()
  expect(await deputy.getByText('Được ủy quyền thay').count()).toBe(0)
})

test('other sessions are ended from one’s own account, at once', async () => {
  const [here, elsewhere] = [await as('Vũ Hải Yến'), await as('Vũ Hải Yến')]
  await here.goto('/tai-khoan')
  await here.getByRole('button', { name: 'Kết thúc mọi phiên khác' }).click()
  await here.getByText('Đã kết thúc mọi phiên đăng nhập khác.').waitFor()
  await elsewhere.goto('/')
  await elsewhere.waitForURL(/\/dang-nhap/)
})

test.each([
  ['desk, light', {}],
  ['phone, dark', { phone: true, dark: true }],
])('the pages of administration are accessible (%s)', async (_, how) => {
  const page = await as('Tạ Đình Lâm', how)
  await page.goto('/quan-tri')
  expect(await axe(page)).toEqual([])
  await tree(page)
    .getByRole('link', { name: /^Sở Tài chính/ })
    .click()
  await page.getByRole('heading', { name: 'Sở Tài chính', exact: true }).waitFor()
  const base = new URL(page.url()).pathname
  for (const path of [
    base,
    `${base}/don-vi`,
    `${base}/thong-tin`,
    `${base}/them-nguoi`,
    '/',
    '/quan-tri?loc=tat-ca',
    '/quan-tri/nhap',
    '/quan-tri/he-thong',
    '/chung-thu-so',
    '/chung-thu-so/co-quan',
    '/mau-giao-dien',
    '/tro-giup',
    '/uy-quyen',
    '/nhom-noi-nhan',
    '/tai-khoan',
  ]) {
    await page.goto(path)
    expect(await axe(page), path).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), path).toBeLessThanOrEqual(0)
  }
})

test('who administers nothing finds no administration', async () => {
  const page = await as('Nguyễn Thị Ánh')
  expect(await page.getByRole('link', { name: 'Quản trị' }).count()).toBe(0)
  for (const path of ['/quan-tri', '/quan-tri/he-thong', '/mau-giao-dien', '/chung-thu-so/tin-cay']) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(403)
  }
})
