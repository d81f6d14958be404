import { PdfDict, PdfName, PdfNumber, type PdfObject, PdfRef } from '@libpdf/core'
import { arrayOf, type Context, dictOf, resolved } from '#platform/pdf/objects.ts'
import { type Field, fieldsOf } from './field.ts'
import { fieldType, type Revision } from './read.ts'
import { differingKeys, same } from './same.ts'

/** What the signatures up to a revision leave open for later ones. */
export type Allowance = {
  /** DocMDP: 1 nothing, 2 fill and sign, 3 annotate as well; null when nobody certified. */
  level: 1 | 2 | 3 | null
  /** Fields that a signature locked (FieldMDP). */
  locked: (field: string) => boolean
}

/** What one revision did to the one before. `violations` are names of what may not have changed; empty when it obeyed. */
export type Changes = { violations: string[]; filled: boolean }

const openInCatalog = ['DSS', 'Extensions', 'Metadata', 'Version', 'AcroForm']
const openInForm = ['Fields', 'SigFlags', 'DR']
const textKeys = ['V', 'AP', 'Ff', 'M']
const readOnly = 1

type Pair = { before: PdfObject | null; after: PdfObject | null; key: string }

/** Compares two revisions of one file object by object, from the catalogue on; what is reached in neither shows nowhere. */
class Comparison {
  readonly violations: string[] = []
  filled = false
  readonly #before: Context
  readonly #after: Context
  readonly #allowance: Allowance
  readonly #fields: Map<number, Field>
  readonly #newFields: Map<number, Field>
  readonly #pages: Set<number>
  readonly #seen = new Set<number>()
  readonly #queue: Pair[] = []

  constructor(before: Revision, after: Revision, allowance: Allowance) {
    this.#before = before.context
    this.#after = after.context
    this.#allowance = allowance
    this.#fields = new Map(fieldsOf(before.context).map((field) => [field.ref.objectNumber, field]))
    const now = fieldsOf(after.context).filter(({ ref }) => ref instanceof PdfRef && !this.#fields.has(ref.objectNumber))
    this.#newFields = new Map(now.map((field) => [field.ref.objectNumber, field]))
    this.#pages = new Set(before.context.pages.getPages().map((page) => page.objectNumber))
  }

  run(): void {
    const [was, is] = [this.#before.info.trailer.getRef('Root'), this.#after.info.trailer.getRef('Root')]
    if (!was || !is || was.objectNumber !== is.objectNumber || this.#after.info.isEncrypted) {
      this.violations.push('catalogue')
      return
    }
    this.#catalog(dictOf(this.#before, was), dictOf(this.#after, is))
    this.#seen.add(was.objectNumber)
    for (let pair = this.#queue.pop(); pair; pair = this.#queue.pop()) this.#pair(pair)
    for (const field of this.#newFields.values()) this.#newField(field)
  }

  readonly #follow = (before: PdfRef, after: PdfRef): void => {
    if (this.#seen.has(before.objectNumber)) return
    this.#seen.add(before.objectNumber)
    const pair = { before: this.#before.resolve(before), after: this.#after.resolve(after) }
    this.#queue.push({ ...pair, key: `${before.objectNumber}` })
  }

  #pair({ before, after, key }: Pair): void {
    const number = Number(key)
    const field = this.#fields.get(number)
    const [was, is] = [before instanceof PdfDict ? before : null, after instanceof PdfDict ? after : null]
    if (field && was && is) this.#field(field, is)
    else if (this.#pages.has(number) && was && is) this.#page(was, is, key)
    else if (!same(before ?? undefined, after ?? undefined, this.#follow)) this.violations.push(`object ${key}`)
  }

  #keys(before: PdfDict, after: PdfDict, open: readonly string[], what: string): void {
    for (const key of differingKeys(before, after, this.#follow, open)) this.violations.push(`${what} /${key}`)
  }

  #catalog(before: PdfDict | null, after: PdfDict | null): void {
    if (!before || !after) {
      this.violations.push('catalogue')
      return
    }
    this.#keys(before, after, openInCatalog, 'catalogue')
    const [was, is] = [before.get('AcroForm'), after.get('AcroForm')]
    // A form may be rewritten in place, not exchanged for another one.
    if (was instanceof PdfRef && (!(is instanceof PdfRef) || is.objectNumber !== was.objectNumber)) this.violations.push('form')
    if (was instanceof PdfRef) this.#seen.add(was.objectNumber)
    const [form, formNow] = [dictOf(this.#before, was), dictOf(this.#after, is)]
    if (form && formNow) this.#form(form, formNow)
    else if (form || (formNow && this.#allowance.level !== null)) this.violations.push('form')
  }

  #form(before: PdfDict, after: PdfDict): void {
    this.#keys(before, after, openInForm, 'form')
    const fields = { before: before.get('Fields'), after: after.get('Fields') }
    this.#additions(fields, (added) => this.#newFields.has(added), 'form /Fields')
    this.#resources(before.get('DR'), after.get('DR'), 2)
  }

  /** Resources of the form may grow; what was there stays. */
  #resources(before: PdfObject | undefined, after: PdfObject | undefined, depth: number): void {
    const [was, is] = [dictOf(this.#before, before), dictOf(this.#after, after)]
    if (!was) return
    if (before instanceof PdfRef) this.#seen.add(before.objectNumber)
    for (const [key, value] of was) {
      const now = is?.get(key)
      if (depth > 1 && dictOf(this.#before, value)) this.#resources(value, now, depth - 1)
      else if (!same(value, now, this.#follow)) this.violations.push(`form /DR /${key.value}`)
    }
  }

  /** A list of references that may only grow, by references that `may` allows. */
  #additions(
    list: { before: PdfObject | undefined; after: PdfObject | undefined },
    may: (added: number) => boolean,
    what: string,
  ): void {
    if (list.before instanceof PdfRef) this.#seen.add(list.before.objectNumber)
    const was = [...(arrayOf(this.#before, list.before) ?? [])]
    const is = [...(arrayOf(this.#after, list.after) ?? [])]
    const kept = was.every((item, at) => same(item, is[at], this.#follow))
    const added = is.slice(was.length).every((item) => item instanceof PdfRef && may(item.objectNumber))
    if (!kept || !added) this.violations.push(what)
  }

  #page(before: PdfDict, after: PdfDict, key: string): void {
    this.#keys(before, after, ['Annots'], `page ${key}`)
    const annotate = this.#allowance.level === 3
    const annots = { before: before.get('Annots'), after: after.get('Annots') }
    this.#additions(annots, (added) => annotate || this.#newFields.has(added), `page ${key} /Annots`)
  }

  #field(field: Field, after: PdfDict): void {
    const open = this.#openKeys(field)
    this.#keys(field.dict, after, open, `field ${field.name}`)
    const moved = open.filter((key) => !same(field.dict.get(key), after.get(key), () => undefined))
    const flags = [field.dict, after].map((dict) => dict.getNumber('Ff')?.value ?? 0)
    if (moved.includes('Ff') && flags[1] !== ((flags[0] ?? 0) | readOnly)) this.violations.push(`field ${field.name} /Ff`)
    const signature = fieldType(this.#before, field.dict) === 'Sig'
    // An appearance without a signature would be a picture of one.
    if (signature && moved.length > 0 && !dictOf(this.#after, after.get('V'))?.has('ByteRange'))
      this.violations.push(`field ${field.name} /AP`)
    if (!signature && moved.length > 0) this.filled = true
  }

  #openKeys({ name, dict }: Field): readonly string[] {
    if (this.#allowance.locked(name)) return []
    const type = fieldType(this.#before, dict)
    if (type === 'Sig') {
      const stamp = this.#stamped(name)
      return dict.has('V') || (this.#allowance.level === 1 && !stamp) ? [] : textKeys
    }
    if (this.#allowance.level === 1) return []
    return type === 'Btn' ? ['V', 'AS', 'Ff', 'M'] : type === 'Ch' ? [...textKeys, 'I'] : textKeys
  }

  #stamped(name: string): boolean {
    const field = fieldsOf(this.#after).find((candidate) => candidate.name === name)
    return dictOf(this.#after, field?.dict.get('V'))?.getName('SubFilter')?.value === 'ETSI.RFC3161'
  }

  /** Under a certification only what shows nothing may be added: a time-stamp's field, or a signature's without a place. */
  #newField({ name, dict }: Field): void {
    const value = dictOf(this.#after, dict.get('V'))
    const signed = fieldType(this.#after, dict) === 'Sig' && (value?.has('ByteRange') ?? false)
    const rect = [...(arrayOf(this.#after, dict.get('Rect')) ?? [])].map((edge) =>
      edge instanceof PdfNumber ? edge.value : Number.NaN,
    )
    const hidden = rect.length === 4 && rect[0] === rect[2] && rect[1] === rect[3]
    const stamp = value?.getName('SubFilter')?.value === 'ETSI.RFC3161'
    const { level } = this.#allowance
    if (!signed || (level !== null && !hidden) || (level === 1 && !stamp)) this.violations.push(`field ${name}`)
  }
}

/** Compares a revision with a later one and names what changed against the allowance. */
export function changesBetween(before: Revision, after: Revision, allowance: Allowance): Changes {
  const comparison = new Comparison(before, after, allowance)
  comparison.run()
  return { violations: comparison.violations, filled: comparison.filled }
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
