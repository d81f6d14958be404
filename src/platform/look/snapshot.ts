import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { serveScreens } from './screens/serve.ts'

/** Debian's browser, kept from calling home. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

const sizes = [
  { width: 1366, height: 768 },
  { width: 360, height: 740 },
]

/**
 * Takes a picture of every example screen in both widths and both schemes.
 * `node src/platform/look/snapshot.ts [folder] [screen …]`; widths by LOOK_WIDTHS=1024,900.
 */
async function takePictures(folder: string, wanted: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const { vite, address, names } = await serveScreens()
  const browser = await openBrowser()
  const widths = process.env.LOOK_WIDTHS?.split(',').map((width) => ({ width: Number(width), height: 768 })) ?? sizes
  for (const viewport of widths) {
    const page = await browser.newPage({
      viewport,
      hasTouch: viewport.width < 600,
      deviceScaleFactor: viewport.width < 600 ? 2 : 1,
      reducedMotion: 'reduce',
    })
    page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`))
    for (const name of wanted.length > 0 ? wanted : names) {
      await page.goto(`${address}/${name}`, { waitUntil: 'networkidle' })
      for (const scheme of ['light', 'dark']) {
        await page.evaluate((value) => document.documentElement.setAttribute('data-mantine-color-scheme', value), scheme)
        await page.screenshot({ path: join(folder, `${name}-${viewport.width}-${scheme}.png`), fullPage: name !== 'sign' })
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (wide > 0) process.stdout.write(`${name} at ${viewport.width}: ${wide} px too wide\n`)
    }
    await page.close()
  }
  await browser.close()
  await vite.close()
}

if (process.argv[1] === import.meta.filename) {
  const [folder = join(tmpdir(), 'lien-thong-look-pictures'), ...wanted] = process.argv.slice(2)
  await takePictures(folder, wanted)
  process.stdout.write(`${folder}\n`)
}
