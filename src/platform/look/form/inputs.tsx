import type { ComponentPropsWithoutRef } from 'react'
import { Icon } from '../icon/icon.tsx'
import type { IconName } from '../icon/paths.ts'
import { Field, type FieldBasics, type FieldIds } from './field.tsx'

type Own = 'name' | 'id' | 'className'
const split = <Rest extends FieldBasics>(props: Rest) => {
  const { name, label, id, help, error, optional, ...rest } = props
  return { field: { name, label, id, help, error, optional }, rest }
}
const tied = (ids: FieldIds, optional: boolean | undefined) => ({
  id: ids.id,
  'aria-describedby': ids.describedBy,
  'aria-invalid': ids.invalid,
  'aria-required': optional ? undefined : (true as const),
})

export type TextInputProps = FieldBasics &
  Omit<ComponentPropsWithoutRef<'input'>, Own> & {
    icon?: IconName | undefined
    /** Width by what is expected: a number, a symbol, a name. */
    fit?: 'short' | 'medium' | undefined
  }

/** One line of text. */
export function TextInput({ icon, fit, type = 'text', ...props }: TextInputProps) {
  const { field, rest } = split(props)
  return (
    <Field {...field}>
      {(ids) => (
        <span className={`lt-in${field.error ? ' lt-in--bad' : ''}${fit ? ` lt-in--${fit}` : ''}`}>
          {icon && <Icon name={icon} size="small" />}
          <input {...rest} {...tied(ids, field.optional || type === 'password')} type={type} name={field.name} />
        </span>
      )}
    </Field>
  )
}

/** A secret: password or PIN. Pasting and password managers work. */
export function SecretInput(props: TextInputProps) {
  return <TextInput autoComplete="current-password" spellCheck={false} {...props} type="password" />
}

/** Several lines of text; the box grows with them where the browser can. */
export function TextArea(props: FieldBasics & Omit<ComponentPropsWithoutRef<'textarea'>, Own>) {
  const { field, rest } = split(props)
  return (
    <Field {...field}>
      {(ids) => (
        <span className={`lt-in lt-in--area${field.error ? ' lt-in--bad' : ''}`}>
          <textarea rows={3} {...rest} {...tied(ids, field.optional)} name={field.name} />
        </span>
      )}
    </Field>
  )
}

export type Choice = { value: string; label: string; help?: string | undefined; disabled?: boolean | undefined }
export type ChoiceGroup = { label: string; choices: readonly Choice[] }

function Choices(props: { of: readonly Choice[] }) {
  return props.of.map((choice) => (
    <option key={choice.value} value={choice.value} disabled={choice.disabled}>
      {choice.label}
    </option>
  ))
}

export type SelectProps = FieldBasics &
  Omit<ComponentPropsWithoutRef<'select'>, Own | 'children'> & {
    choices: readonly (Choice | ChoiceGroup)[]
    /** The first line, which stands for "nothing chosen": "Chọn người ký". */
    blank?: string | undefined
  }

/** One of a list, the browser's own control. */
export function Select({ choices, blank, ...props }: SelectProps) {
  const { field, rest } = split(props)
  return (
    <Field {...field}>
      {(ids) => (
        <span className={`lt-in lt-in--select${field.error ? ' lt-in--bad' : ''}`}>
          <select {...rest} {...tied(ids, field.optional)} name={field.name}>
            {blank !== undefined && <option value="">{blank}</option>}
            {choices.map((one) =>
              'choices' in one ? (
                <optgroup key={one.label} label={one.label}>
                  <Choices of={one.choices} />
                </optgroup>
              ) : (
                <Choices key={one.value} of={[one]} />
              ),
            )}
          </select>
          <Icon name="down" size="small" />
        </span>
      )}
    </Field>
  )
}
