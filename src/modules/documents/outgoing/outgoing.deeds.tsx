import { Button, ButtonLink, More, Note, PostForm, SignSheet, TextArea } from '#platform/look/index.ts'
import { ChangedSince, ReturnForm, ReviewDeeds, type TypedReview } from './circuit/review.deeds.tsx'
import type { OutgoingShown } from './outgoing.load.ts'
import { DeskSign } from './sign/desk-sign.tsx'
import { KeySecrets } from './sign/secrets.tsx'
import { forbidden, ShadowAsked } from './sign/shadow.note.tsx'
import type { FileFindings } from './sign/shadow.ts'

type Props = { shown: OutgoingShown & { shadow?: readonly FileFindings[] }; typed: TypedReview; fault: string | undefined }

/** The circuit that is proposed, in one line; it can be changed on the compose screen. */
function Submit({ shown }: { shown: OutgoingShown }) {
  const { doc, proposal } = shown
  return (
    <PostForm>
      <div className="lt-stack">
        <div className="lt-stack lt-stack--close">
          <input type="hidden" name="steps" value={proposal.length} />
          {proposal.map((step, at) => (
            <span key={`${step.post}-${String(at)}`}>
              <input type="hidden" name={`s${at}.post`} value={step.post} />
              <input type="hidden" name={`s${at}.task`} value={step.task} />
              <input type="hidden" name={`s${at}.beside`} value={step.beside} />
              {at + 1}. <b>{step.name}</b> duyệt{step.beside === 'yes' && ', cùng lúc với người trên'}
            </span>
          ))}
          <span>
            {proposal.length + 1}. <b>{shown.signerName ?? 'Chưa chọn người ký'}</b> ký số
          </span>
        </div>
        <div className="lt-row lt-row--wrap">
          <Button kind="primary" icon="send" name="intent" value="submit">
            Trình ký
          </Button>
          <ButtonLink icon="pen" href={`/van-ban/di/${doc.id}/sua`}>
            Sửa dự thảo, luồng trình
          </ButtonLink>
        </div>
      </div>
    </PostForm>
  )
}

function Sign({ shown, typed, fault }: Props) {
  const { doc, card, review, shadow = [] } = shown
  if (!card) return null
  const asked = <ShadowAsked id={doc.id} files={shadow} ticked={typed.intent === 'sign' && typed.despite !== undefined} />
  return (
    <>
      <ChangedSince id={doc.id} changed={review.changed} />
      {forbidden(shadow) ? (
        asked
      ) : (
        <SignSheet
          title="Ký số văn bản này?"
          subject={doc.subject}
          signer={card.signer}
          certificate={card.certificate}
          asks={card.asks}
          instead={card.atDesk && <DeskSign id={doc.id} step="sign" deed="Ký bằng thiết bị" done={`/van-ban/di/${doc.id}`} />}
          follows={doc.numbered ? 'Văn thư cấp số, đóng dấu' : 'Phát hành nội bộ'}
          fields={{ intent: 'sign' }}
          error={typed.intent === 'sign' ? fault : (card.fault ?? undefined)}
          warning={
            <>
              Chữ ký không hoàn tác được.{' '}
              {card.pin && (
                <>
                  Bản trình diễn: mã PIN là <b>{card.pin}</b>.
                </>
              )}
            </>
          }
          deed="Ký số"
          before={asked}
          forgotten="/chung-thu-so"
        />
      )}
      <More label="Trả lại…" open={typed.intent === 'return'}>
        <ReturnForm review={review} typed={typed} error={typed.intent === 'return' ? fault : undefined} />
      </More>
    </>
  )
}

/** What is still to be done when the one press goes on from where it stood. */
const issueWords = (state: OutgoingShown['doc']['state']) =>
  state === 'SEALED' ? 'Phát hành' : state === 'NUMBERED' ? 'Đóng dấu và phát hành' : 'Cấp số, đóng dấu và phát hành'

/** The clerk's one press: number, seal, release. */
function Issue({ shown, typed, fault }: Props) {
  const back = shown.steps.includes('return')
  return (
    <>
      {shown.sealAtDesk ? (
        <DeskSign
          id={shown.doc.id}
          step="seal"
          deed={`${issueWords(shown.doc.state)} bằng thiết bị`}
          done={`/van-ban/di/${shown.doc.id}`}
        />
      ) : (
        <PostForm>
          <div className="lt-stack">
            <KeySecrets
              asks={shown.sealAsks}
              help={`Mã PIN khóa chữ ký số của cơ quan. Số đã cấp không lấy lại được.${shown.demoPin ? ` Bản trình diễn: mã PIN là ${shown.demoPin}.` : ''}`}
              error={typed.intent === 'issue' ? fault : undefined}
            />
            <Button kind="primary" icon="stamp" name="intent" value="issue">
              {issueWords(shown.doc.state)}
            </Button>
          </div>
        </PostForm>
      )}
      {back && (
        <More label="Trả lại…" open={typed.intent === 'return'}>
          <ReturnForm review={shown.review} typed={typed} error={typed.intent === 'return' ? fault : undefined} />
        </More>
      )}
    </>
  )
}

function Plain(props: { intent: string; words: string; help?: string }) {
  return (
    <PostForm>
      <div className="lt-row lt-row--wrap">
        <Button name="intent" value={props.intent}>
          {props.words}
        </Button>
        {props.help && <span className="lt-small lt-2">{props.help}</span>}
      </div>
    </PostForm>
  )
}

function Cancel({ typed }: Pick<Props, 'typed'>) {
  return (
    <More label="Hủy dự thảo…" danger open={typed.intent === 'cancel'}>
      <PostForm>
        <TextArea name="reason" id="cancel-reason" label="Lý do hủy" optional rows={2} defaultValue={typed.reason} />
        <Button kind="danger" name="intent" value="cancel">
          Hủy dự thảo
        </Button>
      </PostForm>
    </More>
  )
}

/** What the actor may do with the document until it is released: exactly the open steps of its life. */
export function OutgoingDeeds(props: Props) {
  const { shown, typed, fault } = props
  const { steps, mine, review } = shown
  const may = (step: (typeof steps)[number]) => steps.includes(step)
  // A document signed by hand is numbered first; its number is written on the paper before anything goes out.
  const waitsForScan = shown.doc.signedBy === 'hand' && shown.doc.state !== 'SEALED'
  // Nothing goes out to an agency that has ended: its card above comes first.
  const issuing = !waitsForScan && shown.after.ended.length === 0 && (may('number') || may('seal') || may('release'))
  return (
    <>
      {shown.returned && (
        <Note tone="warn" icon="reply">
          <b>{shown.returned.by}</b> trả lại: {shown.returned.reason}
        </Note>
      )}
      {may('submit') && <Submit shown={shown} />}
      {may('approve') && mine && (
        <>
          <ChangedSince id={shown.doc.id} changed={review.changed} />
          <ReviewDeeds review={review} typed={typed} error={typed.intent === 'return' ? fault : undefined} />
        </>
      )}
      {may('sign') && <Sign {...props} />}
      {issuing && <Issue {...props} />}
      {may('releaseInside') && <Plain intent="releaseInside" words="Phát hành nội bộ" />}
      {may('withdraw') && !may('submit') && (
        <Plain intent="withdraw" words="Rút lại" help="Dự thảo về lại với bạn, luồng trình dừng." />
      )}
      {may('cancel') && <Cancel typed={typed} />}
    </>
  )
}
