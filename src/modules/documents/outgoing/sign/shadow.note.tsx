import { Anchor, Check, Note } from '#platform/look/index.ts'
import type { FileFindings } from './shadow.ts'

/** What was found in the files of one document, with its places and what can be done about it. */
export function ShadowFindings({ id, files }: { id: string; files: readonly FileFindings[] }) {
  return files.map((file) => (
    <div key={file.id} className="lt-stack lt-stack--close">
      <span>
        {file.main ? 'Trong tệp văn bản ' : 'Trong tệp kèm theo '}
        <Anchor href={`/tep/di/${id}/${file.id}`}>{file.name}</Anchor>:
      </span>
      <ul className="lt-findings">
        {file.findings.map((one) => (
          <li key={`${one.code} ${one.page}`}>
            <b>{one.words}.</b> {one.advice}
          </li>
        ))}
      </ul>
    </div>
  ))
}

/** True when one of the findings forbids the signature. */
export const forbidden = (files: readonly FileFindings[]): boolean =>
  files.some((file) => file.findings.some((one) => one.level === 'refuse'))

/** Before the signature: what was found, and the tick by which the signer takes it on; none where the policy refuses. */
export function ShadowAsked(props: { id: string; files: readonly FileFindings[]; ticked?: boolean }) {
  const { id, files } = props
  if (files.length === 0) return null
  const refused = forbidden(files)
  return (
    <Note tone={refused ? 'bad' : 'warn'}>
      <div className="lt-stack lt-stack--close">
        <b>
          {refused ? 'Tệp có nội dung ẩn nên không ký được. Hãy trả lại để thay tệp.' : 'Tệp có điểm cần xem kỹ trước khi ký.'}
        </b>
        <ShadowFindings id={id} files={files} />
        {!refused && (
          <Check
            name="despite"
            value={id}
            id={`despite-${id}`}
            label="Tôi đã xem các điểm trên và vẫn ký"
            checked={props.ticked ?? false}
          />
        )}
      </div>
    </Note>
  )
}
