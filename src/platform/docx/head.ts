import { BorderStyle, Paragraph, Table, TableCell, TableRow, type TextRun, VerticalAlign, WidthType } from 'docx'
import { layoutLaw, layoutWords } from '../pdf/law.ts'
import { agencyLines, shortened } from '../pdf/sheet.family.ts'
import type { PrintedSheet } from '../pdf/sheet.ts'
import { centred, lineOf, longOf, rule, textWidth, twip, written } from './words.ts'

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const bare = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
const right = 92
const left = textWidth - right

type Part = Paragraph | Table

/** Two places side by side, without lines. */
export function sideBySide(rows: readonly [readonly Part[], readonly Part[]][], widths: readonly [number, number]): Table {
  const cell = (children: readonly Part[], wide: number) =>
    new TableCell({
      width: { size: twip(wide), type: WidthType.DXA },
      verticalAlign: VerticalAlign.TOP,
      margins: { left: 0, right: 0 },
      children: children.length > 0 ? [...children] : [centred([])],
    })
  return new Table({
    borders: bare,
    width: { size: twip(widths[0] + widths[1]), type: WidthType.DXA },
    columnWidths: widths.map(twip),
    rows: rows.map(([one, other]) => new TableRow({ cantSplit: true, children: [cell(one, widths[0]), cell(other, widths[1])] })),
  })
}

function issuer(sheet: PrintedSheet): Part[] {
  const lines = agencyLines(sheet.agency)
  const long = Math.min(longOf('agency', lines.at(-1) ?? ''), left) * (layoutLaw.rules.agency?.value ?? 0.4)
  return [
    ...(sheet.parentAgency === null ? [] : [centred([written('parent', shortened(sheet.parentAgency))])]),
    ...lines.map((line) => centred([written('agency', line)])),
    rule(left, long),
  ]
}

const nation = (): Part[] => [
  centred([written('nation', layoutWords('nation'))]),
  centred([written('motto', layoutWords('motto'))]),
  rule(right, longOf('motto', layoutWords('motto'))),
]

const stamp = (urgency: string): Part[] => {
  const words = { URGENT: 'URGENT', VERY_URGENT: 'VERY_URGENT', EXPRESS: 'EXPRESS' } as const
  const key = Object.values(words).find((one) => one === urgency)
  if (!key) return []
  const { colour } = layoutLaw.urgency
  const { words: said, width } = layoutLaw.urgency[key]
  const line = { style: BorderStyle.SINGLE, size: 8, space: 2, color: colour.slice(1) }
  return [
    centred([written('urgency', said, { colour: colour.slice(1) })], {
      indent: { left: twip((left - width) / 2), right: twip((left - width) / 2) },
      border: { top: line, bottom: line, left: line, right: line },
      spacing: { before: 120, after: 60 },
    }),
  ]
}

const circulation = (code: string): Part[] => {
  const said = layoutLaw.circulation[code]
  if (!said) return []
  const line = { style: BorderStyle.SINGLE, size: 6, space: 2 }
  const aside = twip(Math.max(0, (left - 55) / 2))
  return [
    centred([written('circulation', said)], {
      indent: { left: aside, right: aside },
      border: { top: line, bottom: line, left: line, right: line },
      spacing: { before: 120, after: 60 },
    }),
  ]
}

/** Who issues and the nation, alone: above a text that goes with a decision. */
export const bareHead = (sheet: PrintedSheet): Part => sideBySide([[issuer(sheet), nation()]], [left, right])

/** The upper part of page 1; number and date are left open as they are in the draft. */
export function headOf(sheet: PrintedSheet): Part[] {
  const number = centred([written('number', `${layoutWords('number')}         /${sheet.notation}`)])
  const dated =
    sheet.family === 'minutes' ? [] : [centred([written('date', `${sheet.place}, ngày      tháng      năm         `)])]
  const about =
    sheet.family === 'letter'
      ? [
          centred([written('letter-subject', `${layoutWords('letter-subject')} ${sheet.subject}`)], {
            spacing: { before: layoutLaw['letter-subject-gap'] * 20 },
          }),
        ]
      : []
  return [
    sideBySide(
      [
        [issuer(sheet), nation()],
        [[number, ...about, ...stamp(sheet.urgency), ...circulation(sheet.circulation)], dated],
      ],
      [left, right],
    ),
    new Paragraph({ children: [], spacing: { before: 0, after: 120, line: 200, lineRule: 'exact' } }),
  ]
}

const open = (children: TextRun[]) => centred(children, { spacing: { before: 0, after: 0 } })

function titled(sheet: PrintedSheet): Part[] {
  const said = sheet.printedSubject
  const long = said === '' ? longOf('kind', sheet.kindName) : longOf('subject', said)
  return [
    open([written('kind', sheet.kindName)]),
    ...(said === '' ? [] : [open([written('subject', said)])]),
    rule(textWidth, Math.min(long, textWidth - 20) * (layoutLaw.rules.subject?.value ?? 0.4)),
    ...(sheet.authority ? [centred([written('authority', sheet.authority)], { spacing: { before: 120, after: 120 } })] : []),
  ]
}

function addressed({ family, label, addressees }: PrintedSheet): Part[] {
  if (family === 'introduction') return [centred([written('addressees', label)], { spacing: { before: 120, after: 120 } })]
  const [only = ''] = addressees
  if (addressees.length === 0) return []
  const spacing = { before: 120, after: 120 }
  if (addressees.length === 1) {
    const words = [written('addressees', `${label} ${only}`)]
    return [family === 'invitation' ? lineOf(words) : centred(words, { spacing })]
  }
  const before = family === 'invitation' ? layoutLaw.paragraph.indent.value : 45
  return [
    new Paragraph({ indent: { left: twip(before) }, spacing: { before: 120 }, children: [written('addressees', label)] }),
    ...addressees.map(
      (name, at) =>
        new Paragraph({
          indent: { left: twip(family === 'invitation' ? before : before + longOf('addressees', label)) },
          children: [written('addressees', `- ${name}${at === addressees.length - 1 ? '.' : ';'}`)],
        }),
    ),
    centred([], { spacing: { after: 60 } }),
  ]
}

/** Name of the kind, subject, who decides, to whom. */
export const titleOf = (sheet: PrintedSheet): Part[] => [...(sheet.family === 'letter' ? [] : titled(sheet)), ...addressed(sheet)]
