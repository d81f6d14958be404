import { useState } from 'react'
import { Anchor, Button, Check, FileDrop, Icon, IconButton, PostForm, TextInput, useAlive } from '#platform/look/index.ts'
import { attachable } from '../drafting/file-kinds.ts'
import type { OutgoingFile } from '../outgoing/file.sql.ts'

const limits = 'mỗi tệp tối đa 50 MB'

/** Only the clerk may vouch for a scan that no machine can search. */
function Looked(props: { clerk: boolean; id: string; changed?: (on: boolean) => void }) {
  if (!props.clerk)
    return <p className="lt-small lt-2">Bản quét không có lớp chữ, ảnh chụp: nhờ văn thư tải lên sau khi xem không có dấu mật.</p>
  return (
    <span onChange={(event) => props.changed?.((event.target as HTMLInputElement).checked)}>
      <Check name="noSecretStamp" id={props.id} label="Tôi đã xem bản quét: không có dấu mật" />
    </span>
  )
}

/** Where a file goes as soon as it is chosen; without script it goes with its form. */
function useSending(id: string, role: string) {
  const alive = useAlive()
  const [looked, setLooked] = useState(false)
  const sendTo = `/van-ban/di/${id}/tep/gui?vai=${role}${looked ? '&khong-mat=yes' : ''}`
  return { alive, setLooked, sendTo }
}

type FormProps = { id: string; clerk: boolean; error: string | undefined; sent: () => void }

/** A PDF instead of the typed text. */
export function UploadForm(props: FormProps & { replaces: boolean }) {
  const { alive, setLooked, sendTo } = useSending(props.id, 'noi-dung')
  return (
    <PostForm encType="multipart/form-data" className="lt-stack">
      <Looked clerk={props.clerk} id="upload-looked" changed={setLooked} />
      <FileDrop
        key={sendTo}
        name="file"
        id="upload"
        label={props.replaces ? 'Thay bằng tệp PDF khác' : 'Tệp PDF của văn bản'}
        optional={props.replaces}
        accept=".pdf,.docx,.odt,.doc,application/pdf"
        limits={`PDF; Word (docx, odt, doc) được đổi sang PDF; ${limits}`}
        error={props.error}
        {...(alive ? { sendTo, sent: props.sent } : {})}
      />
      <div className="lt-row lt-row--wrap">
        {!alive && (
          <Button icon="upload" name="intent" value="upload">
            {props.replaces ? 'Thay tệp' : 'Dùng tệp PDF này'}
          </Button>
        )}
        {props.replaces && (
          <Button kind="ghost" name="intent" value="type" formEncType="application/x-www-form-urlencoded">
            Bỏ tệp, soạn trong hệ thống
          </Button>
        )}
      </div>
    </PostForm>
  )
}

function Line({ id, file, first, last }: { id: string; file: OutgoingFile; first: boolean; last: boolean }) {
  const deed = (what: string) => ({ name: 'intent', value: `${what}:${file.id}` })
  return (
    <li>
      <Icon name={file.onPaper ? 'paper' : 'document'} size="small" />
      <span>
        {file.sha256 ? <Anchor href={`/tep/di/${id}/${file.id}`}>{file.name}</Anchor> : file.name}
        <span className="lt-slips__about">
          {file.onPaper ? 'Gửi bằng giấy: việc gửi điện tử không đủ tài liệu' : 'Gửi điện tử'}
        </span>
      </span>
      <span className="lt-row">
        {file.sha256 && (
          <Button size="small" kind="ghost" {...deed(file.onPaper ? 'electronic' : 'on-paper')}>
            {file.onPaper ? 'Gửi điện tử' : 'Gửi bằng giấy'}
          </Button>
        )}
        {!first && <IconButton small icon="up" label={`Đưa ${file.name} lên`} {...deed('up')} />}
        {!last && <IconButton small icon="down" label={`Đưa ${file.name} xuống`} {...deed('down')} />}
        <IconButton small icon="close" label={`Bỏ ${file.name}`} {...deed('remove')} />
      </span>
    </li>
  )
}

/** The attachments in their order, each with what can be done with it. */
export function AttachmentList(props: { id: string; files: readonly OutgoingFile[] }) {
  const { id, files } = props
  if (files.length === 0) return <p className="lt-2">Chưa có tệp kèm theo.</p>
  return (
    <PostForm>
      <ul className="lt-slips">
        {files.map((file, at) => (
          <Line key={file.id} id={id} file={file} first={at === 0} last={at === files.length - 1} />
        ))}
      </ul>
    </PostForm>
  )
}

/** Further attachments: sent one by one with their progress; without script all at once with the form. */
export function AttachForm(props: FormProps) {
  const { alive, setLooked, sendTo } = useSending(props.id, 'kem-theo')
  return (
    <PostForm encType="multipart/form-data" className="lt-stack">
      <Looked clerk={props.clerk} id="attach-looked" changed={setLooked} />
      <FileDrop
        key={sendTo}
        name="file"
        id="attach"
        label="Thêm tệp kèm theo"
        optional
        multiple
        accept={attachable}
        limits={`PDF, Word, Excel, ảnh …, ${limits}`}
        error={props.error}
        {...(alive ? { sendTo, sent: props.sent } : {})}
      />
      {!alive && (
        <div className="lt-row">
          <Button icon="upload" name="intent" value="attach">
            Đính kèm
          </Button>
        </div>
      )}
    </PostForm>
  )
}

/** A paper that goes along without a file. */
export function PaperForm(props: { typed: string; error: string | undefined }) {
  return (
    <PostForm>
      <div className="lt-rcpts__pick">
        <TextInput name="paper" label="Tài liệu chỉ có bản giấy" optional defaultValue={props.typed} error={props.error} />
        <Button size="small" icon="plus" name="intent" value="paper">
          Thêm bản giấy
        </Button>
      </div>
    </PostForm>
  )
}
