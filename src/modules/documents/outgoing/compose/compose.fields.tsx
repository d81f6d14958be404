import type { RefObject } from 'react'
import { DateInput, Select, TextInput } from '#platform/look/index.ts'
import type { ComposeChoices } from './choices.ts'
import type { Sentences } from './compose.check.ts'
import type { ComposeFields } from './compose.ts'
import { choicesOf, circulationLabels, scopeLabels, urgencyWords } from './compose.vi.ts'

/** Hidden fields that tie the form to its draft; `id` and `version` move on with each saving. */
export function Ties(props: { fields: ComposeFields; id: string; version: string; form: RefObject<HTMLFormElement | null> }) {
  const { fields } = props
  return (
    <>
      {/* Enter in a field presses the first button of a form: it saves, and takes nothing away. */}
      <button
        type="submit"
        name="intent"
        value="save"
        className="lt-vh"
        tabIndex={-1}
        aria-hidden="true"
        ref={(button) => {
          props.form.current = button?.form ?? null
        }}
      >
        Lưu nháp
      </button>
      <input type="hidden" name="id" value={props.id} />
      <input type="hidden" name="version" value={props.version} />
      <input type="hidden" name="draftKey" value={fields.draftKey} />
      <input type="hidden" name="replaces" value={fields.replaces} />
      <input type="hidden" name="securityClassification" value="NORMAL" />
    </>
  )
}

/** What the document is: subject, kind, urgency, due date, whether it leaves the agency. */
export function Facts(props: { fields: ComposeFields; choices: ComposeChoices; errors: Sentences }) {
  const { fields, choices, errors } = props
  return (
    <div className="lt-drafting__facts">
      <TextInput name="subject" label="Trích yếu" defaultValue={fields.subject} error={errors.subject} maxLength={500} />
      <Select name="kind" label="Loại văn bản" defaultValue={fields.kind} error={errors.kind} choices={choices.kinds} />
      <Select
        name="urgency"
        label="Độ khẩn"
        defaultValue={fields.urgency}
        error={errors.urgency}
        choices={choicesOf(urgencyWords)}
      />
      <DateInput name="dueOn" label="Hạn trả lời" optional defaultValue={fields.dueOn} error={errors.dueOn} />
      <Select
        name="scope"
        label="Phạm vi"
        optional
        defaultValue={fields.scope}
        error={errors.scope}
        choices={choicesOf(scopeLabels)}
      />
      <Select
        name="circulation"
        label="Chỉ dẫn lưu hành"
        defaultValue={fields.circulation || 'NONE'}
        error={errors.circulation}
        choices={choicesOf(circulationLabels)}
      />
    </div>
  )
}
