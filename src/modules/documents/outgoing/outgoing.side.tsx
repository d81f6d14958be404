import type { ReactNode } from 'react'
import { formatDate, formatInstant } from '#kernel/vietnamese.ts'
import {
  Anchor,
  Button,
  Facts,
  Heading,
  PlainList,
  PostForm,
  QrCode,
  Row,
  Tabs,
  TextArea,
  Timeline,
} from '#platform/look/index.ts'
import { FileSlips } from '../attachments/slips.tsx'
import { circuitEntries, historyEntry } from './circuit/circuit.side.tsx'
import type { OutgoingShown } from './outgoing.load.ts'
import { Reached, Recipients } from './recipients/recipients.side.tsx'

type Props = { shown: OutgoingShown }

/** Remarks at any time before release; each names the version it was made on. */
function Remarks({ shown, typed }: Props & { typed: Readonly<Record<string, string>> }) {
  const { comments, versions, mayComment, doc } = shown
  const ordinal = (version: number) => versions.findLast((one) => one.version <= version)?.ordinal
  return (
    <section className="lt-pane">
      <Heading>Góp ý</Heading>
      {comments.length === 0 && <p className="lt-2">Chưa có góp ý.</p>}
      <PlainList>
        {comments.map((one) => (
          <li key={one.id}>
            <b>{one.name}</b>, {one.position}
            <span className="lt-slips__about">
              {formatInstant(one.at)}
              {ordinal(one.version) && `, trên bản ${ordinal(one.version)}`}
            </span>
            <p className="lt-pre">{one.body}</p>
          </li>
        ))}
      </PlainList>
      {mayComment && (
        <PostForm key={`${doc.id}-${comments.length}`}>
          <div className="lt-stack lt-stack--close">
            <TextArea
              name="words"
              label="Góp ý cho dự thảo"
              optional
              rows={2}
              defaultValue={typed.intent === 'comment' ? typed.words : undefined}
            />
            <Row>
              <Button size="small" icon="comment" name="intent" value="comment">
                Gửi góp ý
              </Button>
            </Row>
          </div>
        </PostForm>
      )}
    </section>
  )
}

/** How long the signatures of the issued file can be checked, and the file that proves it. */
function lastingRow({ doc, lasting }: OutgoingShown): [string, ReactNode][] {
  if (!lasting) return []
  if (lasting.level === 'B-B') return [['Lưu trữ lâu dài', 'Chờ dấu thời gian']]
  const words = lasting.level === 'B-LTA' ? 'Đủ dữ liệu kiểm tra' : 'Đã có dấu thời gian, chờ dữ liệu thu hồi'
  return [
    [
      'Lưu trữ lâu dài',
      <span key="lasting">
        {words}, <Anchor href={`/tep/di/${doc.id}/luu-tru`}>tải tệp lưu trữ</Anchor>
      </span>,
    ],
  ]
}

/** What is given to whoever asks whether the document is genuine. */
function ToCheck({ shown: { check } }: Props) {
  if (!check) return null
  return (
    <section className="lt-pane">
      <Heading>Mã kiểm tra</Heading>
      <Row>
        <QrCode {...check.qr} label={`Mã QR kiểm tra văn bản ${check.code}`} width={96} />
        <p>
          <b className="lt-num">{check.code}</b>
          <span className="lt-slips__about">Ai có mã cũng kiểm tra được văn bản này là thật.</span>
          <Anchor href={new URL(check.address).pathname}>Xem trang kiểm tra</Anchor>
        </p>
      </Row>
    </section>
  )
}

function Papers({ shown }: Props) {
  const { doc, related, versions } = shown
  return (
    <section className="lt-pane">
      <Facts
        rows={[
          ['Người soạn', shown.people.find((one) => one.post === doc.drafter)?.name ?? ''],
          ['Người ký', shown.signerName ?? 'Chưa chọn'],
          [
            'Phiên bản',
            versions.length > 1 ? (
              <Anchor href={`/van-ban/di/${doc.id}/ban`}>Bản {versions.length}, xem và so sánh</Anchor>
            ) : (
              `Bản ${versions.length}`
            ),
          ],
          ...lastingRow(shown),
          ...related.map((one): [string, ReactNode] => [
            one.id === doc.responseFor ? 'Trả lời' : 'Liên quan',
            <Anchor key={one.id} href={`/van-ban/${one.kind === 'INCOMING' ? 'den' : 'di'}/${one.id}`}>
              {one.title}
            </Anchor>,
          ]),
        ]}
      />
      <FileSlips id={doc.id} files={shown.files.filter((file) => file.role === 'ATTACHMENT')} />
    </section>
  )
}

const partsOf = ({ recipients, deliveries, comments }: OutgoingShown) => [
  { part: '', label: 'Quá trình' },
  { part: 'noi-nhan', label: 'Nơi nhận', count: deliveries.length || recipients.length },
  { part: 'thong-tin', label: 'Thông tin' },
  { part: 'gop-y', label: 'Góp ý', count: comments.length },
]

function Course({ shown }: Props) {
  const { doc, history } = shown
  const circuit = circuitEntries(shown)
  return (
    <>
      {circuit.length > 0 && (
        <section className="lt-pane">
          <Heading>Luồng ký</Heading>
          <Timeline entries={circuit} />
        </section>
      )}
      <Reached shown={shown} />
      {history.length > 0 && (
        <section className="lt-pane">
          <Heading>Quá trình</Heading>
          <Timeline entries={history.map(historyEntry)} />
          {doc.issuedAt && <p className="lt-3">Phát hành ngày {formatDate(doc.issuedAt)}.</p>}
        </section>
      )}
    </>
  )
}

type SideProps = Props & { typed: Readonly<Record<string, string>>; part: string | null; first: ReactNode }

/** Beside the file, a part at a time: deeds, circuit and course; who gets it and how it went; the papers; remarks. */
export function OutgoingSide({ shown, typed, part, first }: SideProps) {
  const parts = partsOf(shown)
  const open = parts.some((one) => one.part === part) ? part : ''
  return (
    <>
      <Tabs
        label="Phần của văn bản"
        tabs={parts.map((one) => ({
          href: one.part === '' ? '?' : `?phan=${one.part}`,
          label: one.label,
          count: one.count || undefined,
          current: one.part === open,
        }))}
      />
      {open === '' && first}
      {open === '' && <Course shown={shown} />}
      {open === 'noi-nhan' && <Recipients shown={shown} />}
      {open === 'thong-tin' && <ToCheck shown={shown} />}
      {open === 'thong-tin' && <Papers shown={shown} />}
      {open === 'gop-y' && <Remarks shown={shown} typed={typed} />}
    </>
  )
}
