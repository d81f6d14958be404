import { posix } from 'node:path'
import { imports, isCode, type Rule, type SourceFile } from './tree.ts'

/** What each file takes from which other files of its own module, types included: a shape in a circle has no home either. */
function graphOf(files: readonly SourceFile[]): Map<string, string[]> {
  const known = new Set(files.map(({ path }) => path))
  const target = (from: string, specifier: string) => posix.join(posix.dirname(from), specifier)
  return new Map(
    files.map((file) => [
      file.path,
      imports(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => target(file.path, specifier))
        .filter((path) => known.has(path)),
    ]),
  )
}

/** The files that a file reaches by its imports, itself only through a circle. */
function reachOf(graph: ReadonlyMap<string, string[]>, start: string): Set<string> {
  const reached = new Set<string>()
  const waiting = [...(graph.get(start) ?? [])]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue
    reached.add(next)
    waiting.push(...(graph.get(next) ?? []))
  }
  return reached
}

export const noCircles: Rule = {
  number: 9,
  sentence: 'No cycles: files do not import each other in a loop, not even for a type.',
  check: (files) => {
    const graph = graphOf(files.filter(({ path }) => isCode(path)))
    const reach = new Map([...graph.keys()].map((path) => [path, reachOf(graph, path)]))
    return [...reach].flatMap(([path, reached]) => {
      if (!reached.has(path)) return []
      const others = [...reached].filter((other) => other !== path && reach.get(other)?.has(path)).toSorted()
      return [`${path}: in a circle with ${others.join(', ') || 'itself'}`]
    })
  },
}
