import { PDF, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from '@libpdf/core'
import { arrayOf, type Context, dictOf, resolved } from '#platform/pdf/objects.ts'
import { fieldType } from '../pdf/read.ts'
import type { Area, ShadowCode, ShadowFinding } from './shadow.ts'

/** More objects than this are not walked through. */
const mostObjects = 300_000
const upward = ['Parent', 'P', 'Prev', 'Pg']

type Walk = { context: Context; seen: Set<number>; pages: Map<number, number>; found: ShadowFinding[]; left: number }
type At = { page: number | null; area: Area | null }

const nameOf = ({ context }: Pick<Walk, 'context'>, dict: PdfDict, key: string): string | null =>
  dict.getName(key, (ref) => context.resolve(ref))?.value ?? null
const textOf = ({ context }: Pick<Walk, 'context'>, dict: PdfDict, key: string): string =>
  dict.getString(key, (ref) => context.resolve(ref))?.asString() ?? ''

/** Actions by the name of their kind, and the entry that tells them from something else of that name. */
const actions: Readonly<Record<string, { code: ShadowCode; with: string | null }>> = {
  JavaScript: { code: 'script', with: null },
  Launch: { code: 'launch', with: null },
  GoToR: { code: 'outside-action', with: 'F' },
  GoToE: { code: 'outside-action', with: 'T' },
  SubmitForm: { code: 'outside-action', with: 'F' },
  ImportData: { code: 'outside-action', with: 'F' },
  SetOCGState: { code: 'layer', with: 'State' },
  URI: { code: 'link', with: 'URI' },
  Movie: { code: 'media', with: null },
  Sound: { code: 'media', with: 'Sound' },
  Rendition: { code: 'media', with: 'R' },
  RichMediaExecute: { code: 'media', with: null },
}

const plainAnnotations = ['Link', 'Popup', 'Widget', 'PrinterMark', 'TrapNet']
const mediaAnnotations = ['Movie', 'Sound', 'Screen', '3D', 'RichMedia']

function placeOf(walk: Walk, dict: PdfDict): Area | null {
  const edges = [...(arrayOf(walk.context, dict.get('Rect')) ?? [])].map((edge) =>
    'value' in edge ? Number(edge.value) : Number.NaN,
  )
  const [left = 0, bottom = 0, right = 0, top = 0] = edges
  if (edges.length !== 4 || !edges.every(Number.isFinite)) return null
  return { x: Math.min(left, right), y: Math.min(bottom, top), width: Math.abs(right - left), height: Math.abs(top - bottom) }
}

function addressIn(walk: Walk, dict: PdfDict): string {
  const said = dict.get('F')
  const file = dictOf(walk.context, said)
  return (file ? textOf(walk, file, 'UF') || textOf(walk, file, 'F') : textOf(walk, dict, 'F')) || textOf(walk, dict, 'URI')
}

function lookAtAction(walk: Walk, dict: PdfDict, at: At): void {
  if (dict.has('JS')) walk.found.push({ code: 'script', ...at, what: '' })
  const kind = nameOf(walk, dict, 'S')
  const action = kind === null || !Object.hasOwn(actions, kind) ? undefined : actions[kind]
  if (!action || (action.with !== null && !dict.has(action.with)) || dict.has('K')) return
  walk.found.push({ code: action.code, ...at, what: addressIn(walk, dict) })
}

function lookAtAnnotation(walk: Walk, dict: PdfDict, at: At): void {
  const kind = nameOf(walk, dict, 'Subtype')
  if (kind === null || !dict.has('Rect') || at.page === null) return
  if (kind === 'Widget') {
    const type = fieldType(walk.context, dict)
    if (type !== 'Sig') walk.found.push({ code: 'form', ...at, what: textOf(walk, dict, 'T') })
  } else if (kind === 'FileAttachment') walk.found.push({ code: 'embedded-file', ...at, what: '' })
  else if (mediaAnnotations.includes(kind)) walk.found.push({ code: 'media', ...at, what: kind })
  else if (!plainAnnotations.includes(kind)) walk.found.push({ code: 'annotation', ...at, what: textOf(walk, dict, 'Contents') })
}

/** What one dictionary says of itself, wherever it stands. */
function lookAtDict(walk: Walk, dict: PdfDict, at: At): void {
  lookAtAction(walk, dict, at)
  const type = nameOf(walk, dict, 'Type')
  if (dict instanceof PdfStream && dict.has('F')) walk.found.push({ code: 'outside-content', ...at, what: addressIn(walk, dict) })
  if (nameOf(walk, dict, 'Subtype') === 'Form' && (dict.has('Ref') || dict.has('OPI')))
    walk.found.push({ code: 'outside-content', ...at, what: '' })
  if (type === 'Filespec' && dict.has('EF'))
    walk.found.push({ code: 'embedded-file', ...at, what: textOf(walk, dict, 'UF') || textOf(walk, dict, 'F') })
  if (type === 'OCG') walk.found.push({ code: 'layer', page: null, area: null, what: textOf(walk, dict, 'Name') })
}

function children(object: PdfObject, page: boolean): Iterable<PdfObject> {
  if (object instanceof PdfArray) return object
  if (!(object instanceof PdfDict)) return []
  return [...object].flatMap(([key, value]) => (upward.includes(key.value) || (page && key.value === 'Annots') ? [] : [value]))
}

/** Walks all that hangs on an object, without going up or into another page. */
function walkFrom(walk: Walk, start: PdfObject, at: At): void {
  const queue: PdfObject[] = [start]
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (next instanceof PdfRef) {
      if (walk.seen.has(next.objectNumber) || (walk.pages.has(next.objectNumber) && next !== start)) continue
      walk.seen.add(next.objectNumber)
      if (--walk.left < 0) throw new Error('too many objects')
    }
    const object = resolved(walk.context, next)
    if (!object) continue
    if (object instanceof PdfDict) lookAtDict(walk, object, at)
    for (const child of children(object, nameIs(walk, object, 'Page'))) queue.push(child)
  }
}

const nameIs = (walk: Walk, object: PdfObject, type: string) => object instanceof PdfDict && nameOf(walk, object, 'Type') === type

function walkPage(walk: Walk, ref: PdfRef, page: number): void {
  const dict = dictOf(walk.context, ref)
  for (const item of arrayOf(walk.context, dict?.get('Annots')) ?? []) {
    const annotation = dictOf(walk.context, item)
    if (!annotation) continue
    const at = { page, area: placeOf(walk, annotation) }
    lookAtAnnotation(walk, annotation, at)
    walkFrom(walk, item, at)
  }
  walkFrom(walk, ref, { page, area: null })
}

/** What the file says of its form as a whole. */
function lookAtForm(walk: Walk): void {
  const form = dictOf(walk.context, walk.context.catalog.getDict().get('AcroForm'))
  if (!form) return
  const whole = { page: null, area: null, what: '' }
  if (form.has('XFA')) walk.found.push({ code: 'xfa', ...whole })
  const redrawn = resolved(walk.context, form.get('NeedAppearances'))
  if (redrawn && 'value' in redrawn && redrawn.value === true) walk.found.push({ code: 'redrawn', ...whole })
}

/** Pages and catalogues that nothing in use refers to: what a forger later switches to. */
function lookAtUnused(walk: Walk, root: PdfRef): void {
  for (let at = 1; at < walk.context.registry.nextObjectNumber; at += 1) {
    if (walk.seen.has(at) || at === root.objectNumber) continue
    const object = dictOf(walk.context, PdfRef.of(at, 0))
    const type = object && nameOf(walk, object, 'Type')
    if (type === 'Page' || type === 'Catalog') walk.found.push({ code: 'unused-page', page: null, area: null, what: '' })
  }
}

/** What the objects of a file tell: scripts, launches, what lies outside of it, forms, remarks, layers, pages nobody sees. */
export async function objectFindings(bytes: Uint8Array): Promise<ShadowFinding[]> {
  const { context } = await PDF.load(bytes, { lenient: false })
  const root = context.info.trailer.getRef('Root')
  if (!root) throw new Error('no catalogue')
  const refs = context.pages.getPages()
  const pages = new Map(refs.map((ref, at) => [ref.objectNumber, at + 1]))
  const walk: Walk = { context, seen: new Set(), pages, found: [], left: mostObjects }
  for (const [at, ref] of refs.entries()) walkPage(walk, ref, at + 1)
  lookAtForm(walk)
  walkFrom(walk, root, { page: null, area: null })
  lookAtUnused(walk, root)
  return walk.found
}
