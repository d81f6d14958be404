import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { typesetLetter } from '#platform/pdf/letter.testing.ts'
import { axe, become, type Office, openOffice } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

async function as(name: string, script: boolean, deed: (page: Page) => Promise<void>) {
  const visit = await office.visit({ script })
  const page = await visit.newPage()
  page.setDefaultTimeout(15_000)
  try {
    await become(page, name)
    await deed(page)
    if (script) expect(await axe(page)).toEqual([])
  } finally {
    await visit.close()
  }
}

/** A scan with text, as a clerk has it in a folder. */
const scan = (name: string) => ({
  name: `${name}.pdf`,
  mimeType: 'application/pdf',
  buffer: Buffer.from(
    typesetLetter(`Về ${name}, đề nghị quý cơ quan đối chiếu.`, {
      parentAgency: null,
      agency: 'Kho bạc Nhà nước khu vực XIV',
      notation: 'KBNN-KSC',
      subject: name,
      addressees: ['Sở Tài chính'],
    }).pdf,
  ),
})

test('a pile of scans is dropped at once; each waits until it is known who sent it, then takes its số đến', async () => {
  await as('Lê Thu Na', true, async (page) => {
    await page.goto('/van-ban/den/vao-so')
    await page
      .locator('input[type=file]')
      .setInputFiles([scan('đối chiếu quý I'), scan('đối chiếu quý II'), scan('đối chiếu quý III')])
    await page.getByRole('button', { name: 'Mỗi tệp một văn bản chờ vào sổ' }).click()
    await page.waitForURL(/hop=toRegister/)
    const pile = page.getByRole('listitem').filter({ hasText: 'Đối chiếu quý' })
    expect(await pile.count()).toBe(3)
    await pile.filter({ hasText: 'quý II' }).getByRole('link').first().click()
    expect(await page.getByRole('button', { name: 'Vào sổ và trình' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Hoàn thiện và vào sổ' }).click()
    await page.locator('[name=codeNumber]').fill('88')
    await page.locator('[name=codeNotation]').fill('KBNN-KSC')
    await page.locator('[name=issuingAgency]').fill('Kho bạc Nhà nước khu vực XIV')
    await page.getByRole('button', { name: 'Vào sổ', exact: true }).click()
    await page.getByText(/Số đến \d+/).waitFor()
  })
})

// By forms alone: the same letter comes by mail with its scan, and days later on paper.
test('the paper of a letter that is in the book gets no second số đến (without script)', async () => {
  const enter = async (page: Page, way: string) => {
    await page.goto('/van-ban/den/vao-so')
    await page.locator('input[type=file]').setInputFiles(scan('giải ngân vốn đầu tư'))
    await page.locator('[name=codeNumber]').fill('1207')
    await page.locator('[name=codeNotation]').fill('KBNN-TH')
    await page.locator('[name=issuingAgency]').fill('Kho bạc Nhà nước khu vực XIV')
    await page.locator('[name=subject]').fill('giải ngân vốn đầu tư')
    await page.getByRole('radio', { name: way }).check()
    await page.getByRole('button', { name: 'Vào sổ', exact: true }).click()
  }
  await as('Lê Thu Na', false, async (page) => {
    await enter(page, 'Thư điện tử, đường khác')
    const place = page.getByText(/Số đến \d+/)
    await place.waitFor()
    const [number, address] = [await place.innerText(), page.url()]
    await enter(page, 'Bản giấy')
    await page.getByText('Văn bản này đã có trong sổ').waitFor()
    await page.getByRole('button', { name: 'Ghi nhận bản giấy' }).click()
    await page.getByText(number).waitFor()
    expect(page.url()).toBe(address)
    await page.getByRole('link', { name: 'Thông tin' }).click()
    await page.getByText('Bản giấy', { exact: true }).waitFor()
  })
})

test('on a slow line the form with a large scan says how much of it is sent', async () => {
  await as('Lê Thu Na', true, async (page) => {
    await page.goto('/van-ban/den/vao-so')
    const line = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    const slow = { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 600_000 }
    await line.send('Network.emulateNetworkConditions', slow)
    const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(3_000_000, 7)])
    await page.locator('input[type=file]').setInputFiles({ name: 'ảnh chụp.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.getByRole('checkbox', { name: 'Đã xem bản quét: không có dấu mật' }).check()
    await page.getByRole('button', { name: 'Mỗi tệp một văn bản chờ vào sổ' }).click()
    const said = page.getByRole('status').filter({ hasText: /Đang gửi tệp: [1-9]\d?%/ })
    await said.waitFor()
    await page.waitForURL(/hop=toRegister/)
    expect(await page.getByRole('listitem').filter({ hasText: 'Ảnh chụp' }).count()).toBe(1)
  })
})
