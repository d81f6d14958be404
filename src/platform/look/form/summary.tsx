import { type ReactNode, useEffect, useRef } from 'react'
import { Icon } from '../icon/icon.tsx'

export type FieldErrors = Readonly<Record<string, string | undefined>>

/**
 * What must be put right, at the top of a form. Spoken, takes the focus, and leads to each field (`#` and its name).
 * `kept` says that nothing typed is lost.
 */
export function ErrorSummary(props: { title?: string; errors: FieldErrors; kept?: ReactNode; others?: readonly string[] }) {
  const box = useRef<HTMLDivElement>(null)
  const fields = Object.entries(props.errors).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const count = fields.length + (props.others?.length ?? 0)
  useEffect(() => {
    if (count > 0) box.current?.focus()
  }, [count])
  if (count === 0) return null
  return (
    <div className="lt-summary" role="alert" tabIndex={-1} ref={box}>
      <Icon name="warning" />
      <div>
        <h2>{props.title ?? `Chưa gửi được. Còn ${count} chỗ cần sửa.`}</h2>
        <ul>
          {fields.map(([name, words]) => (
            <li key={name}>
              <a href={`#${name}`}>{words}</a>
            </li>
          ))}
          {props.others?.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        {props.kept && <p>{props.kept}</p>}
      </div>
    </div>
  )
}

/** The deeds at the foot of a form, the primary one last. */
export function Actions(props: { children: ReactNode }) {
  return <div className="lt-actions">{props.children}</div>
}
