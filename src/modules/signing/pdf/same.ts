import {
  PdfArray,
  PdfBool,
  PdfDict,
  PdfName,
  PdfNull,
  PdfNumber,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
} from '@libpdf/core'

/** What a pair of equal references leads to must be compared as well. */
export type Follow = (before: PdfRef, after: PdfRef) => void

/**
 * Whether two objects say the same, references by their number; what they lead to is handed to `follow`.
 * Whatever is of no kind known here counts as different.
 */
export function same(before: PdfObject | undefined, after: PdfObject | undefined, follow: Follow): boolean {
  if (before instanceof PdfRef || after instanceof PdfRef) return sameRef(before, after, follow)
  if (before instanceof PdfStream || after instanceof PdfStream) {
    if (!(before instanceof PdfStream && after instanceof PdfStream)) return false
    return Buffer.compare(before.data, after.data) === 0 && sameEntries(before, after, follow)
  }
  if (before instanceof PdfDict) return after instanceof PdfDict && sameEntries(before, after, follow)
  if (before instanceof PdfArray) return after instanceof PdfArray && sameItems(before, after, follow)
  if (before instanceof PdfString) return after instanceof PdfString && Buffer.compare(before.bytes, after.bytes) === 0
  return sameValue(before, after)
}

function sameRef(before: PdfObject | undefined, after: PdfObject | undefined, follow: Follow): boolean {
  if (!(before instanceof PdfRef && after instanceof PdfRef)) return false
  if (before.objectNumber !== after.objectNumber || before.generation !== after.generation) return false
  follow(before, after)
  return true
}

const sameItems = (before: PdfArray, after: PdfArray, follow: Follow): boolean =>
  before.length === after.length && [...before].every((item, at) => same(item, after.at(at), follow))

function sameValue(before: PdfObject | undefined, after: PdfObject | undefined): boolean {
  if (before instanceof PdfName) return after instanceof PdfName && before.value === after.value
  if (before instanceof PdfNumber) return after instanceof PdfNumber && before.value === after.value
  if (before instanceof PdfBool) return after instanceof PdfBool && before.value === after.value
  if (before === undefined || before instanceof PdfNull) return after === undefined || after instanceof PdfNull
  return false
}

/** The keys of two dictionaries whose entries differ, leaving out those of `open`. */
export function differingKeys(before: PdfDict, after: PdfDict, follow: Follow, open: readonly string[] = []): string[] {
  const keys = new Set([...before.keys(), ...after.keys()].map((key) => key.value))
  return [...keys].filter((key) => !open.includes(key) && !same(before.get(key), after.get(key), follow))
}

const sameEntries = (before: PdfDict, after: PdfDict, follow: Follow): boolean =>
  differingKeys(before, after, follow).length === 0
