import { type DOMOutputSpec, type NodeSpec, Schema } from 'prosemirror-model'
import { annexLabel } from './parts.vi.ts'

const dom = (tag: string, attrs: Record<string, string> = {}): DOMOutputSpec => [tag, attrs, 0]
const numberOf = (element: HTMLElement) => Math.max(1, Number.parseInt(element.dataset.number ?? '1', 10) || 1)

/** A part of a law: its label is drawn from its number and is no text, so that it can neither be lost nor doubled. */
function lawPart(kind: string, label: (number: number) => string): NodeSpec {
  return {
    group: 'block',
    content: 'text*',
    defining: true,
    attrs: { number: { default: 1, validate: 'number' } },
    parseDOM: [{ tag: `p[data-part=${kind}]`, getAttrs: (element) => ({ number: numberOf(element) }) }],
    toDOM: ({ attrs }) =>
      dom('p', { 'data-part': kind, 'data-number': String(attrs.number), 'data-label': label(Number(attrs.number)) }),
  }
}

const cell = (tag: 'td' | 'th', role: 'cell' | 'header_cell'): NodeSpec => ({
  content: 'paragraph+',
  tableRole: role,
  isolating: true,
  attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
  parseDOM: [{ tag }],
  toDOM: () => dom(tag),
})

/** The structured text of the kernel (`Content`) as the editor's schema: the same names, so that JSON goes across as it is. */
export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'text*', parseDOM: [{ tag: 'p' }, { tag: 'div' }], toDOM: () => dom('p') },
    basis: {
      group: 'block',
      content: 'text*',
      defining: true,
      parseDOM: [{ tag: 'p[data-part=basis]' }],
      toDOM: () => dom('p', { 'data-part': 'basis' }),
    },
    heading: {
      group: 'block',
      content: 'text*',
      defining: true,
      attrs: { level: { default: 1, validate: 'number' } },
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(level, 3) } })),
      toDOM: ({ attrs }) => dom(`h${Number(attrs.level) + 1}`, { 'data-level': String(attrs.level) }),
    },
    article: lawPart('article', (number) => `Điều ${number}.`),
    clause: lawPart('clause', (number) => `${number}.`),
    point: {
      ...lawPart('point', String),
      attrs: { letter: { default: 'a', validate: 'string' } },
      parseDOM: [{ tag: 'p[data-part=point]', getAttrs: (element) => ({ letter: element.dataset.letter ?? 'a' }) }],
      toDOM: ({ attrs }) => dom('p', { 'data-part': 'point', 'data-letter': attrs.letter, 'data-label': `${attrs.letter})` }),
    },
    // Begins what goes with the document; its label is drawn, its words are the title.
    annex: {
      group: 'block',
      content: 'text*',
      defining: true,
      attrs: { form: { default: 'appendix', validate: 'string' }, landscape: { default: false, validate: 'boolean' } },
      parseDOM: [
        {
          tag: 'p[data-part=annex]',
          getAttrs: ({ dataset }) => ({
            form: dataset.form === 'attached' ? 'attached' : 'appendix',
            landscape: dataset.landscape === 'true',
          }),
        },
      ],
      toDOM: ({ attrs }) =>
        dom('p', {
          'data-part': 'annex',
          'data-form': attrs.form,
          'data-landscape': String(attrs.landscape),
          'data-label': annexLabel(attrs.form, attrs.landscape),
        }),
    },
    bulletList: { group: 'block', content: 'listItem+', parseDOM: [{ tag: 'ul' }], toDOM: () => dom('ul') },
    orderedList: { group: 'block', content: 'listItem+', parseDOM: [{ tag: 'ol' }], toDOM: () => dom('ol') },
    listItem: { content: 'paragraph+', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => dom('li') },
    table: {
      group: 'block',
      content: 'tableRow+',
      tableRole: 'table',
      isolating: true,
      parseDOM: [{ tag: 'table' }],
      toDOM: () => ['table', ['tbody', 0]],
    },
    tableRow: {
      content: '(tableCell | tableHeader)+',
      tableRole: 'row',
      parseDOM: [{ tag: 'tr' }],
      toDOM: () => dom('tr'),
    },
    tableCell: cell('td', 'cell'),
    tableHeader: cell('th', 'header_cell'),
    text: { inline: true },
  },
  marks: {
    bold: {
      parseDOM: [
        { tag: 'strong' },
        { tag: 'b', getAttrs: (element) => element.style.fontWeight !== 'normal' && null },
        { style: 'font-weight', getAttrs: (value) => /^(bold|[6-9]\d\d)$/.test(value) && null },
      ],
      toDOM: () => ['b', 0],
    },
    italic: {
      parseDOM: [{ tag: 'i' }, { tag: 'em' }, { style: 'font-style=italic' }],
      toDOM: () => ['i', 0],
    },
  },
})
