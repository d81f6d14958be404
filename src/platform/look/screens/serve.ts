import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createElement, Fragment, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { createServer, type ViteDevServer } from 'vite'

const root = join(import.meta.dirname, '../../../..')

const browserPackages = [
  'react',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  'react-dom/client',
  'react-router',
  '@mantine/core',
  '@mantine/dates',
  'dayjs',
  'dayjs/locale/vi',
  'pdfjs-dist',
]

function pageOf(markup: string, alive: boolean): string {
  const script = alive ? '<script type="module" src="/src/platform/look/screens/alive.tsx"></script>' : ''
  return `<!doctype html><html lang="vi" data-mantine-color-scheme="light"><head><meta charset="utf-8"><title>Mẫu giao diện</title><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="/src/platform/look/look.css">${script}</head><body><div id="man-hinh">${markup}</div></body></html>`
}

/**
 * Serves every example screen at `/<name>`, rendered on the server; `?alive` brings it to life in the browser.
 * The port is chosen by the system.
 */
export async function serveScreens(): Promise<{ vite: ViteDevServer; address: string; names: string[] }> {
  const vite = await createServer({
    root,
    configFile: false,
    cacheDir: join(tmpdir(), 'lien-thong-look'),
    appType: 'custom',
    logLevel: 'error',
    server: { port: 0, strictPort: false, hmr: false, watch: null },
    // All of them named: one that is found while a page loads would be bundled anew, and the page would hold React twice.
    optimizeDeps: { include: browserPackages, noDiscovery: true },
  })
  const { screens } = (await vite.ssrLoadModule('/src/platform/look/screens/screens.tsx')) as {
    screens: Record<string, () => ReactNode>
  }
  vite.middlewares.use((request, response, next) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const screen = screens[url.pathname.slice(1)]
    if (!screen) return next()
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(pageOf(renderToString(createElement(Fragment, null, screen())), url.searchParams.has('alive')))
  })
  await vite.listen()
  const place = vite.httpServer?.address()
  if (!place || typeof place === 'string') throw new Error('no port')
  return { vite, address: `http://localhost:${place.port}`, names: Object.keys(screens) }
}
