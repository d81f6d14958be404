import type { ReactNode } from 'react'
import { legalDate, notationOf } from '#kernel/vietnamese.ts'
import { Paper, PaperGround, Pending, SignaturePlace } from '#platform/look/index.ts'
import type { SignerCompetence } from '../outgoing.ts'
import { capacityLines } from '../sign/capacity.ts'
import type { ComposeChoices } from './choices.ts'

/** What the page around the text shows: the fields as they stand now. */
export type Around = {
  kind: string
  subject: string
  signer: string
  competence: string
  addressees: readonly string[]
  places: readonly string[]
}

function signatureOf(around: Around, choices: ComposeChoices) {
  const signer = choices.signers.find((one) => one.value === around.signer)
  if (!signer) return { capacity: [], name: '' }
  const asked = around.competence === 'AUTO' || around.competence === '' ? signer.competence : around.competence
  return {
    capacity: capacityLines(asked as SignerCompetence, {
      head: choices.headTitle,
      own: signer.position,
      agency: choices.agency.name,
    }),
    name: signer.name,
  }
}

/** "ngày … tháng 11 năm 2026": the day is given with the number. */
function dated(place: string, today: string): ReactNode {
  const [, rest = ''] = legalDate(today).split(/ngày \d+/u)
  return (
    <>
      {place}, ngày <Pending>…</Pending>
      {rest}
    </>
  )
}

const closing = (lines: readonly string[]) =>
  lines.map((line, at) => (at === lines.length - 1 ? `${line}.` : `${line};`).replace(/[.;]([.;])$/u, '$1'))

/** The page that is being written: what Decree 30 fixes is drawn around the text and cannot be changed there. */
export function DraftPaper(props: { around: Around; choices: ComposeChoices; children: ReactNode }) {
  const { around, choices } = props
  const kind = choices.kinds.find((one) => one.value === around.kind)
  const letter = kind?.family === 'letter'
  const notation = notationOf(kind?.abbreviation || null, choices.agency.symbol, choices.unit)
  const signature = signatureOf(around, choices)
  const upper = (words: string) => words.toLocaleUpperCase('vi')
  return (
    <PaperGround label="Bản đang soạn">
      <Paper
        size="reading"
        issuer={[choices.agency.parent ? upper(choices.agency.parent) : null, upper(choices.agency.name)]}
        number={
          <>
            <Pending>cấp khi phát hành</Pending>/{notation}
          </>
        }
        about={letter ? around.subject || undefined : undefined}
        placeAndDate={dated(choices.agency.place, choices.today)}
        title={letter ? undefined : { kind: upper(kind?.label ?? ''), subject: around.subject }}
        {...(letter && around.addressees.length > 0 ? { to: closing(around.addressees) } : {})}
        recipients={closing(around.places)}
        signature={{ ...signature, mark: <SignaturePlace>Vị trí ký số và đóng dấu</SignaturePlace> }}
      >
        {props.children}
      </Paper>
    </PaperGround>
  )
}
