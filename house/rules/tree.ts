import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'

export const root = join(import.meta.dirname, '../..')

/** One file of the repository as the rules read it. `path` is relative, with slashes. */
export type SourceFile = { path: string; text: string }
/** A rule of HOUSE.md section 5: its number and sentence, and what breaks it as "path: what". */
export type Rule = { number: number; sentence: string; check: (files: readonly SourceFile[]) => string[] }

/** Every text file that git tracks or would track. */
export function repository(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  return listed
    .split('\0')
    .filter((path) => /\.(ts|tsx|mjs|js|css|sql|md|yaml|yml|json|html)$/.test(path) && path !== 'package-lock.json')
    .flatMap((path) => {
      try {
        return [{ path, text: readFileSync(join(root, path), 'utf8') }]
      } catch {
        return [] // Deleted but not yet committed.
      }
    })
}

export const isTest = (path: string) =>
  /(^|[./])(test|e2e|bench|testing|examples|setup)\.tsx?$|\/testing\/|\/catalogue|\/screens\/|snapshot\.ts$/.test(path)
export const isCode = (path: string) =>
  /^(src|demo|e2e|house|bench|crash)\/.*\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !path.endsWith('.gen.ts')
export const inSource = (path: string) => path.startsWith('src/') && isCode(path) && !isTest(path)
export const linesOf = (text: string) => text.replace(/\n$/, '').split('\n').length

export type Node = { type: string; start: number; end: number; [key: string]: unknown }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/** Every node of a file's syntax tree, parents first. */
export function nodes({ path, text }: SourceFile): Node[] {
  const found: Node[] = []
  const visit = (node: Node) => {
    found.push(node)
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) value.filter(isNode).forEach(visit)
      else if (isNode(value)) visit(value)
    }
  }
  visit(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node)
  return found
}

/** What a file imports, re-exports or loads: each specifier. */
export function imports(file: SourceFile): string[] {
  return nodes(file).flatMap((node) => {
    if (!['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression'].includes(node.type))
      return []
    const source = node.source as { value?: unknown } | null
    return typeof source?.value === 'string' ? [source.value] : []
  })
}
