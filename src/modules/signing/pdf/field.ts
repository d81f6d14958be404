import type { PDF, PdfDict, PdfRef } from '@libpdf/core'
import { Refused } from '#kernel/refused.ts'
import { type Context, dictOf } from '#platform/pdf/objects.ts'

/** The text fields of an outgoing document, which the seal locks. */
export const textFields = ['number', 'day', 'month', 'year'] as const
export type TextField = (typeof textFields)[number]

/** A field of a form: its full name, its dictionary and where it stands. */
export type Field = { name: string; dict: PdfDict; ref: PdfRef }

/** Every terminal field of the file's form under its full name, in the order of the form. */
export function fieldsOf(context: Context): Field[] {
  const form = dictOf(context, context.catalog.getDict().get('AcroForm'))
  const found: Field[] = []
  const walk = (items: Iterable<unknown>, parent: string, depth: number) => {
    for (const item of items) {
      const dict = dictOf(context, item as PdfRef)
      if (!dict || depth > 20) continue
      const said = dict.getString('T', (ref) => context.resolve(ref))?.asString()
      const name = said === undefined ? parent : parent ? `${parent}.${said}` : said
      const kids = [...(dict.getArray('Kids', (ref) => context.resolve(ref)) ?? [])]
      if (kids.some((kid) => dictOf(context, kid)?.has('T'))) walk(kids, name, depth + 1)
      else found.push({ name, dict, ref: item as PdfRef })
    }
  }
  walk(form?.getArray('Fields', (ref) => context.resolve(ref)) ?? [], '', 0)
  return found
}

/**
 * The prepared field of a name.
 * @throws Refused bad-input when the file was not prepared, or the field is already signed or filled.
 */
export function openField(pdf: PDF, name: string): Field {
  const field = fieldsOf(pdf.context).find((candidate) => candidate.name === name)
  if (!field || field.dict.has('V')) throw new Refused('bad-input', name)
  return field
}

/** Width and height of a widget in points. */
export function sizeOf(field: PdfDict): { width: number; height: number } {
  const [left = 0, bottom = 0, right = 0, top = 0] = [...(field.getArray('Rect') ?? [])].map((edge) =>
    'value' in edge ? Number(edge.value) : 0,
  )
  return { width: Math.abs(right - left), height: Math.abs(top - bottom) }
}
