import { useState } from 'react'
import {
  Button,
  ClassPlate,
  Heading,
  Icon,
  IconButton,
  Row,
  Select,
  Spacer,
  Switch,
  TextArea,
  TextInput,
} from '#platform/look/index.ts'
import type { ComposeChoices } from './choices.ts'
import type { Sentences } from './compose.check.ts'
import { Picker } from './compose.picker.tsx'
import { type RecipientRow, rowFor } from './compose.rows.ts'
import { choicesOf, purposeLabels, shortModes } from './compose.vi.ts'
import { dropRow } from './drop-row.ts'

type RowProps = { at: number; row: RecipientRow; choices: ComposeChoices; errors: Sentences; drop: (() => void) | null }

/** What paper asks for: how many copies, and by what right (QĐ 28/2018 art. 7). Hidden while it goes electronically only. */
function Paper({ at, row, choices, errors }: Omit<RowProps, 'drop'>) {
  const name = (field: string) => `r${at}.${field}`
  return (
    <div className="lt-rcpt__paper">
      <TextInput
        name={name('copies')}
        label="Số bản"
        inputMode="numeric"
        defaultValue={row.copies}
        error={errors[name('copies')]}
      />
      <Select
        name={name('basisCode')}
        label="Căn cứ gửi giấy"
        blank="Chọn căn cứ"
        defaultValue={row.basisCode}
        error={errors[name('basisCode')]}
        choices={choices.bases.map((one) => ({ value: one.code, label: one.text }))}
      />
      <TextInput name={name('basis')} label="Ghi rõ" optional defaultValue={row.basis} error={errors[name('basis')]} />
    </div>
  )
}

/** One recipient: who, what for, and how it goes. */
function Recipient(props: RowProps) {
  const { at, row, choices, errors, drop } = props
  const name = (field: string) => `r${at}.${field}`
  const closed = row.to === '' || choices.unreachable.includes(row.to)
  const fault = errors[name('to')] ?? errors[name('mode')] ?? errors[name('purpose')]
  return (
    <fieldset className="lt-rcpt" id={name('to')} tabIndex={-1}>
      <legend className="lt-vh">
        Nơi nhận {at + 1}: {row.name}
      </legend>
      <input type="hidden" name={name('to')} value={row.to} />
      <input type="hidden" name={name('name')} value={row.name} />
      <b>{row.name}</b>
      <IconButton
        small
        icon="close"
        label={`Bỏ ${row.name}`}
        name="intent"
        value={`remove:${at}`}
        formNoValidate
        onClick={(event) => dropRow(event, drop)}
      />
      <div className="lt-rcpt__line">
        <span className="lt-quiet">
          <select name={name('purpose')} defaultValue={row.purpose} aria-label={`Mục đích gửi ${row.name}`}>
            {choicesOf(purposeLabels).map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
          <Icon name="down" size="tiny" />
        </span>
        <Switch
          name={name('mode')}
          label={`Hình thức gửi ${row.name}`}
          choices={choicesOf(shortModes)}
          chosen={row.mode || 'ELECTRONIC'}
        />
      </div>
      {closed && <p className="lt-small lt-2">Nơi nhận chưa nhận được văn bản điện tử: gửi giấy và nêu căn cứ.</p>}
      {fault && <p className="lt-error">{fault}</p>}
      <Paper at={at} row={row} choices={choices} errors={errors} />
    </fieldset>
  )
}

const isNew = (rows: readonly RecipientRow[], to: string) => !rows.some((row) => row.to === to)

/** Rows of the recipients in the browser; without script every change goes through the server. */
function useRows(first: readonly RecipientRow[], choices: ComposeChoices) {
  const [rows, setRows] = useState(first.map((row, at) => ({ key: `${at}-${row.to}-${row.name}`, row })))
  const names = new Map([...choices.agencies, ...choices.inside].map((one) => [one.value, one.label.split(' – ')[0] ?? '']))
  const pick = (value: string) => {
    const keys = choices.groups.find((one) => one.value === value)?.members ?? [value]
    const fresh = keys.filter((key) =>
      isNew(
        rows.map((one) => one.row),
        key,
      ),
    )
    setRows([...rows, ...fresh.map((key) => ({ key, row: rowFor(key, names.get(key) ?? '', choices.unreachable) }))])
  }
  const drop = (key: string) => setRows(rows.filter((one) => one.key !== key))
  return { rows, pick, drop }
}

/** How the recipients will count: wholly electronic, with paper, on paper only. */
function Classes({ rows }: { rows: readonly RecipientRow[] }) {
  const count = (mode: string) => rows.filter((row) => (row.mode || 'ELECTRONIC') === mode).length
  const [e, h, p] = [count('ELECTRONIC'), count('HYBRID'), count('PAPER')]
  if (rows.length === 0) return null
  return (
    <Row wrap>
      {e > 0 && <ClassPlate of="E" words={`${e} nơi hoàn toàn điện tử`} />}
      {h > 0 && <ClassPlate of="H" words={`${h} nơi kèm giấy`} />}
      {p > 0 && <ClassPlate of="P" words={`${p} nơi chỉ giấy`} />}
    </Row>
  )
}

type Props = {
  rows: readonly RecipientRow[]
  live: readonly RecipientRow[]
  choices: ComposeChoices
  errors: Sentences
  places: string
  alive: boolean
  changed: () => void
}

/** Nơi nhận: who gets it and how. Choosing in the list adds a row at once; without script the button beside it does. */
export function Recipients({ rows: first, live, choices, errors, places, alive, changed }: Props) {
  const { rows, pick, drop } = useRows(first, choices)
  return (
    <section className="lt-pane" onClickCapture={changed}>
      <Row>
        <Heading>Nơi nhận</Heading>
        <Spacer />
      </Row>
      <input type="hidden" name="rows" value={rows.length} />
      <div className="lt-rcpts">
        {rows.map(({ key, row }, at) => (
          <Recipient key={key} at={at} row={row} choices={choices} errors={errors} drop={alive ? () => drop(key) : null} />
        ))}
      </div>
      <div className="lt-rcpts__pick">
        <Picker count={rows.length} choices={choices} error={errors.recipients} pick={alive ? pick : null} />
        <Button size="small" icon="plus" name="intent" value="add" formNoValidate>
          Thêm
        </Button>
      </div>
      <details className="lt-rcpts__more">
        <summary>Nơi nhận ngoài hệ thống, dòng in trên văn bản</summary>
        <TextInput name="pickedName" label="Tên nơi nhận ngoài hệ thống" optional help="Ghi tên rồi bấm Thêm." />
        <TextArea
          name="places"
          label="Nơi nhận in trên văn bản"
          optional
          rows={3}
          defaultValue={places}
          error={errors.places}
          help="Để trống thì hệ thống ghi theo các nơi nhận đã chọn."
        />
      </details>
      <Classes rows={live} />
    </section>
  )
}
