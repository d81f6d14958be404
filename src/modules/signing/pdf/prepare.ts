import { type PDF, PdfArray, type PdfDict, PdfNumber, type PdfObject, type PdfRef } from '@libpdf/core'
import { Refused } from '#kernel/refused.ts'
import { embedFieldFonts } from '#platform/pdf/field-font.ts'
import { appended, array, arrayOf, dict, dictOf, name, number, numbers, openPdf, stream, string } from '#platform/pdf/objects.ts'
import type { Hole } from '#platform/pdf/typeset.ts'
import { fieldsOf, textFields } from './field.ts'

/** What a screen reader says of a field (PDF/A-2 wants it in every field); by the names of the holes. */
export const fieldLabels: Record<string, string> = {
  number: 'Số văn bản',
  day: 'Ngày ban hành',
  month: 'Tháng ban hành',
  year: 'Năm ban hành',
  person: 'Chữ ký số của người có thẩm quyền',
  agency: 'Chữ ký số của cơ quan, tổ chức',
  archive: 'Dấu thời gian lưu trữ',
  archive1: 'Dấu thời gian lưu trữ 1',
  archive2: 'Dấu thời gian lưu trữ 2',
}

const printed = 4
const printedAndLocked = 132
const largestText = 14

/**
 * Adds every field of the document's life in one revision, before anyone has signed: the certification of the first
 * signature forbids new fields afterwards. Works on files of ours and of others, classic and with object streams.
 * @param holes - places in PDF points from the lower left corner; number, day, month and year become text fields, all others
 * signature fields. Of overlapping ones the later is drawn above.
 * @throws Refused unreadable-file | bad-input (signed already, a field of that name exists, a page that does not exist)
 */
export async function prepareFields(
  bytes: Uint8Array,
  holes: readonly Hole[],
  options: { labels?: Record<string, string> } = {},
): Promise<Uint8Array> {
  const pdf = await openPdf(bytes)
  const taken = fieldsOf(pdf.context)
  if (taken.some(({ dict: field }) => field.has('V') && field.getName('FT')?.value === 'Sig'))
    throw new Refused('bad-input', 'already-signed')
  const clash = holes.find(
    (hole, at) => taken.some((field) => field.name === hole.name) || holes.findIndex((other) => other.name === hole.name) !== at,
  )
  if (clash) throw new Refused('bad-input', `field:${clash.name}`)
  const fonts = await embedFieldFonts(pdf)
  const refs = holes.map((hole) => addWidget(pdf, hole, options.labels?.[hole.name] ?? fieldLabels[hole.name] ?? hole.name))
  addForm(pdf, refs, fonts)
  addTags(pdf, holes, refs)
  // A linearised or damaged file cannot be appended to; unsigned, it may be written anew.
  return pdf.canSaveIncrementally() ? pdf.save() : appended(pdf)
}

const isText = (hole: Hole) => (textFields as readonly string[]).includes(hole.name)

/** The field and its place on the page in one dictionary. */
export function widgetOf(hole: Hole, label: string, page: PdfRef): PdfDict {
  const { x, y, width, height } = hole
  const widget = dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name(isText(hole) ? 'Tx' : 'Sig'),
    T: string(hole.name),
    TU: string(label),
    F: number(isText(hole) ? printed : printedAndLocked),
    Rect: numbers(x, y, x + width, y + height),
    P: page,
  })
  if (isText(hole)) {
    const size = hole.size ?? Math.max(6, Math.min(largestText, height * 0.8))
    widget.set('DA', string(`/${hole.italic ? 'LtItalic' : 'LtRoman'} ${Math.round(size * 10) / 10} Tf 0 g`))
    widget.set('Q', number(hole.name === 'number' ? 2 : 1))
  }
  // The agency's signature forbids later change of number and date (FieldMDP).
  if (hole.name === 'agency') {
    widget.set('Lock', dict({ Type: name('SigFieldLock'), Action: name('Include'), Fields: array(...textFields.map(string)) }))
  }
  return widget
}

function addWidget(pdf: PDF, hole: Hole, label: string): PdfRef {
  const { context } = pdf
  const pageRef = context.pages.getPages()[hole.page - 1]
  const page = dictOf(context, pageRef)
  if (!pageRef || !page) throw new Refused('bad-input', `page:${hole.page}`)
  const widget = widgetOf(hole, label, pageRef)
  const box = { Type: name('XObject'), Subtype: name('Form'), BBox: numbers(0, 0, hole.width, hole.height), Resources: dict({}) }
  widget.set('AP', dict({ N: context.register(stream(box, '')) }))
  const ref = context.register(widget)
  const annotations = arrayOf(context, page.get('Annots'))
  if (annotations) annotations.push(ref)
  else page.set('Annots', array(ref))
  page.set('Tabs', name('S'))
  return ref
}

function addForm(pdf: PDF, refs: readonly PdfRef[], fonts: { roman: PdfRef; italic: PdfRef }): void {
  const { context } = pdf
  const catalog = context.catalog.getDict()
  const known = dictOf(context, catalog.get('AcroForm'))
  const form = known ?? dict({ Fields: array() })
  if (!known) catalog.set('AcroForm', context.register(form))
  form.delete('NeedAppearances')
  form.delete('XFA')
  const fields = arrayOf(context, form.get('Fields')) ?? array()
  for (const ref of refs) fields.push(ref)
  form.set('Fields', form.getRef('Fields') ?? fields)
  const resources = dictOf(context, form.get('DR')) ?? dict({})
  const list = dictOf(context, resources.get('Font')) ?? dict({})
  list.set('LtRoman', fonts.roman)
  list.set('LtItalic', fonts.italic)
  resources.set('Font', resources.getRef('Font') ?? list)
  form.set('DR', form.getRef('DR') ?? resources)
  form.set('SigFlags', number(3))
}

/** Ties each widget into the tree of tags, where the file has one of the plain shape that ours have. */
export function addTags(pdf: PDF, holes: readonly Hole[], refs: readonly PdfRef[]): void {
  const { context } = pdf
  const root = dictOf(context, context.catalog.getDict().get('StructTreeRoot'))
  const top = root && treeTop(context, root)
  const parents = dictOf(context, root?.get('ParentTree'))
  const nums = arrayOf(context, parents?.get('Nums'))
  if (!root || !top || !nums) return
  const used = [...nums].filter((_, at) => at % 2 === 0).map((key) => (key instanceof PdfNumber ? key.value : 0))
  let next = Math.max(root.getNumber('ParentTreeNextKey')?.value ?? 0, ...used.map((key) => key + 1))
  for (const [at, ref] of refs.entries()) {
    const widget = dictOf(context, ref)
    const page = widget?.getRef('P')
    if (!widget || !page || !holes[at]) continue
    const mark = dict({ Type: name('OBJR'), Obj: ref, Pg: page })
    const element = dict({
      Type: name('StructElem'),
      S: name('Form'),
      P: top.ref,
      Pg: page,
      K: array(mark),
      Alt: widget.get('TU') ?? string(''),
    })
    const elementRef = context.register(element)
    top.kids.push(elementRef)
    widget.set('StructParent', number(next))
    nums.push(number(next), elementRef)
    next += 1
  }
  root.set('ParentTreeNextKey', number(next))
}

/** The element under which the form's elements are put: the document's, with its list of kids. */
function treeTop(context: PDF['context'], root: PdfDict): { ref: PdfRef; kids: PdfArray } | null {
  const said: PdfObject | undefined = root.get('K')
  const first = said instanceof PdfArray ? said.at(0) : said
  const element = dictOf(context, first)
  const kids = arrayOf(context, element?.get('K'))
  return element && kids && first?.type === 'ref' ? { ref: first, kids } : null
}
