import type { ReactNode } from 'react'
import { Icon } from '../icon/icon.tsx'

/** What every field shares. The address of a field in an error summary is `#` and its id; the id is its name. */
export type FieldBasics = {
  name: string
  label: string
  id?: string | undefined
  /** One line below the label that helps to answer. */
  help?: ReactNode
  /** What is wrong and what to do: "Chưa chọn người ký." */
  error?: string | undefined
  /** Marked in words; without it the field must be filled. */
  optional?: boolean | undefined
}

export type FieldIds = { id: string; describedBy: string | undefined; invalid: true | undefined }

/** The ids that tie a control to its label, help and error. */
export function idsOf(field: Pick<FieldBasics, 'name' | 'id' | 'help' | 'error'>): FieldIds {
  const id = field.id ?? field.name
  const described = [field.help ? `${id}-giup` : '', field.error ? `${id}-loi` : ''].filter(Boolean).join(' ')
  return { id, describedBy: described || undefined, invalid: field.error ? true : undefined }
}

/** The words "(không bắt buộc)". */
export function Optional() {
  return <span className="lt-field__optional"> (không bắt buộc)</span>
}

/** Help and error of a field, in the places its control points to. */
export function FieldWords(props: { field: FieldBasics }) {
  const { help, error } = props.field
  const { id } = idsOf(props.field)
  return (
    <>
      {help && (
        <div className="lt-help" id={`${id}-giup`}>
          {help}
        </div>
      )}
      {error && (
        <div className="lt-error" id={`${id}-loi`}>
          <Icon name="warning" size="tiny" />
          <span>
            <span className="lt-vh">Lỗi: </span>
            {error}
          </span>
        </div>
      )}
    </>
  )
}

/** Label above, then the control, then help and error. For controls that are not among the pieces. */
export function Field(props: FieldBasics & { children: (ids: FieldIds) => ReactNode }) {
  const ids = idsOf(props)
  return (
    <div className="lt-field">
      <label htmlFor={ids.id}>
        {props.label}
        {props.optional && <Optional />}
      </label>
      {props.children(ids)}
      <FieldWords field={props} />
    </div>
  )
}

/** Several controls that answer one question: fieldset and legend. */
export function FieldGroup(props: FieldBasics & { children: ReactNode }) {
  const ids = idsOf(props)
  return (
    <fieldset className="lt-field" id={ids.id} aria-describedby={ids.describedBy} tabIndex={-1}>
      <legend>
        {props.label}
        {props.optional && <Optional />}
      </legend>
      {props.children}
      <FieldWords field={props} />
    </fieldset>
  )
}

/** Fields that belong together, framed: one recipient among several. Its name is for screen readers. */
export function FieldCard(props: { name: string; children: ReactNode }) {
  return (
    <fieldset className="lt-recipient">
      <legend className="lt-vh">{props.name}</legend>
      {props.children}
    </fieldset>
  )
}

/** Fields side by side; one below the other on the phone. */
export function FieldRow(props: { columns?: 2 | 3; children: ReactNode }) {
  return <div className={`lt-fieldrow lt-fieldrow--${props.columns ?? 2}`}>{props.children}</div>
}
