import { formatDate, formatInstant, shortAgency } from '#kernel/vietnamese.ts'
import {
  ButtonLink,
  Directive,
  Due,
  Facts,
  IconLink,
  Item,
  KindTag,
  Note,
  PdfFrame,
  Preview,
  SignatureLine,
  Spacer,
  StateTag,
  UrgencyTag,
} from '#platform/look/index.ts'
import type { Typed } from './deed.ts'
import { IncomingDeeds } from './incoming.deeds.tsx'
import type { IncomingShown } from './incoming.load.ts'
import { incomingSymbol } from './incoming.ts'
import { type IncomingListAddress, incomingListHref } from './list.forms.ts'
import { type ListedRow, shortDate } from './list.parts.tsx'

const opened = (asked: IncomingListAddress, id: string) => incomingListHref(asked, { truoc: asked.truoc, chon: id })

/** The rows of the register in the narrow list beside an open document. */
export function NarrowRows({ rows, asked, year }: { rows: readonly ListedRow[]; asked: IncomingListAddress; year: number }) {
  return rows.map((row) => (
    <Item
      key={row.id}
      href={opened(asked, row.id)}
      number={incomingSymbol(row) || 'Không số'}
      sender={shortAgency(row.issuingAgency)}
      at={shortDate(row.arrivalDate ?? row.arrivedAt, year)}
      subject={row.subject}
      read={row.read}
      selected={row.id === asked.chon}
      tags={
        <>
          <UrgencyTag of={row.urgency} />
          <StateTag life="arrival" of={row.state} />
        </>
      }
      end={row.due ? <Due on={row.due.on} left={row.due.left} /> : undefined}
    />
  ))
}

function Page({ doc, files }: Pick<IncomingShown, 'doc' | 'files'>) {
  const [main] = files
  if (doc.state === 'RECALLED') return <Note>Văn bản đã được thu hồi: nội dung đã khóa.</Note>
  if (!main) return <Note>Văn bản này không kèm tệp.</Note>
  const href = `/tep/den/${doc.id}/${main.id}`
  if (main.mediaType === 'application/pdf') return <PdfFrame href={href} name={main.name} />
  return <a href={href}>{main.mediaType.startsWith('image/') ? <img src={href} alt={main.name} /> : main.name}</a>
}

function Said({ shown }: { shown: IncomingShown }) {
  const notes = shown.notes.filter((one) => one.task !== 'REMARK')
  return notes.map((one) => (
    <Directive key={one.id} by={`${one.name}, ${formatInstant(one.at)}`}>
      {one.body}
    </Directive>
  ))
}

type Props = { shown: IncomingShown; typed: Typed; words: string | null; asked: IncomingListAddress; rows: readonly ListedRow[] }

/** What a leader or the chief of office opens beside the list: the first page, what was said, and the box for his words. */
export function Beside({ shown, typed, words, asked, rows }: Props) {
  const { doc, kindName, due, verdict } = shown
  const at = rows.findIndex((row) => row.id === doc.id)
  const [before, after] = [rows[at - 1], at < 0 ? undefined : rows[at + 1]]
  return (
    <Preview
      line={
        <>
          <UrgencyTag of={doc.urgency} />
          <KindTag kind={kindName} invitation={doc.kind === 'INVITATION'} />
          <StateTag life="arrival" of={doc.state} />
          {due && <Due on={due.on} left={due.left} capital />}
          <Spacer />
          {before && <IconLink icon="up" small label="Văn bản trước" href={opened(asked, before.id)} />}
          {after && <IconLink icon="down" small label="Văn bản sau" href={opened(asked, after.id)} />}
          <IconLink icon="close" small label="Đóng, về danh sách" href={incomingListHref(asked, { truoc: asked.truoc })} />
        </>
      }
      title={doc.subject}
      about={
        <>
          <b className="lt-sym">{incomingSymbol(doc) || 'Không số'}</b>
          {doc.promulgationDate && `, ${formatDate(doc.promulgationDate)}`}, {doc.issuingAgency}
        </>
      }
      page={<Page doc={doc} files={shown.files} />}
      fields={
        <>
          {words && (
            <Note tone="bad" live>
              {words}
            </Note>
          )}
          {verdict && (
            <SignatureLine tone={verdict.tone} verdict={verdict.head}>
              {verdict.about}
            </SignatureLine>
          )}
          <Facts
            rows={[
              ['Số đến', doc.arrivalNumber ?? 'Chưa vào sổ'],
              ['Đến lúc', formatInstant(doc.arrivedAt)],
              ['Người ký', doc.signerName || 'Không ghi'],
            ]}
          />
          <Said shown={shown} />
          <IncomingDeeds shown={shown} typed={typed} />
        </>
      }
      actions={
        <>
          <Spacer />
          <ButtonLink icon="open" href={`/van-ban/den/${doc.id}`}>
            Mở văn bản
          </ButtonLink>
        </>
      }
    />
  )
}
