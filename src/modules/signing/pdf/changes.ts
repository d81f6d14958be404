import { PdfDict, PdfName, PdfNumber, type PdfObject, PdfRef } from '@libpdf/core'
import { arrayOf, type Context, dictOf, resolved } from '#platform/pdf/objects.ts'
import { validationDataGrew } from './dss.ts'
import { type Field, fieldsOf } from './field.ts'
import { fieldType, type Revision } from './read.ts'
import { differingKeys, type Follow, same } from './same.ts'

/** What the signatures up to a revision leave open for later ones. */
export type Allowance = {
  /** DocMDP: 1 nothing, 2 fill and sign, 3 annotate as well; null when nobody certified. */
  level: 1 | 2 | 3 | null
  /** Fields that a signature locked (FieldMDP). */
  locked: (field: string) => boolean
}

/** What one revision did to the one before. `violations` are names of what may not have changed; empty when it obeyed. */
export type Changes = { violations: string[]; filled: boolean; annotated: boolean }

const openInCatalog = ['DSS', 'Extensions', 'Metadata', 'Version', 'AcroForm']
const openInForm = ['Fields', 'SigFlags', 'DR']
const valueKeys = ['V', 'AP', 'Ff', 'M']
const readOnly = 1

type Pair = { before: PdfObject | null; after: PdfObject | null; number: number }

/** Two revisions under comparison: what each has, what is still to be compared, what was found. */
type Comparison = {
  before: Context
  after: Context
  allowance: Allowance
  /** Fields of the first revision, and those that only the second has, by object number. */
  fields: Map<number, Field>
  newFields: Map<number, Field>
  pages: Set<number>
  seen: Set<number>
  queue: Pair[]
  follow: Follow
  violations: string[]
  filled: boolean
  annotated: boolean
}

function comparisonOf(before: Context, after: Context, allowance: Allowance): Comparison {
  const fields = new Map(fieldsOf(before).map((field) => [field.ref.objectNumber, field]))
  const added = fieldsOf(after).filter(({ ref }) => ref instanceof PdfRef && !fields.has(ref.objectNumber))
  const newFields = new Map(added.map((field) => [field.ref.objectNumber, field]))
  const pages = new Set(before.pages.getPages().map((page) => page.objectNumber))
  const [seen, queue] = [new Set<number>(), [] as Pair[]]
  const follow: Follow = (was, is) => {
    if (seen.has(was.objectNumber)) return
    seen.add(was.objectNumber)
    queue.push({ before: before.resolve(was), after: after.resolve(is), number: was.objectNumber })
  }
  return {
    before,
    after,
    allowance,
    fields,
    newFields,
    pages,
    seen,
    queue,
    follow,
    violations: [],
    filled: false,
    annotated: false,
  }
}

function compare(it: Comparison): void {
  const [was, is] = [it.before.info.trailer.getRef('Root'), it.after.info.trailer.getRef('Root')]
  if (!was || !is || was.objectNumber !== is.objectNumber || it.after.info.isEncrypted) {
    it.violations.push('catalogue')
    return
  }
  it.seen.add(was.objectNumber)
  compareCatalog(it, dictOf(it.before, was), dictOf(it.after, is))
  for (let pair = it.queue.pop(); pair; pair = it.queue.pop()) comparePair(it, pair)
  for (const field of it.newFields.values()) judgeNewField(it, field)
}

function comparePair(it: Comparison, { before, after, number }: Pair): void {
  const field = it.fields.get(number)
  const [was, is] = [before instanceof PdfDict ? before : null, after instanceof PdfDict ? after : null]
  if (field && was && is) compareField(it, field, is)
  else if (it.pages.has(number) && was && is) comparePage(it, { was, is, number })
  else if (!same(before ?? undefined, after ?? undefined, it.follow)) it.violations.push(`object ${number}`)
}

function compareKeys(it: Comparison, dicts: { was: PdfDict; is: PdfDict }, open: readonly string[], what: string): void {
  for (const key of differingKeys(dicts.was, dicts.is, it.follow, open)) it.violations.push(`${what} /${key}`)
}

function compareCatalog(it: Comparison, was: PdfDict | null, is: PdfDict | null): void {
  if (!was || !is) {
    it.violations.push('catalogue')
    return
  }
  compareKeys(it, { was, is }, openInCatalog, 'catalogue')
  if (!validationDataGrew(it.before, it.after)) it.violations.push('catalogue /DSS')
  const [ref, refNow] = [was.get('AcroForm'), is.get('AcroForm')]
  // A form may be rewritten in place, not exchanged for another one.
  if (ref instanceof PdfRef) {
    if (!(refNow instanceof PdfRef) || refNow.objectNumber !== ref.objectNumber) it.violations.push('form')
    it.seen.add(ref.objectNumber)
  }
  const [form, formNow] = [dictOf(it.before, ref), dictOf(it.after, refNow)]
  if (form && formNow) compareForm(it, form, formNow)
  else if (form || (formNow && it.allowance.level !== null)) it.violations.push('form')
}

function compareForm(it: Comparison, was: PdfDict, is: PdfDict): void {
  compareKeys(it, { was, is }, openInForm, 'form')
  const fields = { was: was.get('Fields'), is: is.get('Fields') }
  compareGrowing(it, fields, (added) => it.newFields.has(added), 'form /Fields')
  compareResources(it, was.get('DR'), is.get('DR'), 2)
}

/** Resources of the form may grow; what was there stays. */
function compareResources(it: Comparison, was: PdfObject | undefined, is: PdfObject | undefined, depth: number): void {
  const [before, after] = [dictOf(it.before, was), dictOf(it.after, is)]
  if (!before) return
  if (was instanceof PdfRef) it.seen.add(was.objectNumber)
  for (const [key, value] of before) {
    const now = after?.get(key)
    if (depth > 1 && dictOf(it.before, value)) compareResources(it, value, now, depth - 1)
    else if (!same(value, now, it.follow)) it.violations.push(`form /DR /${key.value}`)
  }
}

type Lists = { was: PdfObject | undefined; is: PdfObject | undefined }

/** A list that may only grow, by references that `may` allows. */
function compareGrowing(it: Comparison, lists: Lists, may: (added: number) => boolean, what: string): void {
  if (lists.was instanceof PdfRef) it.seen.add(lists.was.objectNumber)
  const was = [...(arrayOf(it.before, lists.was) ?? [])]
  const is = [...(arrayOf(it.after, lists.is) ?? [])]
  const kept = was.every((item, at) => same(item, is[at], it.follow))
  const added = is.slice(was.length).every((item) => item instanceof PdfRef && may(item.objectNumber))
  if (!kept || !added) it.violations.push(what)
}

function comparePage(it: Comparison, { was, is, number }: { was: PdfDict; is: PdfDict; number: number }): void {
  compareKeys(it, { was, is }, ['Annots'], `page ${number}`)
  const annotate = it.allowance.level === 3
  const annots = { was: was.get('Annots'), is: is.get('Annots') }
  const may = (added: number) => {
    if (it.newFields.has(added)) return true
    it.annotated ||= annotate
    return annotate
  }
  compareGrowing(it, annots, may, `page ${number} /Annots`)
}

function compareField(it: Comparison, field: Field, is: PdfDict): void {
  const open = openKeys(it, field)
  compareKeys(it, { was: field.dict, is }, open, `field ${field.name}`)
  const moved = open.filter((key) => !same(field.dict.get(key), is.get(key), () => undefined))
  const [flags = 0, flagsNow = 0] = [field.dict, is].map((dict) => dict.getNumber('Ff')?.value ?? 0)
  if (moved.includes('Ff') && flagsNow !== (flags | readOnly)) it.violations.push(`field ${field.name} /Ff`)
  const signature = fieldType(it.before, field.dict) === 'Sig'
  // An appearance without a signature would be a picture of one.
  if (signature && moved.length > 0 && !dictOf(it.after, is.get('V'))?.has('ByteRange'))
    it.violations.push(`field ${field.name} /AP`)
  if (!signature && moved.length > 0) it.filled = true
}

/** Which entries of a field the signatures so far leave open. */
function openKeys(it: Comparison, { name, dict }: Field): readonly string[] {
  const { level, locked } = it.allowance
  if (locked(name)) return []
  const type = fieldType(it.before, dict)
  if (type === 'Sig') return dict.has('V') || (level === 1 && !stamped(it, name)) ? [] : valueKeys
  if (level === 1) return []
  return type === 'Btn' ? ['V', 'AS', 'Ff', 'M'] : type === 'Ch' ? [...valueKeys, 'I'] : valueKeys
}

function stamped(it: Comparison, name: string): boolean {
  const field = fieldsOf(it.after).find((candidate) => candidate.name === name)
  return dictOf(it.after, field?.dict.get('V'))?.getName('SubFilter')?.value === 'ETSI.RFC3161'
}

/** Under a certification only what shows nothing may be added: a time-stamp's field, or a signature's without a place. */
function judgeNewField(it: Comparison, { name, dict }: Field): void {
  const value = dictOf(it.after, dict.get('V'))
  const signed = fieldType(it.after, dict) === 'Sig' && (value?.has('ByteRange') ?? false)
  const rect = [...(arrayOf(it.after, dict.get('Rect')) ?? [])].map((edge) =>
    edge instanceof PdfNumber ? edge.value : Number.NaN,
  )
  const hidden = rect.length === 4 && rect[0] === rect[2] && rect[1] === rect[3]
  const stamp = value?.getName('SubFilter')?.value === 'ETSI.RFC3161'
  const { level } = it.allowance
  if (!signed || (level !== null && !hidden) || (level === 1 && !stamp)) it.violations.push(`field ${name}`)
}

/**
 * Compares a revision with a later one, object by object from the catalogue on, and names what changed against the allowance.
 * What is reached in neither shows nowhere.
 */
export function changesBetween(before: Revision, after: Revision, allowance: Allowance): Changes {
  const it = comparisonOf(before.context, after.context, allowance)
  compare(it)
  return { violations: it.violations, filled: it.filled, annotated: it.annotated }
}

/** What a signature itself allows later, by its /Reference (ISO 32000-1, 12.8.2): certification level and locked fields. */
export function allowanceOf(context: Context, signature: PdfDict): Allowance {
  let level: Allowance['level'] = null
  const locks: ((field: string) => boolean)[] = []
  for (const item of arrayOf(context, signature.get('Reference')) ?? []) {
    const reference = dictOf(context, item)
    const method = reference?.getName('TransformMethod', context.resolve.bind(context))?.value
    const limits = dictOf(context, reference?.get('TransformParams'))
    const said = resolved(context, limits?.get('P'))
    if (method === 'DocMDP') level = said instanceof PdfNumber && (said.value === 1 || said.value === 3) ? said.value : 2
    if (method === 'FieldMDP') locks.push(lockOf(context, limits))
  }
  return { level, locked: (field) => locks.some((lock) => lock(field)) }
}

function lockOf(context: Context, limits: PdfDict | null): (field: string) => boolean {
  const action = resolved(context, limits?.get('Action'))
  const named = [...(arrayOf(context, limits?.get('Fields')) ?? [])].map((one) => ('asString' in one ? one.asString() : ''))
  const under = (field: string) => named.some((one) => field === one || field.startsWith(`${one}.`))
  switch (action instanceof PdfName ? action.value : '') {
    case 'Include':
      return under
    case 'Exclude':
      return (field) => !under(field)
    default:
      return () => true
  }
}

/** Both limits together: the stricter level, the fields of either. */
export function stricter(one: Allowance, other: Allowance): Allowance {
  const levels = [one.level, other.level].filter((level) => level !== null)
  const level = levels.length > 0 ? (Math.min(...levels) as 1 | 2 | 3) : null
  return { level, locked: (field) => one.locked(field) || other.locked(field) }
}
