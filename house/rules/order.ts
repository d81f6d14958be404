import { posix } from 'node:path'
import { imports, isCode, isTest, type Rule, type SourceFile } from './tree.ts'

/** The total order of HOUSE.md section 2: imports go only to the left. */
export const order = [
  'kernel',
  'platform',
  'organisation',
  'signing',
  'eforms',
  'documents',
  'records',
  'directives',
  'onestop',
  'meetings',
  'consultations',
  'exchange',
  'portal',
  'statistics',
  'indexes',
  'app',
]

/** The room of a path: kernel, platform, a module, app; null for what stands outside the house (tests of journeys, demo). */
export function roomOf(path: string): string | null {
  const [top, first, second] = path.split('/')
  if (top !== 'src') return null
  return first === 'modules' ? (second ?? null) : (first ?? null)
}

/** The repository path, or door, that a specifier means; null for packages. */
function target(from: string, specifier: string): { room: string; door: boolean } | null {
  if (specifier.startsWith('.')) {
    const room = roomOf(posix.join(posix.dirname(from), specifier))
    return room ? { room, door: false } : null
  }
  const named = /^#([a-z]+)(\/.*)?$/.exec(specifier)
  return named?.[1] ? { room: named[1], door: named[2] === undefined } : null
}

const isModule = (room: string) => !['kernel', 'platform', 'app'].includes(room)

function faultsOf(file: SourceFile): string[] {
  const own = roomOf(file.path)
  return imports(file).flatMap((specifier) => {
    const to = target(file.path, specifier)
    if (!to || to.room === own) return []
    if (isModule(to.room) && !to.door) {
      // The table of contents and the command line mount a module's pieces by name; the routes name pages as text.
      const mounts = own === 'app' && /\/(module|[\w-]+\.(api|jobs))\.ts$|\/[\w-]+\.panel\.tsx$/.test(specifier)
      // Builders of tests are for tests everywhere.
      const builds = isTest(file.path) && specifier.endsWith('testing.ts')
      return own === null || mounts || builds ? [] : [`${file.path}: past the door of ${to.room} (${specifier})`]
    }
    if (own === null) return []
    return order.indexOf(to.room) < order.indexOf(own) ? [] : [`${file.path}: to the right (${own} → ${to.room})`]
  })
}

export const leftAndByTheDoor: Rule = {
  number: 9,
  sentence: 'To the left and by the door; upstairs by events; no `export *`.',
  check: (files) => {
    const code = files.filter(({ path }) => isCode(path))
    const stars = code.filter(({ text }) => /^export \*/m.test(text)).map(({ path }) => `${path}: export *`)
    return [...code.flatMap(faultsOf), ...stars]
  },
}
