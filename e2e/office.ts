import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const root = join(import.meta.dirname, '..')
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type Office = {
  address: string
  dataDir: string
  browser: Browser
  /** A browser of its own, on the desk or on the phone, with or without script. */
  visit: (how?: { script?: boolean; phone?: boolean; dark?: boolean }) => Promise<BrowserContext>
  close: () => Promise<void>
}

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Waits until the program says where it runs; fails with what it said when it ends before. */
function ready(child: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    const hear = (part: Buffer) => {
      said += part.toString()
      if (said.includes('đang chạy tại')) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}:\n${said}`)))
  })
}

const ended = (child: ChildProcess) =>
  child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : Promise.resolve()

async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) throw new Error('chromium is missing')
  return chromium.launch({ executablePath, args: ['--no-sandbox', ...quiet] })
}

/** Starts the built application on a data folder of its own, as `npm start` does, and a browser beside it. */
export async function openOffice(env: Record<string, string> = {}): Promise<Office> {
  const dataDir = env.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'lt-e2e-')))
  const port = await freePort()
  const child = spawn(process.execPath, [join(root, 'src/app/main.ts')], {
    cwd: root,
    env: { ...process.env, DEMO_HISTORY: 'no', ...env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await ready(child)
  const browser = await openBrowser()
  return {
    address: `http://127.0.0.1:${port}`,
    dataDir,
    browser,
    visit: ({ script = true, phone = false, dark = false } = {}) =>
      browser.newContext({
        baseURL: `http://127.0.0.1:${port}`,
        javaScriptEnabled: script,
        locale: 'vi-VN',
        timezoneId: 'America/Los_Angeles',
        colorScheme: dark ? 'dark' : 'light',
        viewport: phone ? { width: 360, height: 740 } : { width: 1366, height: 768 },
      }),
    async close() {
      await browser.close()
      child.kill('SIGTERM')
      await ended(child)
      if (!env.DATA_DIR) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** In a demonstration: become a person by one press on the sign-in page. */
export async function become(page: Page, name: string): Promise<void> {
  await page.goto('/dang-nhap')
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.waitForURL((url) => url.pathname === '/')
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }

/** What axe finds on the page (WCAG 2.2 AA with target-size on), as readable lines; empty is good. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(await axeSource)
  const found: Violation[] = await page.evaluate(async () => {
    const tool = (
      globalThis as unknown as { axe: { run: (context: Document, options: object) => Promise<{ violations: Violation[] }> } }
    ).axe
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    return (await tool.run(document, { runOnly, rules: { 'target-size': { enabled: true } }, iframes: false })).violations
  })
  return found.flatMap((one) =>
    one.nodes.map((node) => `${page.url()} ${one.id}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`),
  )
}
