import type { PDFPageProxy } from 'pdfjs-dist'
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { common, matrixIn, moved, times, unchanged } from './matrix.ts'
import {
  cover,
  type Drawn,
  edgesIn,
  enter,
  type Group,
  type Mark,
  newLine,
  newPen,
  type Pen,
  path,
  picture,
  restore,
  save,
  settings,
  words,
} from './pen.ts'

type Act = (pen: Pen, args: unknown[]) => void
const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : 0)

const acts: Readonly<Record<number, Act>> = {
  [OPS.save]: save,
  [OPS.restore]: restore,
  [OPS.transform]: (pen, args) => {
    pen.state.matrix = times(pen.state.matrix, matrixIn(args) ?? unchanged)
  },
  [OPS.setFillRGBColor]: (pen, [colour]) => {
    pen.state.fill = String(colour)
  },
  [OPS.setStrokeRGBColor]: (pen, [colour]) => {
    pen.state.stroke = String(colour)
  },
  [OPS.setFillColorN]: (pen) => {
    pen.state.fill = null
  },
  [OPS.setFillTransparent]: (pen) => {
    pen.state.fill = null
  },
  [OPS.setStrokeColorN]: (pen) => {
    pen.state.stroke = null
  },
  [OPS.setGState]: (pen, [list]) => settings(pen, list),
  [OPS.clip]: (pen) => {
    pen.clipNext = true
  },
  [OPS.eoClip]: (pen) => {
    pen.clipNext = true
  },
  [OPS.constructPath]: (pen, args) => path(pen, args as Parameters<typeof path>[1]),
  [OPS.shadingFill]: (pen) => cover(pen, pen.state.clip, { colour: null, picture: true }),
  [OPS.paintSolidColorImageMask]: (pen) =>
    cover(pen, moved(pen.state.matrix, [0, 0, 1, 1]), { colour: pen.state.fill, picture: false }),
  [OPS.paintInlineImageXObject]: (pen) => picture(pen, null, false),
  [OPS.paintFormXObjectBegin]: (pen, [matrix, bbox]) => enter(pen, matrix, bbox),
  [OPS.paintFormXObjectEnd]: restore,
  [OPS.beginGroup]: (pen, [group]) => {
    const { matrix, bbox, smask } = (group ?? {}) as NonNullable<Group>
    pen.masks.push(smask !== undefined && smask !== null)
    save(pen)
    const box = edgesIn(bbox)
    const within = times(pen.state.matrix, matrixIn(matrix) ?? unchanged)
    if (box) pen.state.clip = common(pen.state.clip, moved(within, box))
    pen.state.group *= pen.state.alpha
    pen.state.alpha = 1
  },
  [OPS.endGroup]: (pen) => {
    pen.masks.pop()
    restore(pen)
  },
  [OPS.beginMarkedContent]: (pen) => {
    pen.depth += 1
  },
  [OPS.beginMarkedContentProps]: (pen, [tag, layer]) => {
    pen.depth += 1
    if (tag === 'OC' && pen.drawn.hidden(layer)) pen.hiddenFrom.push(pen.depth)
  },
  [OPS.endMarkedContent]: (pen) => {
    if (pen.hiddenFrom.at(-1) === pen.depth) pen.hiddenFrom.pop()
    pen.depth = Math.max(0, pen.depth - 1)
  },
  [OPS.beginText]: (pen) => {
    pen.state.letters.matrix = unchanged
    pen.state.letters.line = unchanged
  },
  [OPS.setFont]: ({ state }, [font, size]) => {
    state.letters.font = String(font)
    state.letters.size = number(size)
  },
  [OPS.setCharSpacing]: ({ state }, [value]) => {
    state.letters.spacing = number(value)
  },
  [OPS.setWordSpacing]: ({ state }, [value]) => {
    state.letters.wordSpacing = number(value)
  },
  [OPS.setHScale]: ({ state }, [value]) => {
    state.letters.stretch = number(value) / 100
  },
  [OPS.setLeading]: ({ state }, [value]) => {
    state.letters.leading = -number(value)
  },
  [OPS.setTextRise]: ({ state }, [value]) => {
    state.letters.rise = number(value)
  },
  [OPS.setTextRenderingMode]: ({ state }, [value]) => {
    state.letters.mode = number(value)
  },
  [OPS.moveText]: ({ state }, [x, y]) => newLine(state.letters, number(x), number(y)),
  [OPS.setLeadingMoveText]: ({ state }, [x, y]) => {
    state.letters.leading = number(y)
    newLine(state.letters, number(x), number(y))
  },
  [OPS.nextLine]: ({ state }) => newLine(state.letters, 0, state.letters.leading),
  [OPS.setTextMatrix]: ({ state }, args) => {
    const matrix = matrixIn(args.length === 1 ? args[0] : args) ?? unchanged
    state.letters.matrix = matrix
    state.letters.line = matrix
  },
  [OPS.showText]: (pen, [glyphs]) => words(pen, (glyphs ?? []) as Parameters<typeof words>[1]),
}

/** What is painted on a page, in its order, by the operators that pdf.js reads out of its streams. */
export async function marksOf(page: PDFPageProxy, drawn: Drawn): Promise<Mark[]> {
  // Remarks and fields are looked at as objects; here only what the page itself paints.
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: 0 })
  const pen = newPen(drawn)
  for (const [at, step] of fnArray.entries()) {
    const args = (argsArray[at] ?? []) as unknown[]
    if (step === OPS.paintImageXObject) {
      // The library sets the mask aside right before a picture that has one of its own.
      const masked = [at - 1, at - 2].some((before) => fnArray[before] === OPS.setGState && isMaskAside(argsArray[before]))
      picture(pen, args[0], masked)
    } else acts[step]?.(pen, args)
  }
  return pen.marks
}

const isMaskAside = (args: unknown): boolean => JSON.stringify(args) === '[[["SMask",false]]]'
