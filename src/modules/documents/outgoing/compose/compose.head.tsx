import { useState } from 'react'
import { type Content, contentFrom } from '#kernel/content.ts'
import type { RefusalCode } from '#kernel/refused.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { Anchor, Button, ButtonLink, Icon, Note, PageHeader, SavedMark, StateTag, useAlive } from '#platform/look/index.ts'
import type { Saving } from '../../drafting/autosave.ts'
import { backupOf, dropBackup } from '../../drafting/backup.ts'
import type { OutgoingState } from '../outgoing.ts'
import type { Stored } from './compose.act.ts'

export type HeadProps = {
  title: string
  state: OutgoingState
  id: string
  /** Count of kept versions; 0 for a draft not saved yet. */
  versions: number
  /** Why a returned draft came back. */
  returned: { by: string; reason: string } | null
  refused: RefusalCode | null
  /** What another person saved while one typed. */
  stored: Stored | null
  /** One's own text, for the comparison; empty when there is nothing to compare. */
  mine: string
  /** It was just saved by a press. */
  savedAt: string | null
  /** The text is an uploaded file. */
  uploaded: boolean
  saving: Saving
  backup: string
  goOver: (version: number) => void
  restore: (content: Content) => void
}

/** Where it was saved last, in the place where the fear arises. */
function Mark({ saving, savedAt }: Pick<HeadProps, 'saving' | 'savedAt'>) {
  const words = saving.words ?? (savedAt ? `Đã lưu ${savedAt} trên máy chủ` : null)
  if (!words) return null
  if (!saving.late) return <SavedMark>{words}</SavedMark>
  return (
    <span className="lt-saved lt-saved--late" role="status">
      <Icon name="warning" size="tiny" />
      {words}
    </span>
  )
}

/** Both texts side by side; nothing is overwritten until somebody says so. */
function Conflict({ stored, mine, goOver }: { stored: Stored; mine: string; goOver: (() => void) | null }) {
  return (
    <Note tone="warn" live>
      <p>
        <b>Người khác vừa lưu bản này trong lúc bạn gõ.</b> Chưa có gì bị ghi đè. Xem hai bản, sửa lại nếu cần, rồi lưu phần của
        bạn lên trên, hoặc mở lại bản đã lưu.
      </p>
      <div className="lt-beside">
        <section>
          <h3>Bản đã lưu: {stored.subject}</h3>
          <pre>{stored.text}</pre>
        </section>
        {mine !== '' && (
          <section>
            <h3>Bản của bạn</h3>
            <pre>{mine}</pre>
          </section>
        )}
      </div>
      <div className="lt-row lt-row--wrap">
        <Button size="small" name="over" value={stored.version} type={goOver ? 'button' : 'submit'} onClick={() => goOver?.()}>
          Lưu phần của tôi lên trên
        </Button>
        <ButtonLink size="small" href="?mo=da-luu" whole>
          Mở bản đã lưu
        </ButtonLink>
      </div>
    </Note>
  )
}

/** What this browser kept of an earlier visit because the server did not have it. */
function LeftBehind({ backup, restore }: Pick<HeadProps, 'backup' | 'restore'>) {
  const alive = useAlive()
  const [answered, setAnswered] = useState(false)
  const left = alive && !answered ? backupOf(backup) : null
  if (!left) return null
  const take = (text: string | null) => {
    if (text !== null) restore(contentFrom(text))
    dropBackup(backup)
    setAnswered(true)
  }
  return (
    <Note
      tone="info"
      action={
        <span className="lt-row">
          <Button type="button" size="small" onClick={() => take(left.text)}>
            Lấy lại
          </Button>
          <Button type="button" size="small" kind="ghost" onClick={() => take(null)}>
            Bỏ
          </Button>
        </span>
      }
    >
      Máy này còn giữ bản gõ dở lúc {left.at} chưa lên máy chủ{left.subject && `: “${left.subject}”`}.
    </Note>
  )
}

/** Title, state, where it is saved, versions; below it whatever must be said before going on. */
export function ComposeHead(props: HeadProps) {
  const { id, saving, refused, returned } = props
  const stored = saving.stored ?? props.stored
  const [first] = useState(props.saving.words)
  return (
    <>
      <PageHeader
        line
        title={props.title}
        back={{ href: id ? `/van-ban/di/${id}` : '/van-ban/du-thao', label: 'Quay lại' }}
        about={<StateTag of={props.state} />}
        actions={
          <>
            <Mark saving={saving} savedAt={first ?? props.savedAt} />
            {id && !props.uploaded && (
              <Anchor className="lt-btn lt-btn--ghost lt-btn--small" href={`/tep/di/${id}/word`}>
                <Icon name="download" size="small" />
                Tải Word
              </Anchor>
            )}
            {props.versions > 0 && (
              <ButtonLink kind="ghost" size="small" icon="history" href={`/van-ban/di/${id}/ban`}>
                Bản {props.versions}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="lt-drafting__notes">
        {refused && refused !== 'changed-meanwhile' && (
          <Note tone="bad" live>
            {refusalWords[refused]} Những gì đã gõ vẫn còn nguyên bên dưới.
          </Note>
        )}
        {returned && (
          <Note tone="warn" icon="reply">
            <b>{returned.by}</b> trả lại: {returned.reason}
          </Note>
        )}
        {stored && (
          <Conflict stored={stored} mine={props.mine} goOver={saving.stored ? () => props.goOver(stored.version) : null} />
        )}
        <LeftBehind backup={props.backup} restore={props.restore} />
      </div>
    </>
  )
}
