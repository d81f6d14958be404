import { type KeyboardEvent, useRef } from 'react'
import { Select } from '#platform/look/index.ts'
import type { ComposeChoices } from './choices.ts'

type Props = {
  /** How many recipients there are: the next one has the following number. */
  count: number
  choices: Pick<ComposeChoices, 'groups' | 'agencies' | 'inside'>
  error: string | undefined
  /** Null without script: the button beside it takes the choice. */
  pick: ((value: string) => void) | null
}

/** Keys that walk through the list; each step is a change of the field, and none of them a decision. */
const walks = (key: string) => key !== 'Tab' && key !== 'Enter' && key !== 'Shift'

/** Takes a choice at once where it was pointed at; by keys one passes others on the way, so Enter or leaving the field takes it. */
function useTaking(pick: Props['pick']) {
  const byKeys = useRef(false)
  const take = (field: HTMLSelectElement) => {
    const { value } = field
    byKeys.current = false
    if (!pick || value === '') return
    field.value = ''
    pick(value)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLSelectElement>) => {
    if (event.ctrlKey || event.metaKey) return
    if (walks(event.key)) byKeys.current = true
    if (event.key !== 'Enter' || !pick || event.currentTarget.value === '') return
    event.preventDefault()
    take(event.currentTarget)
  }
  return { byKeys, take, onKeyDown }
}

/** Where the next recipient is chosen: a group, an agency, or somebody inside. */
export function Picker({ count, choices, error, pick }: Props) {
  const { byKeys, take, onKeyDown } = useTaking(pick)
  return (
    <Select
      name="picked"
      label={`Nơi nhận ${count + 1}`}
      optional
      blank="Chọn nơi nhận"
      defaultValue=""
      error={error}
      onKeyDown={onKeyDown}
      onPointerDown={() => {
        byKeys.current = false
      }}
      onChange={(event) => !byKeys.current && take(event.currentTarget)}
      onBlur={(event) => take(event.currentTarget)}
      choices={[
        ...(choices.groups.length > 0 ? [{ label: 'Nhóm', choices: choices.groups }] : []),
        { label: 'Cơ quan', choices: choices.agencies },
        { label: 'Trong cơ quan', choices: choices.inside },
      ]}
    />
  )
}
