import { useState } from 'react'
import { Actions, Anchor, Button, Check, PostForm } from '#platform/look/index.ts'
import type { BoxesFields, BoxFields } from './box-forms.ts'
import { BoxStage } from './box-stage.tsx'
import { type BoxName, boxLabels, boxNames, mayBePrinted, type PageSize } from './boxes.ts'

const parts = [
  ['page', 'Trang'],
  ['left', 'Cách trái'],
  ['top', 'Cách trên'],
  ['width', 'Rộng'],
  ['height', 'Cao'],
] as const

type Line = { name: BoxName; at: number; fields: BoxFields; change: (name: BoxName, fields: Partial<BoxFields>) => void }

function Fields({ name, at, fields, change }: Line) {
  return (
    <tr>
      <th scope="row">
        {at + 1}. {boxLabels[name]}
      </th>
      {parts.map(([part, label]) => (
        <td key={part}>
          <span className="lt-in">
            <input
              name={`${name}.${part}`}
              id={part === 'page' ? name : undefined}
              inputMode="decimal"
              aria-label={`${boxLabels[name]}: ${label}`}
              value={fields[part]}
              onChange={(event) => change(name, { [part]: event.currentTarget.value })}
            />
          </span>
        </td>
      ))}
      <td>
        {mayBePrinted.includes(name) && (
          <span onChange={(event) => change(name, { printed: (event.target as HTMLInputElement).checked })}>
            <Check name={`${name}.printed`} id={`${name}-printed`} label="in sẵn" checked={fields.printed} />
          </span>
        )}
      </td>
    </tr>
  )
}

/** Where number, date, signature and seal go: dragged on the page, or typed in millimetres. */
export function BoxForm(props: { id: string; fields: BoxesFields; pages: readonly PageSize[] }) {
  const { id, pages } = props
  const [fields, setFields] = useState(props.fields)
  const change = (name: BoxName, part: Partial<BoxFields>) => setFields((now) => ({ ...now, [name]: { ...now[name], ...part } }))
  return (
    <PostForm className="lt-stack">
      <p className="lt-2">Kéo từng ô vào đúng chỗ trên trang, hoặc ghi số đo bằng milimét tính từ mép trái và mép trên.</p>
      <Anchor className="lt-hit" href={`/tep/di/${id}/vi-tri`}>
        Xem tệp có vẽ các ô
      </Anchor>
      <div className="lt-tablewrap">
        <table className="lt-boxtable">
          <thead>
            <tr>
              <th scope="col">Ô</th>
              {parts.map(([part, label]) => (
                <th key={part} scope="col">
                  {label}
                  {part !== 'page' && ' (mm)'}
                </th>
              ))}
              <th scope="col">
                <span className="lt-vh">Đã in trong tệp</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {boxNames.map((name, at) => (
              <Fields key={name} name={name} at={at} fields={fields[name]} change={change} />
            ))}
          </tbody>
        </table>
      </div>
      <Actions>
        <Button kind="primary" name="intent" value="boxes">
          Lưu vị trí
        </Button>
      </Actions>
      <BoxStage href={`/tep/di/${id}/xem-truoc`} pages={pages} fields={fields} change={change} />
    </PostForm>
  )
}
