import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Letters in one font on one line, as a reader that is not ours sees them; millimetres from the upper left corner. */
export type Span = {
  page: number
  text: string
  bold: boolean
  italic: boolean
  size: number
  left: number
  right: number
  baseline: number
  colour: string
}
/** A drawn line, or the outline of a rectangle; millimetres. */
export type Stroke = { page: number; left: number; right: number; top: number; bottom: number; colour: string }
export type Measured = {
  pages: { width: number; height: number }[]
  spans: Span[]
  strokes: Stroke[]
  /** Words with their box by poppler, the second reader. */
  words: { page: number; text: string; left: number; right: number }[]
  fonts: string[]
}

const mm = (points: number) => (points * 25.4) / 72
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'], maxBuffer: 200_000_000 })
const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" }
const plain = (text: string) =>
  text
    .replace(/&#x([0-9a-f]+);/giu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&\w+;/gu, (name) => signs[name] ?? name)

type Reading = { page: number; font: string; size: number; spans: Span[]; open: Span | null }

function readTag(reading: Reading, tag: string, attribute: (name: string) => string): void {
  if (tag === 'page') reading.page += 1
  if (tag === 'line') reading.open = null
  if (tag === 'font') {
    reading.font = attribute('name')
    reading.size = Number(attribute('size'))
    reading.open = null
  }
  if (tag !== 'char') return
  const [left = 0, , right = 0] = attribute('quad').split(' ').map(Number)
  const baseline = mm(Number(attribute('y')))
  const bold = /Bold/u.test(reading.font)
  const italic = /Ital/u.test(reading.font)
  if (!reading.open || Math.abs(reading.open.baseline - baseline) > 0.1) {
    const at = { page: reading.page, left: mm(left), right: mm(right), baseline }
    reading.open = { ...at, text: '', bold, italic, size: reading.size, colour: attribute('color') }
    reading.spans.push(reading.open)
  }
  reading.open.text += plain(attribute('c'))
  if (plain(attribute('c')).trim() !== '') reading.open.right = mm(right)
}

function spansOf(file: string): { spans: Span[]; pages: Measured['pages'] } {
  const xml = run('mutool', 'draw', '-F', 'stext', '-o', '-', file)
  const reading: Reading = { page: 0, font: '', size: 0, spans: [], open: null }
  const pages: Measured['pages'] = []
  for (const [, tag = '', rest = ''] of xml.matchAll(/<(page|line|font|char) ([^>]*)>/gu)) {
    const attribute = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`, 'u').exec(rest)?.[1] ?? ''
    if (tag === 'page') pages.push({ width: mm(Number(attribute('width'))), height: mm(Number(attribute('height'))) })
    readTag(reading, tag, attribute)
  }
  return { spans: reading.spans.filter(({ text }) => text.trim() !== ''), pages }
}

function strokesOf(file: string, page: number): Stroke[] {
  const xml = run('mutool', 'trace', file, String(page))
  const paths = xml.matchAll(/<stroke_path [^>]*color="([^"]*)"[^>]*transform="([^"]*)">([\s\S]*?)<\/stroke_path>/gu)
  return [...paths].map(([, colour = '', transform = '', path = '']) => {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform.split(' ').map(Number)
    const points = [...path.matchAll(/x="([^"]*)" y="([^"]*)"/gu)].map(([, x, y]) => [Number(x), Number(y)] as const)
    const xs = points.map(([x, y]) => mm(a * x + c * y + e))
    const ys = points.map(([x, y]) => mm(b * x + d * y + f))
    return { page, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys), colour }
  })
}

function wordsOf(file: string): Measured['words'] {
  let page = 0
  const words: Measured['words'] = []
  for (const [whole, left, right, text] of run('pdftotext', '-bbox', file, '-').matchAll(
    /<page |<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</gu,
  )) {
    if (whole.startsWith('<page')) page += 1
    else words.push({ page, text: plain(text ?? ''), left: mm(Number(left)), right: mm(Number(right)) })
  }
  return words
}

/** Measures a PDF by MuPDF (letters, sizes, lines) and poppler (words, fonts): what others see, not what we meant. */
export function measured(pdf: Uint8Array): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'lt-measured-'))
  const file = join(folder, 'file.pdf')
  writeFileSync(file, pdf)
  try {
    const { spans, pages } = spansOf(file)
    const strokes = pages.flatMap((_, at) => strokesOf(file, at + 1))
    return { pages, spans, strokes, words: wordsOf(file), fonts: run('pdffonts', file).trim().split('\n').slice(2) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The spans of the lines whose joined text holds the words, in order. */
export const spansWith = (of: Measured, words: string | RegExp): Span[] =>
  of.spans.filter(({ text }) => (typeof words === 'string' ? text.includes(words) : words.test(text)))
