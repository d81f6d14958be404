import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist'
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

/** Fonts for files that embed none; asked for by name, served under hashed names. */
const fonts = import.meta.glob<string>('../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url',
  import: 'default',
  eager: true,
})

/** Hands the fonts to the reader; it asks for nothing else of ours. */
class OwnFonts {
  async fetch({ filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const address = Object.entries(fonts).find(([path]) => path.endsWith(`/${filename}`))?.[1]
    if (!address) throw new Error(`no such font: ${filename}`)
    return new Uint8Array(await (await fetch(address)).arrayBuffer())
  }
}

export type DrawnPdf = { pages: number; close: () => void }
export type { PDFPageProxy as PdfPage }

/** Opens a PDF of ours. Scripts in it never run; nothing is fetched from elsewhere. */
export async function openPdf(href: string): Promise<PDFDocumentProxy> {
  GlobalWorkerOptions.workerSrc = worker
  const task = getDocument({
    url: href,
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
    useSystemFonts: true,
    useWorkerFetch: false,
    BinaryDataFactory: OwnFonts,
    verbosity: 0,
  })
  return task.promise
}

/** Draws one page into a canvas as wide as its place, as sharp as the screen. */
export async function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): Promise<number> {
  const natural = page.getViewport({ scale: 1 })
  const scale = width / natural.width
  const sharp = Math.min(window.devicePixelRatio || 1, 2)
  const viewport = page.getViewport({ scale: scale * sharp })
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  await page.render({ canvas, viewport }).promise
  return scale
}

/** The words of a page over its picture: to be selected, found and read aloud. */
async function lay(page: PDFPageProxy, place: HTMLElement, scale: number): Promise<void> {
  const layer = document.createElement('div')
  layer.className = 'lt-pdfpage__words'
  layer.style.setProperty('--scale-factor', String(scale))
  layer.style.setProperty('--total-scale-factor', String(scale))
  place.append(layer)
  await new TextLayer({
    textContentSource: page.streamTextContent(),
    container: layer,
    viewport: page.getViewport({ scale }),
  }).render()
}

function sheet(page: PDFPageProxy, at: number, of: number): HTMLElement {
  const { width, height } = page.getViewport({ scale: 1 })
  const place = document.createElement('div')
  place.className = 'lt-pdfpage'
  place.setAttribute('role', 'group')
  place.setAttribute('aria-label', `Trang ${at} / ${of}`)
  place.style.aspectRatio = `${width} / ${height}`
  return place
}

async function show(page: PDFPageProxy, place: HTMLElement): Promise<void> {
  const canvas = document.createElement('canvas')
  place.append(canvas)
  const scale = await drawPage(page, canvas, place.clientWidth)
  await lay(page, place, scale)
}

/** Draws the pages of a file below one another, each when it comes near the window. @throws what the reader throws */
export async function drawPdf(place: HTMLElement, href: string): Promise<DrawnPdf> {
  const pdf = await openPdf(href)
  const closing = new AbortController()
  const drawn = new WeakMap<Element, PDFPageProxy>()
  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        const page = drawn.get(target)
        if (!isIntersecting || !page) continue
        near.unobserve(target)
        show(page, target as HTMLElement).catch(() => {
          // Who leaves while a page is being drawn cancels it: that is no fault.
          if (!closing.signal.aborted) target.append('Không hiển thị được trang này. Hãy tải tệp về để xem.')
        })
      }
    },
    { rootMargin: '600px' },
  )
  for (let at = 1; at <= pdf.numPages; at += 1) {
    const page = await pdf.getPage(at)
    const one = sheet(page, at, pdf.numPages)
    drawn.set(one, page)
    place.append(one)
    near.observe(one)
  }
  return {
    pages: pdf.numPages,
    close() {
      closing.abort()
      near.disconnect()
      void pdf.loadingTask.destroy()
      place.replaceChildren()
    },
  }
}
