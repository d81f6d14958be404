import { type DragEvent, useEffect, useState } from 'react'
import { IconButton } from '../button/button.tsx'
import { Icon } from '../icon/icon.tsx'
import { Bar } from '../progress/progress.tsx'
import { type FieldBasics, FieldWords, idsOf, Optional } from './field.tsx'
import { type Sent, sendFile, sizeWords } from './files.ts'
import { sendingEvent } from './send-watched.ts'

export type FileDropProps = FieldBasics & {
  /** ".pdf,.docx" */
  accept?: string | undefined
  multiple?: boolean
  /** "PDF, mỗi tệp tối đa 50 MB" */
  limits?: string
  /**
   * Where each file is sent as soon as it is chosen; the ids that come back are posted as `<name>Id`. Without it, and
   * without script, the files go with the form (`encType="multipart/form-data"`).
   */
  sendTo?: string | undefined
  /** The files stay where they are: they are only handed to this. */
  compare?: ((files: readonly File[]) => void) | undefined
  /** "Kéo tệp vào đây hoặc", "chọn tệp", where the page speaks another language. */
  invitation?: readonly [string, string] | undefined
  /** Told after each file that was sent and taken. */
  sent?: (() => void) | undefined
}

function Line(props: { of: Sent; field: string; remove: (() => void) | null }) {
  const { of } = props
  const state = of.failed ?? (of.id ? 'Đã nhận' : of.percent > 0 ? `${of.percent}\u00a0%` : 'Sẽ gửi cùng biểu mẫu')
  return (
    <li>
      <Icon name={of.failed ? 'warning' : of.id ? 'check' : 'document'} size="small" />
      <span>
        {of.name} <span className="lt-3 lt-nowrap">{sizeWords(of.size)}</span>
      </span>
      <span className="lt-row">
        <span className={of.failed ? 'lt-bad lt-small' : 'lt-files__state lt-num'}>{state}</span>
        {props.remove && <IconButton type="button" small icon="close" label={`Bỏ tệp ${of.name}`} onClick={props.remove} />}
      </span>
      {of.percent > 0 && !of.id && !of.failed && <Bar parts={[{ share: of.percent }]} />}
      {of.id && <input type="hidden" name={`${props.field}Id`} value={of.id} />}
    </li>
  )
}

function useFiles({ sendTo, multiple = false, sent }: Pick<FileDropProps, 'sendTo' | 'multiple' | 'sent'>) {
  const [files, setFiles] = useState<readonly Sent[]>([])
  const change = (key: string, what: Partial<Sent>) =>
    setFiles((now) => now.map((one) => (one.key === key ? { ...one, ...what } : one)))
  const choose = (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])].map((file, at) => ({ file, key: `${at}-${file.name}-${performance.now()}` }))
    const lines = chosen.map(({ file, key }) => ({ key, name: file.name, size: file.size, percent: 0, id: null, failed: null }))
    setFiles((now) => (multiple && sendTo ? [...now, ...lines] : lines))
    if (!sendTo) return
    for (const { file, key } of chosen) {
      sendFile(sendTo, file, {
        progress: (percent) => change(key, { percent }),
        done: (id) => {
          change(key, { id, percent: 100 })
          sent?.()
        },
        failed: (failed) => change(key, { failed }),
      })
    }
    input.value = ''
  }
  const remove = (key: string) => setFiles((now) => now.filter((one) => one.key !== key))
  return { files, choose, remove }
}

/** How far the form is that the files go with; null while none is on its way. */
function useSending(waits: boolean): number | null {
  const [percent, setPercent] = useState<number | null>(null)
  useEffect(() => {
    if (!waits) return
    const hear = (event: Event) => setPercent((event as CustomEvent<number | null>).detail)
    window.addEventListener(sendingEvent, hear)
    return () => window.removeEventListener(sendingEvent, hear)
  }, [waits])
  return waits ? percent : null
}

function Sending({ percent }: { percent: number }) {
  return (
    <div className="lt-files__sending" role="status">
      <span className="lt-small lt-num">{percent < 100 ? `Đang gửi tệp: ${percent}%` : 'Đã gửi xong, đang kiểm tra tệp'}</span>
      <Bar parts={[{ share: percent }]} />
    </div>
  )
}

function Invitation(props: { limits: string | undefined; words: readonly [string, string] }) {
  return (
    <>
      <Icon name="upload" size="large" />
      <span>
        {props.words[0]} <span className="lt-drop__choose">{props.words[1]}</span>
      </span>
      {props.limits && <span className="lt-help">{props.limits}</span>}
    </>
  )
}

const usualWords = ['Kéo tệp vào đây hoặc', 'chọn tệp'] as const

/** A place for files: chosen, or dropped on it (the browser's own control fills it, so both work without script). */
export function FileDrop(props: FileDropProps) {
  const { accept, multiple, limits, sendTo, sent, compare, invitation = usualWords, ...field } = props
  const ids = idsOf(field)
  const { files, choose, remove } = useFiles({ sendTo, multiple: multiple ?? false, sent })
  const [over, setOver] = useState(false)
  const percent = useSending(!sendTo && files.length > 0)
  const hover = (on: boolean) => (_: DragEvent) => setOver(on)
  return (
    <div className="lt-field">
      <label htmlFor={ids.id}>
        {field.label}
        {field.optional && <Optional />}
      </label>
      <div className={`lt-drop${over ? ' lt-drop--over' : ''}${field.error ? ' lt-drop--bad' : ''}`}>
        <Invitation limits={limits} words={invitation} />
        <input
          type="file"
          id={ids.id}
          name={field.name}
          accept={accept}
          multiple={multiple}
          aria-describedby={ids.describedBy}
          aria-invalid={ids.invalid}
          onChange={(event) => (compare ? compare([...(event.currentTarget.files ?? [])]) : choose(event.currentTarget))}
          onDragEnter={hover(true)}
          onDragLeave={hover(false)}
          onDrop={hover(false)}
        />
      </div>
      <ul className="lt-files" aria-live="polite">
        {files.map((one) => (
          <Line key={one.key} of={one} field={field.name} remove={sendTo ? () => remove(one.key) : null} />
        ))}
      </ul>
      {percent !== null && <Sending percent={percent} />}
      <FieldWords field={field} />
    </div>
  )
}
