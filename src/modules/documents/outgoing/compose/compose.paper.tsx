import type { ReactNode } from 'react'
import { legalDate, notationOf } from '#kernel/vietnamese.ts'
import { Paper, PaperGround, Pending, SignaturePlace } from '#platform/look/index.ts'
import { printedSubject, type SheetFamily, shortened } from '#platform/pdf/sheet.family.ts'
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

const upper = (words: string) => words.toLocaleUpperCase('vi')

function signatureOf(around: Around, choices: ComposeChoices, family: string) {
  const signer = choices.signers.find((one) => one.value === around.signer)
  if (!signer) return { capacity: [], name: '' }
  if (family === 'minutes') return { capacity: [choices.paper['minutes-chair'] ?? ''], name: signer.name }
  const asked = around.competence === 'AUTO' || around.competence === '' ? signer.competence : around.competence
  const signing = { head: choices.headTitle, own: signer.position, agency: choices.agency.name }
  return { capacity: capacityLines(asked as SignerCompetence, signing), name: signer.name }
}

/** Who decides, as it is printed above the grounds; the head's title with the agency, or the collective. */
function authorityOf(around: Around, choices: ComposeChoices, family: string): string | undefined {
  if (family === 'resolution') return upper(choices.agency.name)
  if (family !== 'decision') return undefined
  const collective = around.competence === 'ON_BEHALF_OF'
  return upper(collective ? choices.agency.name : `${choices.headTitle} ${choices.agency.name}`.trim())
}

/** To whom, with the words of the kind's sample; an introduction has its line without anybody. */
function addressed(around: Around, choices: ComposeChoices, family: string) {
  const label = choices.paper[family] ?? choices.paper.addressees ?? ''
  if (family === 'introduction') return { to: [], toLabel: label }
  const enacts = family === 'decision' || family === 'resolution'
  if (around.addressees.length === 0 || enacts || family === 'minutes' || family === 'leave') return {}
  const [only = ''] = around.addressees
  return { to: around.addressees.length === 1 ? [only] : closing(around.addressees).map((line) => `- ${line}`), toLabel: label }
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
  const family = (kind?.family ?? 'named') as SheetFamily
  const letter = family === 'letter'
  const notation = notationOf(kind?.abbreviation || null, choices.agency.symbol, choices.unit)
  const others = family === 'minutes' ? [{ capacity: choices.paper['minutes-secretary'] ?? '', name: choices.me.name }] : []
  const enacting = choices.paper[family === 'decision' || family === 'resolution' ? family : '']
  return (
    <PaperGround label="Bản đang soạn">
      <Paper
        size="reading"
        issuer={[choices.agency.parent ? upper(shortened(choices.agency.parent)) : null, upper(choices.agency.name)]}
        number={
          <>
            <Pending>cấp khi phát hành</Pending>/{notation}
          </>
        }
        about={letter ? around.subject || undefined : undefined}
        placeAndDate={family === 'minutes' ? undefined : dated(choices.agency.place, choices.today)}
        title={letter ? undefined : { kind: upper(kind?.label ?? ''), subject: printedSubject(family, around.subject) }}
        authority={authorityOf(around, choices, family)}
        enacting={enacting}
        {...addressed(around, choices, family)}
        recipients={closing(around.places)}
        others={others}
        confirmation={family === 'leave' ? choices.paper['leave-confirmation'] : undefined}
        signature={{ ...signatureOf(around, choices, family), mark: <SignaturePlace>Vị trí ký số và đóng dấu</SignaturePlace> }}
      >
        {props.children}
      </Paper>
    </PaperGround>
  )
}
