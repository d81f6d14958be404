import { type ReactNode, useState } from 'react'
import { Button, Check, Heading, Icon, IconButton, type IconName, Row, Select, Spacer } from '#platform/look/index.ts'
import type { ComposeChoices } from './choices.ts'
import type { Sentences } from './compose.check.ts'
import type { StepRow } from './compose.rows.ts'
import { choicesOf, competenceLabels, taskLabels } from './compose.vi.ts'
import { dropRow } from './drop-row.ts'

function Rung(props: { icon: IconName; now?: boolean; children: ReactNode; end?: ReactNode; more?: ReactNode }) {
  return (
    <li className={`lt-step${props.now ? ' lt-step--now' : ''}`}>
      <span className="lt-step__sign">
        <Icon name={props.icon} />
      </span>
      <span className="lt-step__who">{props.children}</span>
      <span className="lt-step__end">{props.end}</span>
      {props.more && <div className="lt-step__more">{props.more}</div>}
    </li>
  )
}

type StepProps = { at: number; step: StepRow; choices: ComposeChoices; error: string | undefined; drop: (() => void) | null }

/** One reviewer: who, what is asked, and whether at the same time as the one before. */
function Reviewer({ at, step, choices, error, drop }: StepProps) {
  const name = (field: string) => `s${at}.${field}`
  return (
    <Rung
      icon="eye"
      end={
        <IconButton
          small
          icon="close"
          label={`Bỏ người duyệt ${at + 1}`}
          name="intent"
          value={`remove-step:${at}`}
          formNoValidate
          onClick={(event) => dropRow(event, drop)}
        />
      }
      more={
        (at > 0 || error) && (
          <>
            {at > 0 && <Check name={name('beside')} label="Cùng lúc với người trên" checked={step.beside === 'yes'} />}
            {error && <p className="lt-error">{error}</p>}
          </>
        )
      }
    >
      <span className="lt-quiet lt-quiet--who">
        <select id={name('post')} name={name('post')} defaultValue={step.post} aria-label={`Người duyệt ${at + 1}`}>
          <option value="">Chọn người duyệt</option>
          {choices.reviewers.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
        <Icon name="down" size="tiny" />
      </span>
      <span className="lt-quiet">
        <select name={name('task')} defaultValue={step.task} aria-label={`Việc của người duyệt ${at + 1}`}>
          {choicesOf(taskLabels).map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
        <Icon name="down" size="tiny" />
      </span>
    </Rung>
  )
}

function useSteps(first: readonly StepRow[]) {
  const [steps, setSteps] = useState(first.map((step, at) => ({ key: at, step })))
  const add = () => {
    const key = Math.max(-1, ...steps.map((one) => one.key)) + 1
    setSteps([...steps, { key, step: { post: '', task: 'REVIEW', beside: '' } }])
  }
  return { steps, add, drop: (key: number) => setSteps(steps.filter((one) => one.key !== key)) }
}

type Props = {
  steps: readonly StepRow[]
  choices: ComposeChoices
  errors: Sentences
  fields: { signer: string; signerCompetence: string }
  alive: boolean
  changed: () => void
}

/** Who signs, and in which capacity. */
function Signer({ choices, errors, fields }: Pick<Props, 'choices' | 'errors' | 'fields'>) {
  return (
    <div className="lt-stack lt-stack--close">
      <Select
        name="signer"
        label="Người ký"
        blank="Chọn người ký"
        defaultValue={fields.signer}
        error={errors.signer}
        choices={choices.signers}
      />
      <Select
        name="signerCompetence"
        label="Thẩm quyền ký"
        optional
        defaultValue={fields.signerCompetence}
        error={errors.signerCompetence}
        choices={choicesOf(competenceLabels)}
      />
    </div>
  )
}

/** Luồng trình: drafter, reviewers in order or side by side, signer, clerk. The last circuit of the kind is proposed. */
export function Circuit({ steps: first, choices, errors, fields, alive, changed }: Props) {
  const { steps, add, drop } = useSteps(first)
  return (
    <section className="lt-pane" onClickCapture={changed}>
      <Row>
        <Heading>Luồng trình</Heading>
        <Spacer />
        <Button
          kind="ghost"
          size="small"
          icon="plus"
          name="intent"
          value="add-step"
          formNoValidate
          onClick={(event) => {
            if (!alive) return
            event.preventDefault()
            add()
          }}
        >
          Thêm người duyệt
        </Button>
      </Row>
      <input type="hidden" name="steps" value={steps.length} />
      <ol className="lt-steps">
        <Rung icon="pen" now end="đang làm">
          <b>{choices.me.name}</b> soạn
        </Rung>
        {steps.map(({ key, step }, at) => (
          <Reviewer
            key={key}
            at={at}
            step={step}
            choices={choices}
            error={errors[`s${at}.post`]}
            drop={alive ? () => drop(key) : null}
          />
        ))}
        <Rung icon="pen" more={<Signer choices={choices} errors={errors} fields={fields} />}>
          <b>Ký số</b>
        </Rung>
        <Rung icon="stamp">
          <b>Văn thư</b> cấp số, đóng dấu, phát hành
        </Rung>
      </ol>
    </section>
  )
}
