import { ParseOption, XmlDocument, XmlElement } from 'libxml2-wasm'
import { median, type PageRead } from './page.ts'

const space = { h: 'http://www.w3.org/1999/xhtml' }
const found = (within: XmlElement, path: string): XmlElement[] =>
  within.find(path, space).filter((one): one is XmlElement => one instanceof XmlElement)

/** The numbers that an element says of itself under a name: "bbox 0 0 1654 2339". */
function said(element: XmlElement, name: string): number[] {
  const title = element.attr('title')?.value ?? ''
  const part = title.split(';').find((one) => one.trim().startsWith(`${name} `))
  return (part?.trim().split(/\s+/).slice(1) ?? []).map(Number)
}

/** Gap between two words, in heights of the line, from which on they belong to different columns, or to a stamp beside a line. */
const wide = 1.2

/** The words of a line, cut where the gap is wide: a stamp beside other words is a line of its own. */
function wordsIn(line: XmlElement): string {
  const [, top = 0, , bottom = 0] = said(line, 'bbox')
  let text = ''
  let end = Number.POSITIVE_INFINITY
  for (const word of found(line, './/h:span[@class="ocrx_word"]')) {
    const content = word.content.trim()
    if (content === '') continue
    const [left = 0, , right = 0] = said(word, 'bbox')
    text += `${text === '' ? '' : left - end > (bottom - top) * wide ? '\n' : ' '}${content}`
    end = right
  }
  return text
}

/** A line of some length tells how far the page leans; short ones lean by the shape of their letters. */
function leanOf(line: XmlElement): number[] {
  const [left = 0, , right = 0] = said(line, 'bbox')
  const [slope] = said(line, 'baseline')
  return slope !== undefined && right - left > 300 ? [(Math.atan(slope) * 180) / Math.PI] : []
}

function pageRead(page: XmlElement): PageRead {
  const [, , width = 0, height = 0] = said(page, 'bbox')
  const [, dpi = 0] = said(page, 'scan_res')
  const lines = found(
    page,
    './/h:span[@class="ocr_line" or @class="ocr_header" or @class="ocr_caption" or @class="ocr_textfloat"]',
  )
  const trust = found(page, './/h:span[@class="ocrx_word"]').flatMap((word) => (word.content.trim() ? said(word, 'x_wconf') : []))
  const sum = trust.reduce((all, one) => all + one, 0)
  return {
    width,
    height,
    dpi: dpi || null,
    tilt: Math.round((median(lines.flatMap(leanOf)) ?? 0) * 100) / 100,
    words: trust.length,
    confidence: trust.length === 0 ? null : Math.round(sum / trust.length),
    text: lines.map(wordsIn).filter(Boolean).join('\n').normalize('NFC'),
  }
}

/** What the program saw on each page, from its description in hOCR. @throws when it is none */
export function readHocr(bytes: Uint8Array): PageRead[] {
  const document = XmlDocument.fromBuffer(bytes, {
    option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_HUGE,
  })
  try {
    return found(document.root, '//h:div[@class="ocr_page"]').map(pageRead)
  } finally {
    document.dispose()
  }
}
