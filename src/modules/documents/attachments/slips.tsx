import { Anchor, Icon } from '#platform/look/index.ts'
import type { OutgoingFile } from '../outgoing/file.sql.ts'

/** The papers of a document by their names; one that stays on paper says so. */
export function FileSlips(props: { id: string; files: readonly OutgoingFile[] }) {
  return (
    <ul className="lt-slips">
      {props.files.map((file) => (
        <li key={file.id}>
          <Icon name={file.onPaper ? 'paper' : 'document'} size="small" />
          <span>
            {file.sha256 ? <Anchor href={`/tep/di/${props.id}/${file.id}`}>{file.name}</Anchor> : file.name}
            {file.role === 'UPLOAD' && <span className="lt-slips__about">Nội dung văn bản</span>}
            {file.onPaper && <span className="lt-slips__about">Chỉ có bản giấy</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
