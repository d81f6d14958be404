import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'

/** A page as a scanner sees it: red, green and blue of every point. */
export type Raster = { width: number; height: number; rgb: Uint8Array }

function inFolder<Done>(act: (folder: string) => Done): Done {
  const folder = mkdtempSync(join(tmpdir(), 'lt-scan-'))
  try {
    return act(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A page of a PDF, drawn by poppler. */
export const drawnPage = (pdf: Uint8Array, dpi: number, page = 1): Raster =>
  inFolder((folder) => {
    writeFileSync(join(folder, 'in.pdf'), pdf)
    const range = ['-r', `${dpi}`, '-f', `${page}`, '-l', `${page}`, '-singlefile']
    execFileSync('pdftoppm', [...range, join(folder, 'in.pdf'), join(folder, 'page')])
    const ppm = readFileSync(join(folder, 'page.ppm'))
    const [head = '', width, height] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString('latin1')) ?? []
    return { width: Number(width), height: Number(height), rgb: new Uint8Array(ppm.subarray(head.length)) }
  })

export type TrueWord = { text: string; x: number; y: number; width: number; height: number }

/** The words of a page and where they stand, in points from the upper left corner, as pdftotext reads the original. */
export const trueWords = (pdf: Uint8Array): TrueWord[] =>
  inFolder((folder) => {
    writeFileSync(join(folder, 'in.pdf'), pdf)
    const said = execFileSync('pdftotext', ['-bbox', '-l', '1', join(folder, 'in.pdf'), '-'], { encoding: 'utf8' })
    const word = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<\/word>/g
    return [...said.matchAll(word)].map(([, left, top, right, bottom, text = '']) => ({
      text: text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').normalize('NFC'),
      ...{ x: Number(left), y: Number(top), width: Number(right) - Number(left), height: Number(bottom) - Number(top) },
    }))
  })

const mixed = (one: number, other: number, share: number) => one + (other - one) * share

/** The page laid askew on the glass: between points the colours are mixed, what was outside is white. */
export function tilted({ width, height, rgb }: Raster, degrees: number): Raster {
  const turned = new Uint8Array(rgb.length).fill(255)
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const at = (x: number, y: number, colour: number) => rgb[(y * width + x) * 3 + colour] ?? 255
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2]
      const [fromX, fromY] = [dx * cos + dy * sin + width / 2, dy * cos - dx * sin + height / 2]
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)]
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue
      for (let colour = 0; colour < 3; colour += 1) {
        const above = mixed(at(left, top, colour), at(left + 1, top, colour), fromX - left)
        const below = mixed(at(left, top + 1, colour), at(left + 1, top + 1, colour), fromX - left)
        turned[(y * width + x) * 3 + colour] = mixed(above, below, fromY - top)
      }
    }
  return { width, height, rgb: turned }
}

/** Chance that is the same each time. */
export function chance(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Grain of the sensor on every point, and specks of dust. */
export function noisy({ width, height, rgb }: Raster, { seed, grain }: { seed: number; grain: number }): Raster {
  const next = chance(seed)
  const grained = rgb.map((value) => Math.max(0, Math.min(255, value * 0.97 + (next() + next() - 1) * grain)))
  for (let speck = 0; speck < 200; speck += 1) grained[Math.floor(next() * grained.length)] = 90
  return { width, height, rgb: grained }
}

export type Circle = { x: number; y: number; radius: number }

/** A red seal of three rings and a star's mass over whatever is there, in points of the page: ink darkens, it does not cover. */
export function sealedOver({ width, height, rgb }: Raster, { x, y, radius }: Circle, dpi: number): Raster {
  const scale = dpi / 72
  const inked = rgb.slice()
  for (let down = 0; down < height; down += 1)
    for (let across = 0; across < width; across += 1) {
      const far = Math.hypot(across / scale - x, down / scale - y) / radius
      const ring = (far < 1 && far > 0.95) || (far < 0.7 && far > 0.67) || far < 0.22
      if (!ring) continue
      const place = (down * width + across) * 3
      for (const [colour, share] of [0.9, 0.18, 0.16].entries()) inked[place + colour] = (inked[place + colour] ?? 255) * share
    }
  return { width, height, rgb: inked }
}

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** As PNG, in colour or grey, with its resolution when one is given. */
export function png({ width, height, rgb }: Raster, { dpi, grey = false }: { dpi?: number; grey?: boolean } = {}): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, grey ? 0 : 2], 8)
  const points = grey ? Uint8Array.from({ length: width * height }, (_, at) => rgb[at * 3 + 1] ?? 255) : rgb
  const row = points.length / height
  const lines = Buffer.alloc((row + 1) * height)
  for (let y = 0; y < height; y += 1) lines.set(points.subarray(y * row, (y + 1) * row), y * (row + 1) + 1)
  const density = Buffer.alloc(9)
  for (const at of [0, 4]) density.writeUInt32BE(Math.round((dpi ?? 0) / 0.0254), at)
  density[8] = 1
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...(dpi ? [chunk('pHYs', density)] : []),
    chunk('IDAT', deflateSync(lines, { level: 1 })),
    chunk('IEND', new Uint8Array()),
  ])
}

/** The top of a page as a grey JPEG, as a scanner in the wrong mode makes it. */
export const greyJpeg = (pdf: Uint8Array, dpi: number, rows: number): Buffer =>
  inFolder((folder) => {
    writeFileSync(join(folder, 'in.pdf'), pdf)
    const range = ['-r', `${dpi}`, '-f', '1', '-l', '1', '-singlefile', '-x', '0', '-y', '0', '-W', `${dpi * 8}`, '-H', `${rows}`]
    execFileSync('pdftocairo', ['-gray', '-jpeg', ...range, join(folder, 'in.pdf'), join(folder, 'page')])
    return readFileSync(join(folder, 'page.jpg'))
  })

/** JPEG pictures as a scanner puts them into a PDF, one a page, at full size. */
export async function scanPdf(pictures: readonly Uint8Array[], dpi: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  for (const picture of pictures) {
    const image = await pdf.embedJpg(picture)
    const [width, height] = [(image.width * 72) / dpi, (image.height * 72) / dpi]
    pdf.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height })
  }
  return pdf.save()
}

/** An uncompressed TIFF of several pages, as old multifunction machines send. */
export function tiff(pages: readonly Raster[], dpi: number): Buffer {
  const parts: Buffer[] = [Buffer.from([0x49, 0x49, 0x2a, 0, 0, 0, 0, 0])]
  let [end, link] = [8, 4]
  const patches: [number, number][] = []
  for (const { width, height, rgb } of pages) {
    const extra = Buffer.alloc(14)
    for (const at of [0, 2, 4]) extra.writeUInt16LE(8, at)
    extra.writeUInt32LE(dpi, 6)
    extra.writeUInt32LE(1, 10)
    const strip = end + extra.length
    // Tag, type (3 short, 4 long, 5 ratio), count, value or place.
    const rows = [
      [256, 4, 1, width],
      [257, 4, 1, height],
      [258, 3, 3, end],
      [259, 3, 1, 1],
      [262, 3, 1, 2],
      [273, 4, 1, strip],
      [277, 3, 1, 3],
      [278, 4, 1, height],
      [279, 4, 1, rgb.length],
      [282, 5, 1, end + 6],
      [283, 5, 1, end + 6],
      [296, 3, 1, 2],
    ] as const
    const folder = Buffer.alloc(2 + rows.length * 12 + 4)
    folder.writeUInt16LE(rows.length)
    for (const [at, [tag, type, count, value]] of rows.entries()) {
      folder.writeUInt16LE(tag, 2 + at * 12)
      folder.writeUInt16LE(type, 4 + at * 12)
      folder.writeUInt32LE(count, 6 + at * 12)
      folder.writeUInt32LE(value, 10 + at * 12)
    }
    parts.push(extra, Buffer.from(rgb), folder)
    patches.push([link, strip + rgb.length])
    link = strip + rgb.length + folder.length - 4
    end = strip + rgb.length + folder.length
  }
  const file = Buffer.concat(parts)
  for (const [at, value] of patches) file.writeUInt32LE(value, at)
  return file
}

const letters = (text: string) =>
  text
    .normalize('NFC')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{Nd}]/u.test(word))

const outside = ({ x, y, width, height }: TrueWord, { x: cx, y: cy, radius }: Circle): boolean =>
  Math.hypot(Math.max(x - cx, 0, cx - x - width), Math.max(y - cy, 0, cy - y - height)) > radius * 1.15

/** Share of the words that were recognised letter by letter, outside the seal, wherever on the page they were found. */
export function wordAccuracy(truth: readonly TrueWord[], read: string, seal?: Circle): number {
  const wanted = truth.filter((word) => !seal || outside(word, seal)).flatMap(({ text }) => letters(text))
  const left = new Map<string, number>()
  for (const word of letters(read)) left.set(word, (left.get(word) ?? 0) + 1)
  const hit = wanted.filter((word) => {
    const there = left.get(word) ?? 0
    left.set(word, there - 1)
    return there > 0
  })
  return wanted.length === 0 ? 1 : hit.length / wanted.length
}
