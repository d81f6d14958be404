/** Text inside a cell: no line ends, no bars that would end it. */
const cell = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')

/** A table of Markdown; every row has as many cells as the head. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

export const code = (text: string): string => `\`${text}\``

/** A generated page: its title, from what it is made, and its parts. */
export const page = (title: string, from: string, parts: readonly string[]): string =>
  `${[`# ${title}`, `Made by \`npm run docs\` from ${from}; never edited by hand.`, ...parts].join('\n\n')}\n`
