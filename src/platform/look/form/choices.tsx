import type { ReactNode } from 'react'
import { type FieldBasics, FieldGroup, idsOf } from './field.tsx'
import type { Choice } from './inputs.tsx'

type Group = FieldBasics & { choices: readonly Choice[] }

function Line(props: { kind: 'radio' | 'checkbox'; group: Group; at: number; checked: boolean }) {
  const { kind, group, at, checked } = props
  const choice = group.choices[at]
  if (!choice) return null
  const id = `${idsOf(group).id}-${at}`
  return (
    <div className="lt-choice">
      <input
        type={kind}
        id={id}
        name={group.name}
        value={choice.value}
        defaultChecked={checked}
        disabled={choice.disabled}
        aria-describedby={choice.help ? `${id}-giup` : undefined}
      />
      <label htmlFor={id}>{choice.label}</label>
      {choice.help && (
        <span className="lt-help" id={`${id}-giup`}>
          {choice.help}
        </span>
      )}
    </div>
  )
}

/** One of a few, all to be seen. `inline` sets short ones side by side. */
export function RadioGroup(props: Group & { chosen?: string | undefined; inline?: boolean }) {
  const { chosen, inline, ...group } = props
  return (
    <FieldGroup {...group}>
      <div className={`lt-choices${inline ? ' lt-choices--inline' : ''}`}>
        {group.choices.map((choice, at) => (
          <Line key={choice.value} kind="radio" group={group} at={at} checked={choice.value === chosen} />
        ))}
      </div>
    </FieldGroup>
  )
}

/** Any of a few, or, in `columns`, of many. Every chosen value is posted under the same name. */
export function CheckGroup(props: Group & { chosen?: readonly string[] | undefined; inline?: boolean; columns?: boolean }) {
  const { chosen, inline, columns, ...group } = props
  return (
    <FieldGroup {...group}>
      <div className={`lt-choices${inline ? ' lt-choices--inline' : ''}${columns ? ' lt-choices--columns' : ''}`}>
        {group.choices.map((choice, at) => (
          <Line key={choice.value} kind="checkbox" group={group} at={at} checked={chosen?.includes(choice.value) ?? false} />
        ))}
      </div>
    </FieldGroup>
  )
}

/** One yes or no. */
export function Check(props: { name: string; value?: string; label: ReactNode; checked?: boolean; id?: string; form?: string }) {
  const id = props.id ?? props.name
  return (
    <div className="lt-choice">
      <input
        type="checkbox"
        id={id}
        name={props.name}
        value={props.value ?? 'yes'}
        defaultChecked={props.checked}
        form={props.form}
      />
      <label htmlFor={id}>{props.label}</label>
    </div>
  )
}

/** The box at the head of a table's line; its name says which line it chooses. */
export function RowCheck(props: { name: string; value: string; label: string; checked?: boolean }) {
  return (
    <span className="lt-rowcheck">
      <input type="checkbox" name={props.name} value={props.value} aria-label={props.label} defaultChecked={props.checked} />
    </span>
  )
}

/** A switch of two or three: "Chỉ điện tử" or "Kèm giấy". `label` names it for screen readers. */
export function Switch(props: { name: string; label: string; choices: readonly Choice[]; chosen: string }) {
  return (
    <fieldset className="lt-seg" aria-label={props.label}>
      {props.choices.map((choice) => (
        <label key={choice.value}>
          <input type="radio" name={props.name} value={choice.value} defaultChecked={choice.value === props.chosen} />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
