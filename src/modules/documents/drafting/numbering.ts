import { type Block, type Content, pointLetters } from '#kernel/content.ts'

const after = (block: Block, last: { article: number; clause: number; point: number }): Block => {
  switch (block.type) {
    case 'article':
      return { ...block, attrs: { number: last.article + 1 } }
    case 'clause':
      return { ...block, attrs: { number: last.clause + 1 } }
    case 'point':
      return { ...block, attrs: { letter: pointLetters[last.point] ?? block.attrs.letter } }
    default:
      return block
  }
}

/**
 * The text with điều, khoản and điểm numbered without gaps: điều through the whole text from the first one's number, khoản
 * from 1 under each điều or heading, all anew in what goes with the document, điểm from a under each khoản (NĐ 30/2020, phụ lục I, II.5).
 */
export function renumbered(content: Content): Content {
  const first = content.content.find((block) => block.type === 'article')
  let article = first?.type === 'article' ? first.attrs.number - 1 : 0
  let clause = 0
  let point = 0
  const blocks = content.content.map((block) => {
    const now = after(block, { article, clause, point })
    if (block.type === 'article') article += 1
    if (block.type === 'annex') article = 0
    if (block.type === 'article' || block.type === 'heading' || block.type === 'annex') clause = 0
    if (block.type === 'clause') clause += 1
    point = block.type === 'point' ? point + 1 : 0
    return now
  })
  return { ...content, content: blocks }
}

/** True when điều, khoản and điểm run without gap or double. */
export const runsOn = (content: Content): boolean => JSON.stringify(renumbered(content)) === JSON.stringify(content)
