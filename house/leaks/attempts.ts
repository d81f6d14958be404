import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryFolder } from '#platform/config/config.ts'
import { type Schema, sample } from '../badinput/shapes.ts'
import { type OpenApi, openApi, operations, type PageDoor, pageDoors } from '../generated/doors.ts'

/** One try to get at another agency's things. `about`: it names such a thing, so it must be answered like a missing one. */
export type Attempt = { method: string; url: string; body: string | null; about: boolean; door: string }

/** What is tried in the place of each parameter of an address, by the parameter's name; others get every identifier. */
export type Targets = { every: string[]; files: string[]; named: Readonly<Record<string, string[]>>; words: string }

const unknown = '018f0000-0000-7000-8000-00000000dead'

function valuesFor(name: string, { every, files, named }: Targets): string[] {
  if (name === 'file') return files
  return named[name] ?? every
}

/** Every address that a pattern with `:name` or `{name}` makes of the targets; a file is tried under every document. */
function filled(path: string, targets: Targets): string[] {
  const found = /:(\w+)|\{(\w+)\}/.exec(path)
  if (!found) return [path]
  const name = found[1] ?? found[2] ?? ''
  return valuesFor(name, targets).flatMap((value) => filled(path.replace(found[0], value), targets))
}

/** The names of search parameters that a route module and its neighbours read. */
function parametersOf({ file }: PageDoor): string[] {
  const text = readFileSync(join(repositoryFolder, file), 'utf8')
  const near = [...text.matchAll(/from '(\.\/[\w.-]+\.tsx?)'/g)].map(([, one = '']) => {
    try {
      return readFileSync(join(repositoryFolder, file, '..', one), 'utf8')
    } catch {
      return ''
    }
  })
  return [...new Set([text, ...near].flatMap((one) => [...one.matchAll(/\.get\('([\w-]+)'\)/g)].map(([, name = '']) => name)))]
}

const attemptsOf = (door: PageDoor, targets: Targets): Attempt[] => {
  const about = door.path.includes(':')
  const plain = filled(door.path, targets).map((url) => ({ method: 'GET', url, body: null, about, door: door.path }))
  if (about || door.path.includes('*')) return plain
  const asked = parametersOf(door).flatMap((name) =>
    [targets.words, ...targets.every.slice(0, 2)].map((value) => `${door.path}?${name}=${encodeURIComponent(value)}`),
  )
  return [...plain, ...asked.map((url) => ({ method: 'GET', url, body: null, about: false, door: door.path }))]
}

/** Tries made from the route table: each page with each foreign identifier, each search with foreign words and identifiers. */
export async function pageAttempts(targets: Targets): Promise<Attempt[]> {
  const doors = (await pageDoors()).filter(({ path }) => !path.includes('*'))
  // The page of a draft is typeset on the way: a file that is not stored.
  const withPreview = { ...targets, files: [...targets.files, 'xem-truoc', 'luu-tru'] }
  return doors.flatMap((door) => attemptsOf(door, withPreview))
}

type Body = { requestBody?: { content?: { 'application/json'?: { schema?: Schema } } }; parameters?: Parameter[] }
type Parameter = { name: string; in: string; schema: Schema }

/** The shape of what an operation takes, or null. */
export const bodyOf = ({ paths }: OpenApi, path: string, method: string): Schema | null =>
  (paths[path]?.[method.toLowerCase()] as Body | undefined)?.requestBody?.content?.['application/json']?.schema ?? null
/** The search parameters of an operation. */
export const queryOf = ({ paths }: OpenApi, path: string, method: string): Parameter[] =>
  ((paths[path]?.[method.toLowerCase()] as Body | undefined)?.parameters ?? []).filter((one) => one.in === 'query')

/** Tries made from the OpenAPI document: every operation with foreign identifiers in address, search and body. */
export async function apiAttempts(targets: Targets): Promise<Attempt[]> {
  const document = await openApi()
  return operations(document).flatMap(({ method, path }) => {
    const shape = bodyOf(document, path, method)
    const about = path.includes('{')
    const search = queryOf(document, path, method).flatMap(({ name, schema }) => {
      const values = schema.format === 'uuid' ? targets.every.slice(0, 2) : [targets.words]
      return values.map((value) => `?${name}=${encodeURIComponent(value)}`)
    })
    const urls = filled(path, targets).flatMap((url) =>
      method === 'GET' && !about ? [url, ...search.map((one) => url + one)] : [url],
    )
    const body = shape === null ? null : JSON.stringify(sample(shape, targets.every[0] ?? unknown))
    return urls.map((url) => ({ method, url, body, about, door: `${method} ${path}` }))
  })
}
