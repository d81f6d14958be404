import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { become, type Office, openOffice } from './office.ts'

/**
 * A contact sheet of the screens: every page at 1366 and 360 px, light and dark, from the whole demonstration.
 * DATA_DIR names a demonstration that is there already, else one is made. Pictures go to var/screens with index.html.
 */
type Screen = {
  name: string
  who: string
  path: string
  /** Goes on to the first link of the page that begins so. */
  first?: string
  part?: string
  /** What is opened beneath that address. */
  below?: string
  /** And from there to the first link that begins so. */
  onward?: string
}

const finance = {
  clerk: 'Lê Thu Na',
  office: 'Vũ Hải Yến',
  leader: 'Lê Văn An',
  head: 'Phạm Đức Toàn',
  specialist: 'Nguyễn Thị Ánh',
}

const screens: Screen[] = [
  { name: 'signin', who: '', path: '/dang-nhap' },
  { name: 'home', who: finance.clerk, path: '/' },
  { name: 'home-office', who: finance.office, path: '/' },
  { name: 'home-leader', who: finance.leader, path: '/' },
  { name: 'home-head', who: finance.head, path: '/' },
  { name: 'home-specialist', who: finance.specialist, path: '/' },
  { name: 'home-admin', who: 'Tạ Đình Lâm', path: '/' },
  { name: 'home-figures', who: 'Huỳnh Gia Bách', path: '/' },
  { name: 'home-inspector', who: 'Đặng Trọng Nghĩa', path: '/' },
  { name: 'home-committee', who: 'Đỗ Thị Hoa', path: '/' },
  { name: 'home-chairman', who: 'Trần Quang Minh', path: '/' },
  { name: 'incoming', who: finance.clerk, path: '/van-ban/den' },
  { name: 'incoming-one', who: finance.clerk, path: '/van-ban/den', first: '/van-ban/den/' },
  { name: 'incoming-directed', who: finance.specialist, path: '/?hop=toDo', first: '/van-ban/den/' },
  { name: 'faults', who: finance.clerk, path: '/?hop=sendFaults' },
  { name: 'fault-settled', who: finance.clerk, path: '/?hop=sendFaults', first: '/van-ban/di/' },
  { name: 'recipients', who: 'Đỗ Thị Hoa', path: '/van-ban/di?trangThai=ISSUED', first: '/van-ban/di/', part: 'noi-nhan' },
  { name: 'entry', who: finance.clerk, path: '/van-ban/den/vao-so' },
  { name: 'outgoing', who: finance.clerk, path: '/van-ban/di' },
  { name: 'outgoing-one', who: 'Đỗ Thị Hoa', path: '/van-ban/di', first: '/van-ban/di/' },
  { name: 'compose', who: finance.specialist, path: '/van-ban/di/moi' },
  { name: 'issue', who: finance.clerk, path: '/van-ban/phat-hanh' },
  { name: 'sign', who: finance.leader, path: '/ky-so' },
  { name: 'books', who: finance.clerk, path: '/so-van-ban' },
  { name: 'search', who: finance.clerk, path: '/tra-cuu' },
  { name: 'exchange', who: 'Huỳnh Gia Bách', path: '/bao-cao/trao-doi' },
  { name: 'exchange-agency', who: finance.leader, path: '/bao-cao/trao-doi' },
  { name: 'exchange-behind', who: 'Huỳnh Gia Bách', path: '/bao-cao/trao-doi', first: '/bao-cao/trao-doi/van-ban' },
  { name: 'exchange-needs', who: 'Huỳnh Gia Bách', path: '/bao-cao/trao-doi', first: '/bao-cao/trao-doi/can-xu-ly' },
  { name: 'periodic', who: 'Huỳnh Gia Bách', path: '/bao-cao/dinh-ky' },
  { name: 'periodic-agency', who: finance.leader, path: '/bao-cao/dinh-ky' },
  { name: 'periodic-behind', who: 'Huỳnh Gia Bách', path: '/bao-cao/dinh-ky', first: '/bao-cao/dinh-ky/van-ban' },
  { name: 'spread', who: 'Huỳnh Gia Bách', path: '/bao-cao/trao-doi', first: '/bao-cao/co-quan' },
  { name: 'inspections', who: 'Huỳnh Gia Bách', path: '/thanh-tra' },
  { name: 'versions', who: finance.specialist, path: '/van-ban/du-thao', first: '/van-ban/di/' },
  { name: 'admin', who: 'Tạ Đình Lâm', path: '/quan-tri' },
  { name: 'admin-province', who: 'Huỳnh Gia Bách', path: '/quan-tri' },
  { name: 'system', who: 'Huỳnh Gia Bách', path: '/quan-tri/he-thong' },
  { name: 'admin-agency', who: 'Tạ Đình Lâm', path: '/quan-tri', first: '/quan-tri/co-quan/' },
  { name: 'admin-person', who: 'Huỳnh Gia Bách', path: '/quan-tri?loc=tat-ca', first: '/quan-tri/nguoi/' },
  { name: 'holidays', who: 'Huỳnh Gia Bách', path: '/quan-tri/ngay-nghi' },
  { name: 'admin-import', who: 'Tạ Đình Lâm', path: '/quan-tri/nhap' },
  { name: 'keys', who: finance.leader, path: '/chung-thu-so' },
  { name: 'keys-agency', who: 'Tạ Đình Lâm', path: '/chung-thu-so/co-quan' },
  { name: 'keys-register', who: 'Tạ Đình Lâm', path: '/chung-thu-so/danh-ba' },
  { name: 'keys-trusted', who: 'Huỳnh Gia Bách', path: '/chung-thu-so/tin-cay' },
  { name: 'keys-stamping', who: 'Huỳnh Gia Bách', path: '/chung-thu-so/dau-thoi-gian' },
  { name: 'draft', who: finance.specialist, path: '/van-ban/du-thao', first: '/van-ban/di/' },
  { name: 'draft-checked', who: finance.specialist, path: '/van-ban/du-thao', first: '/van-ban/di/', below: '/sua' },
  { name: 'draft-files', who: finance.specialist, path: '/van-ban/du-thao', first: '/van-ban/di/', below: '/tep' },
  { name: 'targets', who: 'Huỳnh Gia Bách', path: '/bao-cao/chi-tieu' },
  { name: 'check', who: '', path: '/kiem-tra' },
  { name: 'check-slip', who: '', path: '/kiem-tra?ma=12345' },
  { name: 'check-none', who: '', path: '/kiem-tra/00000-00000-00000' },
  ...(['ISSUED', 'RECALLED', 'REPLACED'] as const).map((state) => ({
    ...{ name: `check-${state.toLowerCase()}`, who: 'Đỗ Thị Hoa', path: `/van-ban/di?trangThai=${state}` },
    ...{ first: '/van-ban/di/', part: 'thong-tin', onward: '/kiem-tra/' },
  })),
  { name: 'groups', who: finance.clerk, path: '/nhom-noi-nhan' },
  { name: 'help', who: finance.clerk, path: '/tro-giup' },
  { name: 'pieces', who: 'Tạ Đình Lâm', path: '/mau-giao-dien' },
  { name: 'missing', who: finance.clerk, path: '/khong-co' },
  { name: 'account', who: finance.leader, path: '/tai-khoan' },
  { name: 'delegation', who: 'Trần Quang Minh', path: '/uy-quyen' },
]

const sizes = [
  { tag: '1366', phone: false, dark: false },
  { tag: '1366-dark', phone: false, dark: true },
  { tag: '360', phone: true, dark: false },
  { tag: '360-dark', phone: true, dark: true },
]

const folder = join(import.meta.dirname, '..', 'var', 'screens')
const onlyNames = process.argv.slice(2)

/** Goes to the screen, and from a list to its first document when the screen is one. */
async function reach(page: Page, { path, first, part, below, onward }: Screen): Promise<void> {
  await page.goto(path)
  if (!first) return
  const href = await page
    .locator(`main a[href^="${first}"]`)
    .evaluateAll((links) =>
      links.map((link) => link.getAttribute('href') ?? '').find((one) => one.includes('?') || /[0-9a-f]{8}-/.test(one)),
    )
  if (!href) return
  await page.goto(`${href}${below ?? ''}${part ? `?phan=${part}` : ''}`)
  const links = page.locator(`main a[href*="${onward}"]`)
  const on = onward && (await links.evaluateAll((found) => found[0]?.getAttribute('href')))
  if (on) await page.goto(on)
}

/** A file is drawn after the page has come; one that never opens is seen as such on the picture. */
async function drawn(page: Page): Promise<void> {
  const file = page.locator('.lt-pdfpages')
  if ((await file.count()) === 0) return
  await file
    .locator('canvas')
    .first()
    .waitFor({ timeout: 15_000 })
    .catch(() => undefined)
  await page.waitForTimeout(500)
}

async function shoot(office: Office, size: (typeof sizes)[number], wanted: readonly Screen[]): Promise<string[]> {
  const made: string[] = []
  for (const who of new Set(wanted.map((one) => one.who))) {
    const visit = await office.visit({ phone: size.phone, dark: size.dark })
    const page = await visit.newPage()
    if (who) await become(page, who)
    for (const screen of wanted.filter((one) => one.who === who)) {
      await reach(page, screen)
      const file = `${screen.name}-${size.tag}.png`
      await drawn(page)
      await page.screenshot({ path: join(folder, file), fullPage: size.phone })
      made.push(file)
    }
    await visit.close()
  }
  return made
}

const tile = (file: string) => `<figure><img src="${file}" loading="lazy" height="420"><figcaption>${file}</figcaption></figure>`

await mkdir(folder, { recursive: true })
const office = await openOffice({ DEMO_HISTORY: 'yes', ...(process.env.DATA_DIR ? { DATA_DIR: process.env.DATA_DIR } : {}) })
try {
  const wanted = screens.filter(({ name }) => onlyNames.length === 0 || onlyNames.includes(name))
  const files: string[] = []
  for (const size of sizes) files.push(...(await shoot(office, size, wanted)))
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>Màn hình</title>${files.sort().map(tile).join('\n')}`,
  )
  console.log(`${files.length} → ${folder}`)
} finally {
  await office.close()
}
