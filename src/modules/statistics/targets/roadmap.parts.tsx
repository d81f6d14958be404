import {
  Actions,
  Button,
  Card,
  type Column,
  DateInput,
  FieldGroup,
  FieldRow,
  More,
  PostForm,
  Select,
  Stack,
  State,
  Table,
  TextInput,
} from '#platform/look/index.ts'
import type { Roadmaps, TargetRow } from './roadmap.view.ts'

/** What a press led to when it was refused: sentences by field, and everything typed. */
export type Typed = { intent: string; errors: Record<string, string>; filled: Record<string, string> }
type Part = { typed: Typed | undefined; today: string }

const fieldsOf = (typed: Typed | undefined, intent: string) => {
  const mine = typed?.intent === intent ? typed : undefined
  return {
    error: (field: string) => mine?.errors[field],
    value: (field: string, otherwise = '') => mine?.filled[field] ?? otherwise,
  }
}

const columns: Column<TargetRow>[] = [
  {
    key: 'indicator',
    head: 'Chỉ tiêu',
    cell: (row) => (
      <>
        {row.indicator} <span className="lt-3 lt-small">({row.article})</span>
      </>
    ),
  },
  { key: 'scope', head: 'Phạm vi', card: 'named', cell: (row) => row.scope },
  { key: 'level', head: 'Mức', kind: 'figure', cell: (row) => row.level },
  { key: 'deadline', head: 'Hạn', kind: 'line', card: 'named', cell: (row) => row.deadline },
]

function spanOf({ from, until }: Roadmaps['adopted'][number]): string {
  if (!from && !until) return 'Không nêu thời gian'
  return [from && `từ ngày ${from}`, until && `đến hết ngày ${until}`].filter(Boolean).join(' ')
}

/** A roadmap that binds or bound the province, its rows, and the way out of it. */
export function Adopted({ of, may, typed, today }: Part & { of: Roadmaps['adopted'][number]; may: boolean }) {
  const { error, value } = fieldsOf(typed, `end ${of.id}`)
  return (
    <Card title={of.title} flush>
      <div className="lt-card__body">
        <p>
          {of.legalBasis}; {spanOf(of)}.{' '}
          {of.over ? <State tone="done">Đã hết áp dụng</State> : <State tone="moving">Đang áp dụng</State>}
        </p>
        {may && !of.over && (
          <More label="Thôi áp dụng" open={error('until') !== undefined}>
            <PostForm>
              <input type="hidden" name="roadmap" value={of.id} />
              <FieldRow columns={2}>
                <DateInput
                  name="until"
                  id={`until-${of.id}`}
                  label="Ngày cuối cùng còn áp dụng"
                  defaultValue={value('until', today)}
                  error={error('until')}
                />
              </FieldRow>
              <Actions>
                <Button name="intent" value="end">
                  Thôi áp dụng sau ngày này
                </Button>
              </Actions>
            </PostForm>
          </More>
        )}
      </div>
      <Table caption={`Chỉ tiêu của ${of.title}`} rows="dense" columns={columns} lines={of.rows} keyOf={(row) => row.id} />
    </Card>
  )
}

/** By what act, from when to when. */
function Basis({ typed, intent, today }: Part & { intent: string }) {
  const { error, value } = fieldsOf(typed, intent)
  return (
    <>
      <TextInput
        name="legalBasis"
        id={`${intent}-basis`}
        label="Căn cứ"
        help="Số, ngày của văn bản, ví dụ Quyết định 15/QĐ-UBND ngày 05/01/2026"
        defaultValue={value('legalBasis')}
        error={error('legalBasis')}
      />
      <FieldRow columns={2}>
        <DateInput
          name="from"
          id={`${intent}-from`}
          label="Áp dụng từ ngày"
          defaultValue={value('from', today)}
          error={error('from')}
        />
        <DateInput
          name="until"
          id={`${intent}-until`}
          label="Đến hết ngày"
          optional
          defaultValue={value('until')}
          error={error('until')}
        />
      </FieldRow>
    </>
  )
}

/** A roadmap of a text is taken as it stands. */
export function AdoptText({ typed, today, texts }: Part & Pick<Roadmaps, 'texts'>) {
  const { error, value } = fieldsOf(typed, 'adopt')
  return (
    <More label="Áp dụng nguyên lộ trình của một văn bản" open={typed?.intent === 'adopt'}>
      <PostForm>
        <Stack>
          <Select
            name="roadmap"
            label="Văn bản"
            blank="Chọn văn bản"
            choices={texts}
            defaultValue={value('roadmap')}
            error={error('roadmap')}
          />
          <Basis typed={typed} intent="adopt" today={today} />
        </Stack>
        <Actions>
          <Button name="intent" value="adopt">
            Áp dụng
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

/** The province's own values and last days for what the texts name; a row without value is left out. */
export function WriteOwn({ typed, today, patterns }: Part & Pick<Roadmaps, 'patterns'>) {
  const { error, value } = fieldsOf(typed, 'own')
  return (
    <More label="Lập lộ trình của tỉnh" open={typed?.intent === 'own'}>
      <PostForm>
        <Stack>
          <TextInput
            name="title"
            label="Tên lộ trình"
            help="Ví dụ: Lộ trình trao đổi văn bản điện tử năm 2026"
            defaultValue={value('title')}
            error={error('title')}
          />
          <Basis typed={typed} intent="own" today={today} />
          <p>Ghi mức cho chỉ tiêu mà tỉnh giao; bỏ trống chỉ tiêu không giao.</p>
          {error('rows') && <p className="lt-error">{error('rows')}</p>}
          {patterns.map((row) => (
            <FieldGroup key={row.id} name={`row.${row.id}`} label={`${row.indicator} (${row.scope}; ${row.id}: ${row.level})`}>
              <FieldRow columns={2}>
                <TextInput
                  name={`value.${row.id}`}
                  label="Mức của tỉnh, %"
                  optional
                  defaultValue={value(`value.${row.id}`)}
                  error={error(`value.${row.id}`)}
                />
                <DateInput
                  name={`deadline.${row.id}`}
                  label="Hạn"
                  optional
                  defaultValue={value(`deadline.${row.id}`)}
                  error={error(`deadline.${row.id}`)}
                />
              </FieldRow>
            </FieldGroup>
          ))}
        </Stack>
        <Actions>
          <Button kind="primary" name="intent" value="own">
            Áp dụng lộ trình này
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}
