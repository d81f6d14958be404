import type { z } from 'zod'
import { cleanLines } from '#kernel/content.shape.ts'
import { Refused } from '#kernel/refused.ts'
import { speakVietnamese } from './zod.vi.ts'

speakVietnamese()

/** What a person typed, by field; kept so that the form comes back filled. Several values of one field stay a list. */
export type Filled = Record<string, string | string[]>
export type FieldError = { field: string; message: string }
export type ReadForm<Values> =
  | { values: Values; filled: Filled; errors: null }
  | { values: null; filled: Filled; errors: FieldError[] }

/** Never sent back into a page: what is typed there is typed anew. */
const secretField = /^(pin|password|matKhau|secret)|(Pin|Password)$/

/** Texts as people mean them: NFC (so that equal words are equal), line ends as \n, no control or invisible signs, no blanks around. */
const tidy = (text: string): string => cleanLines(text).trim()

function collected(form: FormData): { all: Record<string, unknown>; filled: Filled } {
  const all: Record<string, unknown> = {}
  const filled: Filled = {}
  for (const name of new Set(form.keys())) {
    const texts = form.getAll(name).filter((one) => typeof one === 'string')
    const values = secretField.test(name) ? texts : texts.map(tidy)
    const given = values.filter((text) => text !== '')
    // An empty field is an absent one; `name[]` or a repeated field is a list.
    if (name.endsWith('[]')) all[name.slice(0, -2)] = given
    else if (values.length > 1) all[name] = given
    else if (given.length === 1) all[name] = given[0]
    if (!secretField.test(name))
      filled[name.replace(/\[\]$/, '')] = name.endsWith('[]') || values.length > 1 ? values : (values[0] ?? '')
  }
  return { all, filled }
}

/** The first complaint of each field, in the order of the shape. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const first = new Map<string, string>()
  for (const { path, message } of error.issues) {
    const field = path.join('.')
    if (!first.has(field)) first.set(field, message)
  }
  return [...first].map(([field, message]) => ({ field, message }))
}

/** Checks already read fields (FormData of a request or of an upload) against a shape; bad input gives sentences by field. */
export function checkForm<Shape extends z.ZodType>(form: FormData, shape: Shape): ReadForm<z.output<Shape>> {
  const { all, filled } = collected(form)
  const parsed = shape.safeParse(all)
  if (parsed.success) return { values: parsed.data, filled, errors: null }
  return { values: null, filled, errors: fieldErrors(parsed.error) }
}

/** The fields of a posted form as they came. @throws Refused bad-input when the body is no form */
export async function formOf(request: Request): Promise<FormData> {
  return request.formData().catch(() => {
    throw new Refused('bad-input', 'form')
  })
}

/** Reads a posted form without files. An empty field counts as absent, `name[]` is a list, texts come trimmed and NFC. */
export async function readForm<Shape extends z.ZodType>(request: Request, shape: Shape): Promise<ReadForm<z.output<Shape>>> {
  return checkForm(await formOf(request), shape)
}
