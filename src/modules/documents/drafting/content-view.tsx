import type { ReactNode } from 'react'
import type { Block, Content, Inline, Paragraph } from '#kernel/content.ts'
import { annexLabel } from './parts.vi.ts'

const keyed = <Item,>(items: readonly Item[], draw: (item: Item, key: string) => ReactNode) =>
  items.map((item, at) => draw(item, String(at)))

function Run({ of }: { of: Inline }) {
  const marks = of.marks?.map(({ type }) => type) ?? []
  const italic = marks.includes('italic') ? <i>{of.text}</i> : of.text
  return marks.includes('bold') ? <b>{italic}</b> : italic
}

const runs = (of: readonly Inline[]) => keyed(of, (run, key) => <Run key={key} of={run} />)
const paragraphs = (of: readonly Paragraph[]) => keyed(of, (one, key) => <p key={key}>{runs(one.content)}</p>)

const labels = {
  article: (number: number) => `Điều ${number}.`,
  clause: (number: number) => `${number}.`,
}

function Part({ of }: { of: Block }) {
  switch (of.type) {
    case 'heading': {
      const Level = `h${of.attrs.level + 1}` as 'h2' | 'h3' | 'h4'
      return <Level>{runs(of.content)}</Level>
    }
    case 'article':
    case 'clause':
      return (
        <p data-part={of.type} data-label={labels[of.type](of.attrs.number)}>
          {runs(of.content)}
        </p>
      )
    case 'point':
      return (
        <p data-part="point" data-label={`${of.attrs.letter})`}>
          {runs(of.content)}
        </p>
      )
    case 'annex':
      return (
        <p data-part="annex" data-label={annexLabel(of.attrs.form, of.attrs.landscape)}>
          {runs(of.content)}
        </p>
      )
    case 'basis':
      return <p data-part="basis">{runs(of.content)}</p>
    case 'bulletList':
      return (
        <ul>
          {keyed(of.content, (item, key) => (
            <li key={key}>{paragraphs(item.content)}</li>
          ))}
        </ul>
      )
    case 'orderedList':
      return (
        <ol>
          {keyed(of.content, (item, key) => (
            <li key={key}>{paragraphs(item.content)}</li>
          ))}
        </ol>
      )
    case 'table':
      return <Grid of={of} />
    default:
      return <p>{runs(of.content)}</p>
  }
}

function Grid({ of }: { of: Extract<Block, { type: 'table' }> }) {
  return (
    <table>
      <tbody>
        {keyed(of.content, (row, key) => (
          <tr key={key}>
            {keyed(row.content, (cell, place) => {
              const Cell = cell.type === 'tableHeader' ? 'th' : 'td'
              return <Cell key={place}>{paragraphs(cell.content)}</Cell>
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The text of a document as it stands on the page of paper; drawn like in the editor, not to be changed. */
export function ContentView({ of }: { of: Content }) {
  return (
    <div className="lt-editor">
      {keyed(of.content, (block, key) => (
        <Part key={key} of={block} />
      ))}
    </div>
  )
}
