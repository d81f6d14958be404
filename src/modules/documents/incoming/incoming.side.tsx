import type { ReactNode } from 'react'
import { formatDate, formatInstant, formatTime } from '#kernel/vietnamese.ts'
import {
  Actions,
  Anchor,
  Button,
  ButtonLink,
  Directive,
  Due,
  Facts,
  Heading,
  PlainList,
  PostForm,
  Stack,
  type StateOf,
  StateTag,
  Stations,
  Tabs,
  TextInput,
} from '#platform/look/index.ts'
import { formsFor, isRegistered } from '../copies/copy.ts'
import { DigitisedPane } from '../digitised/digitised.side.tsx'
import { Course } from './course.side.tsx'
import type { DeedProps } from './deed.ts'
import { FileKinds } from './file-kind.side.tsx'
import type { IncomingShown } from './incoming.load.ts'

/** The deadline, and on request why it falls where it falls: each day, counted or not. */
export function DueExplained({ of }: { of: NonNullable<IncomingShown['due']> }) {
  return (
    <details className="lt-more">
      <summary>
        <Due on={of.on} left={of.left} capital />
      </summary>
      <Facts
        rows={of.days.map((one) => [formatDate(one.date), one.counted ? <b key="why">{one.reason}</b> : one.reason] as const)}
      />
    </details>
  )
}

function Remarks({ shown, typed }: DeedProps) {
  const remarks = shown.notes.filter((one) => one.task === 'REMARK')
  return (
    <div className="lt-pane">
      <Heading>Trao đổi</Heading>
      {remarks.map((one) => (
        <Directive key={one.id} by={`${one.name}, ${formatInstant(one.at)}`}>
          {one.body}
        </Directive>
      ))}
      <PostForm key={remarks.length}>
        <Stack>
          <TextInput name="remark" label="Góp ý" optional defaultValue={typed.values.remark} />
          <Actions>
            <Button name="intent" value="remark" icon="comment">
              Gửi
            </Button>
          </Actions>
        </Stack>
      </PostForm>
    </div>
  )
}

function AboutDocument({ shown }: { shown: IncomingShown }) {
  const { doc } = shown
  const copyable = shown.actor.roles.includes('recordsClerk') && isRegistered(doc) && formsFor(doc.kind).length > 0
  return (
    <div className="lt-pane">
      <Heading>Thông tin văn bản</Heading>
      <Facts
        rows={[
          ['Số, ký hiệu', doc.codeNotation ? `${doc.codeNumber}/${doc.codeNotation}` : doc.codeNumber || 'Không số'],
          ['Cơ quan', doc.issuingAgency],
          ['Ngày văn bản', doc.promulgationDate ? formatDate(doc.promulgationDate) : 'Không ghi'],
          ['Đến lúc', formatInstant(doc.arrivedAt)],
          ...(doc.paperArrivedOn ? ([['Bản giấy', `nhận ${formatDate(doc.paperArrivedOn)}`]] as const) : []),
          ['Người ký', doc.signerName || 'Không ghi'],
          ...(doc.duplicateReason ? ([['Vào sổ dù trùng', doc.duplicateReason]] as const) : []),
          ...(doc.outcome ? ([['Kết quả', doc.outcome]] as const) : []),
        ]}
      />
      {shown.due && <DueExplained of={shown.due} />}
      <ButtonLink href={`/tep/den/${doc.id}/phieu`} kind="ghost" size="small" icon="print">
        In phiếu giải quyết văn bản đến
      </ButtonLink>
      {copyable && (
        <ButtonLink href={`/van-ban/den/${doc.id}/sao`} kind="ghost" size="small" icon="paper">
          Sao văn bản
        </ButtonLink>
      )}
    </div>
  )
}

const partsOf = ({ answers, notes, doc }: IncomingShown) => [
  { part: '', label: 'Quá trình' },
  { part: 'lien-quan', label: 'Liên quan', count: answers.length + (doc.answeredBy && answers.length === 0 ? 1 : 0) },
  { part: 'thong-tin', label: 'Thông tin' },
  { part: 'trao-doi', label: 'Trao đổi', count: notes.filter((one) => one.task === 'REMARK').length },
]

/** The address of a part, with the file that is open. */
const partHref = (part: string, file: string | null) => {
  const query = new URLSearchParams([...(file ? [['tep', file]] : []), ...(part ? [['phan', part]] : [])]).toString()
  return query === '' ? '?' : `?${query}`
}

function Related({ shown }: { shown: IncomingShown }) {
  return (
    <div className="lt-pane">
      <Heading>Văn bản trả lời</Heading>
      {shown.answers.length === 0 ? (
        <p className="lt-2">Chưa có văn bản trả lời.</p>
      ) : (
        <PlainList>
          {shown.answers.map((one) => (
            <li key={one.id}>
              <Anchor href={`/van-ban/di/${one.id}`}>
                {one.kindName}, bản {one.version}
              </Anchor>{' '}
              <StateTag of={one.state as StateOf<'document'>} />
              <span className="lt-slips__about">
                {one.drafterName} soạn, sửa lúc {formatInstant(one.changedAt)}
              </span>
            </li>
          ))}
        </PlainList>
      )}
    </div>
  )
}

type SideProps = DeedProps & { part: string | null; file: string | null; first: ReactNode }

/** Beside the file, a part at a time: what is to be done and what happened, what belongs to it, the facts, what was said. */
export function IncomingSide({ shown, typed, part, file, first }: SideProps) {
  const parts = partsOf(shown)
  const open = parts.some((one) => one.part === part) ? part : ''
  return (
    <>
      <Tabs
        label="Phần của văn bản"
        tabs={parts.map((one) => ({
          href: partHref(one.part, file),
          label: one.label,
          count: one.count || undefined,
          current: one.part === open,
        }))}
      />
      {open === '' && first}
      {open === '' && <DigitisedPane shown={shown} typed={typed} />}
      {open === '' && <Course shown={shown} />}
      {open === 'lien-quan' && <Related shown={shown} />}
      {open === 'thong-tin' && <AboutDocument shown={shown} />}
      {open === 'thong-tin' && <FileKinds shown={shown} typed={typed} />}
      {open === 'trao-doi' && <Remarks shown={shown} typed={typed} />}
    </>
  )
}

/** What the sender knows by now. */
export function IncomingStations({ of }: { of: NonNullable<IncomingShown['stations']> }) {
  const times = [
    ['01', of.arrived],
    ['03', of.registered],
    ['04', of.assigned],
    ['05', of.started],
    ['06', of.finished],
  ] as const
  const reached = times.findLast(([, at]) => at !== undefined)?.[0] ?? null
  return <Stations times={Object.fromEntries(times.flatMap(([code, at]) => (at ? [[code, formatTime(at)]] : [])))} at={reached} />
}
