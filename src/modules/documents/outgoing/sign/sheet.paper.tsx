import type { ReactNode } from 'react'
import { Paper, Pending, SignaturePlace } from '#platform/look/index.ts'
import { printedSubject, shortened } from '#platform/pdf/sheet.family.ts'
import type { Sheet } from '#platform/pdf/sheet.ts'
import { ContentView } from '../../drafting/content-view.tsx'

const upper = (words: string) => words.toLocaleUpperCase('vi')
const ended = (lines: readonly string[]) =>
  lines.map((line, at) => `${line.replace(/[.;]$/u, '')}${at === lines.length - 1 ? '.' : ';'}`)

/** The document as a page that reads well on a phone; what is signed is the PDF, which says the same. */
export function SheetPaper(props: { sheet: Sheet; size: 'phone' | 'reading'; mark?: ReactNode }) {
  const { sheet } = props
  const letter = sheet.kindName === null
  return (
    <Paper
      size={props.size}
      issuer={[sheet.parentAgency ? upper(shortened(sheet.parentAgency)) : null, upper(sheet.agency)]}
      number={
        <>
          <Pending>…</Pending>/{sheet.notation}
        </>
      }
      about={letter ? sheet.subject : undefined}
      placeAndDate={
        <>
          {sheet.place}, ngày <Pending>…</Pending> tháng <Pending>…</Pending> năm <Pending>…</Pending>
        </>
      }
      title={letter ? undefined : { kind: upper(sheet.kindName ?? ''), subject: printedSubject(sheet.family, sheet.subject) }}
      authority={sheet.authority ? upper(sheet.authority) : undefined}
      {...(sheet.addressees.length > 0 && (letter || sheet.family === 'named') ? { to: ended(sheet.addressees) } : {})}
      others={(sheet.others ?? []).map(({ capacityLines, name }) => ({ capacity: capacityLines.join(' '), name }))}
      recipients={ended(sheet.recipients)}
      signature={{
        capacity: sheet.signing.capacityLines,
        mark: props.mark ?? <SignaturePlace>Vị trí ký</SignaturePlace>,
        name: sheet.signing.name,
      }}
    >
      <ContentView of={sheet.body} />
    </Paper>
  )
}
