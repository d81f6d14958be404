import { PDF, PdfArray, type PdfDict, PdfNumber, type PdfRef, PdfStream } from '@libpdf/core'
import { graft } from './graft.ts'
import { type Context, dictOf } from './objects.ts'
import { compile, newCompiler } from './typst.ts'

/** What a number ("05", "12a") or a date may be written with, in every book and on uploaded papers. */
export const fieldSigns = '0123456789 abcdefghijklmnopqrstuvwxyzđABCDEFGHIJKLMNOPQRSTUVWXYZĐ/-.,:'

let source: Promise<PDF> | null = null

function fontSource(): Promise<PDF> {
  source ??= (async () => {
    const compiler = newCompiler()
    const document = compile(compiler, 'field-font', { signs: fieldSigns })
    return PDF.load(compiler.pdf(document, { pdfStandard: 'a-2b', pdfTags: false, creationTimestamp: 0 }))
  })()
  return source
}

/** Embeds the roman and the italic font of the fields, as small subsets with the signs of `fieldSigns`. */
export async function embedFieldFonts(target: PDF): Promise<{ roman: PdfRef; italic: PdfRef }> {
  const { context } = await fontSource()
  const page = context.pages.getPages()[0]
  const fonts = dictOf(context, dictOf(context, page && dictOf(context, page)?.get('Resources'))?.get('Font'))
  const seen = new Map<PdfRef, PdfRef>()
  const found = { roman: null as PdfRef | null, italic: null as PdfRef | null }
  for (const [key, value] of fonts ?? []) {
    const said = dictOf(context, value)?.getName('BaseFont')?.value ?? key.value
    const ref = graft(context, target.context, value, seen) as PdfRef
    found[said.endsWith('Italic') ? 'italic' : 'roman'] = ref
  }
  const { roman, italic } = found
  if (!roman || !italic) throw new Error('the fonts of the fields are missing')
  return { roman, italic }
}

/** Glyph code (hex) and width (thousandths of the size) of every sign of an embedded font. */
export type FontSigns = Map<string, { code: string; width: number }>

/** Reads which glyph stands for which sign from the font's own ToUnicode and W, so that a file carries all it needs. */
export function signsOf(context: Context, font: PdfDict): FontSigns {
  const unicode = font.get('ToUnicode', (ref) => context.resolve(ref))
  const descendant = font.getArray('DescendantFonts', (ref) => context.resolve(ref))?.at(0)
  const widths = widthsOf(context, dictOf(context, descendant))
  const signs: FontSigns = new Map()
  if (!(unicode instanceof PdfStream)) return signs
  const map = Buffer.from(unicode.getDecodedData()).toString('latin1')
  for (const block of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', sign = ''] of (block[1] ?? '').matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi)) {
      const said = Buffer.from(sign, 'hex').swap16().toString('utf16le')
      signs.set(said, { code, width: widths.get(Number.parseInt(code, 16)) ?? 0 })
    }
  }
  return signs
}

function widthsOf(context: Context, font: PdfDict | null): Map<number, number> {
  const widths = new Map<number, number>()
  const list = [...(font?.getArray('W', (ref) => context.resolve(ref)) ?? [])]
  const value = (at: number) => (list[at] instanceof PdfNumber ? list[at].value : 0)
  for (let at = 0; at < list.length; ) {
    const next = list[at + 1]
    if (next instanceof PdfArray) {
      for (const [offset, width] of [...next].entries())
        widths.set(value(at) + offset, width instanceof PdfNumber ? width.value : 0)
      at += 2
    } else {
      for (let code = value(at); code <= value(at + 1); code++) widths.set(code, value(at + 2))
      at += 3
    }
  }
  return widths
}
