import { type PDF, type PdfDict, type PdfObject, PdfStream } from '@libpdf/core'
import { Refused } from '#kernel/refused.ts'
import {
  appended,
  array,
  arrayOf,
  dict,
  dictOf,
  name,
  number,
  numbers,
  openPdf,
  resolved,
  stream,
  string,
} from '#platform/pdf/objects.ts'
import { reservedContents, sealAppended } from '../pdf/embed.ts'
import { type Field, fieldsOf } from '../pdf/field.ts'
import { fieldLabels } from '../pdf/prepare.ts'
import type { ValidationData } from './gather.ts'

type Found = Pick<ValidationData, 'certificates' | 'ocsps' | 'lists'>

const hiddenAndLocked = 132

function streamsIn(pdf: PDF, list: PdfObject | undefined): PdfStream[] {
  const items = [...(arrayOf(pdf.context, list) ?? [])].map((one) => resolved(pdf.context, one))
  return items.filter((one) => one instanceof PdfStream)
}

/** Adds what the list does not hold yet; entries that stand there stay. */
function grow(pdf: PDF, store: PdfDict, key: string, files: readonly Uint8Array[]): void {
  const known = streamsIn(pdf, store.get(key)).map((one) => Buffer.from(one.getDecodedData()))
  const added = files.filter((file) => !known.some((one) => one.equals(Buffer.from(file))))
  if (added.length === 0) return
  const before = [...(arrayOf(pdf.context, store.get(key)) ?? [])]
  store.set(key, array(...before, ...added.map((file) => pdf.context.register(stream({}, file)))))
}

/**
 * Appends validation data (DSS, ETSI EN 319 142-1, 5.4.2) as a revision of its own; what an earlier one holds is kept.
 * @throws Refused unreadable-file
 */
export async function addValidationData(file: Uint8Array, data: Found): Promise<Uint8Array> {
  const pdf = await openPdf(file)
  const catalog = pdf.context.catalog.getDict()
  const known = dictOf(pdf.context, catalog.get('DSS'))
  const store = known ?? dict({ Type: name('DSS') })
  grow(pdf, store, 'Certs', data.certificates)
  grow(pdf, store, 'OCSPs', data.ocsps)
  grow(pdf, store, 'CRLs', data.lists)
  if (!known) catalog.set('DSS', pdf.context.register(store))
  return appended(pdf)
}

/** A time-stamp's field that is open: a prepared one, else a new one that shows nothing and has no place on the page. */
function stampField(pdf: PDF): Field {
  const { context } = pdf
  const fields = fieldsOf(context)
  const open = fields.find(({ name: said, dict: field }) => /^archive\d+$/.test(said) && !field.has('V'))
  if (open) return open
  const taken = fields.map(({ name: said }) => Number(/^archive(\d+)$/.exec(said)?.[1] ?? 0))
  const title = `archive${Math.max(0, ...taken) + 1}`
  const [pageRef] = context.pages.getPages()
  const page = dictOf(context, pageRef)
  const form = dictOf(context, context.catalog.getDict().get('AcroForm'))
  const list = arrayOf(context, form?.get('Fields'))
  if (!pageRef || !page || !form || !list) throw new Refused('unreadable-file', 'form')
  const box = stream({ Type: name('XObject'), Subtype: name('Form'), BBox: numbers(0, 0, 0, 0), Resources: dict({}) }, '')
  const field = dict({
    ...{ Type: name('Annot'), Subtype: name('Widget'), FT: name('Sig'), T: string(title) },
    ...{ TU: string(fieldLabels.archive ?? title), F: number(hiddenAndLocked), Rect: numbers(0, 0, 0, 0), P: pageRef },
    AP: dict({ N: context.register(box) }),
  })
  const ref = context.register(field)
  list.push(ref)
  const annotations = arrayOf(context, page.get('Annots'))
  if (annotations) annotations.push(ref)
  else page.set('Annots', array(ref))
  return { name: title, dict: field, ref }
}

/**
 * Appends a document time-stamp (ISO 32000-2, 12.8.5) over all that stands there, as the last revision.
 * @param stamp - gets the SHA-256 digest of the file, answers with the token
 * @throws Refused unreadable-file | too-large
 */
export async function addStamp(file: Uint8Array, stamp: (digest: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  const pdf = await openPdf(file)
  const field = stampField(pdf)
  const value = dict({
    ...{ Type: name('DocTimeStamp'), Filter: name('Adobe.PPKLite'), SubFilter: name('ETSI.RFC3161') },
    ...reservedContents(),
  })
  field.dict.set('V', pdf.context.register(value))
  return sealAppended(pdf, stamp)
}
