/** How the searched cross-reference goes on: the catalogue, the one before it (none when absent), and the least size. */
export type Continued = { root: string; previous?: string; size: number }

/**
 * The file with one more cross-reference, of our making: of every number the last object found behind `from`. Read strictly
 * afterwards, for the library's own repair can turn for ever over a torn file.
 */
export function withSearchedObjects(bytes: Uint8Array, from: number, { root, previous, size }: Continued): Uint8Array {
  const file = Buffer.from(bytes)
  const found = new Map<number, { at: number; generation: string }>()
  for (const match of file.toString('latin1', from).matchAll(/(?<![^\s\0])(\d{1,9})[\s\0]+(\d{1,5})[\s\0]+obj(?![A-Za-z0-9])/g)) {
    found.set(Number(match[1]), { at: from + match.index, generation: match[2] ?? '0' })
  }
  const rows = [...found].map(
    ([number, { at, generation }]) => `${number} 1\n${`${at}`.padStart(10, '0')} ${generation.padStart(5, '0')} n \n`,
  )
  const end = Math.max(size, ...[...found.keys()].map((number) => number + 1))
  const before = previous === undefined ? '' : ` /Prev ${previous}`
  const table = `\nxref\n${rows.join('')}trailer\n<< /Size ${end} /Root ${root}${before} >>\nstartxref\n${file.length + 1}\n%%EOF\n`
  return Buffer.concat([file, Buffer.from(table, 'latin1')])
}

/** The catalogue that the last trailer names, however torn the file is; null when none does. */
export const rootSaidIn = (bytes: Uint8Array): string | null =>
  [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/\/Root\s+(\d{1,9}\s+\d{1,5}\s+R)\b/g),
  ].at(-1)?.[1] ?? null
