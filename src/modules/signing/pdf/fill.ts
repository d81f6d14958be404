import type { PDF, PdfDict } from '@libpdf/core'
import { Refused } from '#kernel/refused.ts'
import { type FontSigns, signsOf } from '#platform/pdf/field-font.ts'
import { appended, dict, dictOf, name, number, numbers, openPdf, stream, string } from '#platform/pdf/objects.ts'
import { openField, sizeOf, type TextField, textFields } from './field.ts'

const readOnly = 1

/**
 * Writes number and date into their prepared fields and makes them read-only, in one incremental update (Decree 30/2020,
 * article 15: the System gives number and date after the signature). Values are written as given: "05", "01".
 * @throws Refused unreadable-file | bad-input (not prepared, filled already, a sign that the embedded font lacks)
 */
export async function fillNumber(bytes: Uint8Array, values: Record<TextField, string>): Promise<Uint8Array> {
  const pdf = await openPdf(bytes)
  const known = new Map<string, FontSigns>()
  for (const field of textFields) fillField(pdf, field, values[field], known)
  return appended(pdf)
}

function fillField(pdf: PDF, field: TextField, value: string, known: Map<string, FontSigns>): void {
  const { context } = pdf
  const { dict: widget } = openField(pdf, field)
  const [, font = '', size = ''] =
    widget
      .getString('DA')
      ?.asString()
      .match(/^\/(\S+) ([\d.]+) Tf/) ?? []
  const form = dictOf(context, context.catalog.getDict().get('AcroForm'))
  const fonts = dictOf(context, dictOf(context, form?.get('DR'))?.get('Font'))
  const ref = fonts?.getRef(font)
  const signs = known.get(font) ?? signsOf(context, dictOf(context, ref) ?? dict({}))
  known.set(font, signs)
  if (!ref) throw new Refused('bad-input', field)
  const content = written(widget, { field, value, font, size: Number(size) }, signs)
  const { width, height } = sizeOf(widget)
  const form_ = {
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: numbers(0, 0, width, height),
    Resources: dict({ Font: dict({ [font]: ref }) }),
  }
  widget.set('V', string(value))
  widget.set('AP', dict({ N: context.register(stream(form_, content)) }))
  widget.set('Ff', number(readOnly))
}

type Writing = { field: TextField; value: string; font: string; size: number }

/** The line of text stands on the printed line: a quarter of the field's height above its lower edge. */
function written(widget: PdfDict, { field, value, font, size }: Writing, signs: FontSigns): string {
  const glyphs = [...value.normalize('NFC')].map((sign) => {
    const glyph = signs.get(sign)
    if (!glyph) throw new Refused('bad-input', field)
    return glyph
  })
  const { width, height } = sizeOf(widget)
  const wide = (glyphs.reduce((sum, glyph) => sum + glyph.width, 0) * size) / 1000
  // A number longer than its place is set narrower, never cut.
  const squeeze = wide > width ? width / wide : 1
  const slack = width - wide * squeeze
  const align = widget.getNumber('Q')?.value ?? 0
  const left = Math.round((align === 2 ? slack : align === 1 ? slack / 2 : 0) * 100) / 100
  const code = glyphs.map((glyph) => glyph.code).join('')
  const shape = squeeze < 1 ? `${Math.floor(squeeze * 1000) / 10} Tz ` : ''
  return `/Tx BMC q BT 0 g /${font} ${size} Tf ${shape}${left} ${Math.round(height * 25) / 100} Td <${code}> Tj ET Q EMC`
}
