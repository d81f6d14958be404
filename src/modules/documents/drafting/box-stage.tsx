import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { BoxesFields, BoxFields } from './box-forms.ts'
import type { PageSize } from './boxes.ts'
import { type BoxName, boxLabels, boxNames } from './boxes.ts'

const perMm = 72 / 25.4
const number = (typed: string) => Number(typed.replace(',', '.')) || 0
const words = (mm: number) => (Math.round(mm * 10) / 10).toString().replace('.', ',')

type Props = {
  href: string
  pages: readonly PageSize[]
  fields: BoxesFields
  change: (name: BoxName, fields: Partial<BoxFields>) => void
}

/** Draws the pages that hold a box; the picture is decoration, the boxes on it can be moved. */
function usePages(href: string, wanted: readonly number[]) {
  const canvases = useRef(new Map<number, HTMLCanvasElement>())
  const key = wanted.join()
  useEffect(() => {
    let gone = false
    let end = () => {}
    const draw = async () => {
      const { drawPage, openPdf } = await import('#platform/look/pdf/pdf.browser.ts')
      const pdf = await openPdf(href)
      end = () => void pdf.loadingTask.destroy()
      for (const at of key.split(',').map(Number)) {
        const canvas = canvases.current.get(at)
        if (!gone && canvas) await drawPage(await pdf.getPage(at), canvas, canvas.clientWidth || 600)
      }
    }
    // Without the picture the boxes are still placed by their numbers.
    draw().catch(() => undefined)
    return () => {
      gone = true
      end()
    }
  }, [href, key])
  return (at: number) => (canvas: HTMLCanvasElement | null) => {
    if (canvas) canvases.current.set(at, canvas)
    else canvases.current.delete(at)
  }
}

const steps: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** One box: dragged with the pointer, or moved by the arrow keys a millimetre at a time. */
function Handle({ name, fields, page, change }: { name: BoxName; fields: BoxFields; page: PageSize; change: Props['change'] }) {
  const from = useRef<{ x: number; y: number; left: number; top: number; scale: number } | null>(null)
  const left = number(fields.left)
  const top = number(fields.top)
  const most = { x: page.width / perMm - number(fields.width), y: page.height / perMm - number(fields.height) }
  const move = (x: number, y: number) =>
    change(name, {
      left: words(Math.min(Math.max(0, x), Math.max(0, most.x))),
      top: words(Math.min(Math.max(0, y), Math.max(0, most.y))),
    })
  const down = (event: PointerEvent<HTMLButtonElement>) => {
    const sheet = event.currentTarget.parentElement
    if (!sheet) return
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { x: event.clientX, y: event.clientY, left, top, scale: page.width / perMm / sheet.clientWidth }
  }
  const drag = (event: PointerEvent<HTMLButtonElement>) => {
    const start = from.current
    if (start) move(start.left + (event.clientX - start.x) * start.scale, start.top + (event.clientY - start.y) * start.scale)
  }
  const key = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    move(left + step[0], top + step[1])
  }
  const share = (mm: number, of: number) => `${(100 * mm * perMm) / of}%`
  return (
    <button
      type="button"
      className={`lt-box lt-box--${name}`}
      aria-label={`${boxLabels[name]}: cách trái ${fields.left} mm, cách trên ${fields.top} mm. Dùng phím mũi tên để dời.`}
      style={{
        left: share(left, page.width),
        top: share(top, page.height),
        width: share(number(fields.width), page.width),
        height: share(number(fields.height), page.height),
      }}
      onPointerDown={down}
      onPointerMove={drag}
      onPointerUp={() => {
        from.current = null
      }}
      onKeyDown={key}
    >
      {boxLabels[name]}
    </button>
  )
}

/** The pages of the uploaded file with the boxes on them. */
export function BoxStage({ href, pages, fields, change }: Props) {
  const shown = boxNames.filter((name) => !fields[name].printed)
  const wanted = [...new Set(shown.map((name) => Number(fields[name].page)))]
    .filter((at) => pages[at - 1] !== undefined)
    .sort((a, b) => a - b)
  const hold = usePages(href, wanted)
  const [alive, setAlive] = useState(false)
  useEffect(() => setAlive(true), [])
  if (!alive) return null
  return (
    <div className="lt-boxstage">
      {wanted.map((at) => {
        const page = pages[at - 1]
        if (!page) return null
        return (
          <div key={at} className="lt-boxsheet" style={{ aspectRatio: `${page.width} / ${page.height}` }}>
            <canvas ref={hold(at)} role="img" aria-label={`Trang ${at}`} />
            {shown
              .filter((name) => Number(fields[name].page) === at)
              .map((name) => (
                <Handle key={name} name={name} fields={fields[name]} page={page} change={change} />
              ))}
          </div>
        )
      })}
    </div>
  )
}
