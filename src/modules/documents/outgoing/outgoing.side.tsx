import type { ReactNode } from 'react'
import { formatDate, formatInstant } from '#kernel/vietnamese.ts'
import { Anchor, Button, Facts, Heading, PlainList, PostForm, Row, StateTag, TextArea, Timeline } from '#platform/look/index.ts'
import { FileSlips } from '../attachments/slips.tsx'
import { circuitEntries, historyEntry } from './circuit.side.tsx'
import { modeLabels, purposeLabels } from './compose.vi.ts'
import type { OutgoingShown } from './outgoing.load.ts'

type Props = { shown: OutgoingShown }

function Recipients({ shown }: Props) {
  const { recipients, deliveries } = shown
  return (
    <section className="lt-pane">
      <Heading>Nơi nhận</Heading>
      <PlainList>
        {deliveries.length === 0
          ? recipients.map((one) => (
              <li key={one.recipient ?? one.recipientName}>
                <b>{one.recipientName}</b>: {purposeLabels[one.purpose]}, {modeLabels[one.mode]}
                {one.paperCopies > 0 && `, ${one.paperCopies} bản giấy (${one.paperBasis})`}
              </li>
            ))
          : deliveries.map((one) => (
              <li key={one.id}>
                <b>{one.recipientName}</b> <StateTag life="delivery" of={one.state} />
                {one.acceptedAt && ` vào sổ ${formatInstant(one.acceptedAt)}`}
                {one.finishedAt && `, hoàn thành ${formatInstant(one.finishedAt)}`}
                {one.refusalReason && `: ${one.refusalReason}`}
                {one.failure === 'no-channel' && ': nơi nhận chưa có kênh điện tử, cần gửi giấy'}
              </li>
            ))}
        {recipients.length === 0 && <li className="lt-2">Chưa có nơi nhận.</li>}
      </PlainList>
    </section>
  )
}

/** Remarks at any time before release; each names the version it was made on. */
function Remarks({ shown, typed }: Props & { typed: Readonly<Record<string, string>> }) {
  const { comments, versions, mayComment, doc } = shown
  const ordinal = (version: number) => versions.findLast((one) => one.version <= version)?.ordinal
  if (comments.length === 0 && !mayComment) return null
  return (
    <section className="lt-pane">
      <Heading>Góp ý</Heading>
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

/** Beside the file: papers, circuit, who gets it and how it went, remarks, what happened. */
export function OutgoingSide({ shown, typed }: Props & { typed: Readonly<Record<string, string>> }) {
  const { doc, history } = shown
  const circuit = circuitEntries(shown)
  return (
    <>
      <Papers shown={shown} />
      {circuit.length > 0 && (
        <section className="lt-pane">
          <Heading>Luồng ký</Heading>
          <Timeline entries={circuit} />
        </section>
      )}
      <Recipients shown={shown} />
      <Remarks shown={shown} typed={typed} />
      <section className="lt-pane">
        <Heading>Quá trình</Heading>
        <Timeline entries={history.map(historyEntry)} />
        {doc.issuedAt && <p className="lt-3">Phát hành ngày {formatDate(doc.issuedAt)}.</p>}
      </section>
    </>
  )
}
