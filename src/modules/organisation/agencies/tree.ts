/** What the tree needs to know of an agency. */
export type TreeNode = { id: string; parent: string | null; shortName: string; people: number }
export type TreeLine<Node> = { node: Node; depth: number; open: boolean; below: number }

/**
 * The lines of the tree that are shown: roots, and what lies below every agency on the way to the chosen one. An agency
 * whose superior is not in force on the day stands at the root.
 */
export function treeLines<Node extends TreeNode>(nodes: readonly Node[], chosen: string | null): TreeLine<Node>[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const below = new Map<string | null, Node[]>()
  for (const node of nodes) {
    const parent = node.parent && byId.has(node.parent) ? node.parent : null
    below.set(parent, [...(below.get(parent) ?? []), node])
  }
  const open = new Set<string>()
  for (let at = chosen ? byId.get(chosen) : undefined; at && !open.has(at.id); at = at.parent ? byId.get(at.parent) : undefined) {
    open.add(at.id)
  }
  const roots = below.get(null) ?? []
  // A province has one agency above all others: what lies directly below it is always shown.
  const only = roots.length <= 3 ? roots.map((root) => root.id) : []
  const lines = (parent: string | null, depth: number): TreeLine<Node>[] =>
    (below.get(parent) ?? []).flatMap((node) => {
      const inside = below.get(node.id)?.length ?? 0
      const shown = inside > 0 && (open.has(node.id) || only.includes(node.id))
      return [{ node, depth, open: shown, below: inside }, ...(shown ? lines(node.id, depth + 1) : [])]
    })
  return lines(null, 0)
}
