import { formatDate } from '#kernel/vietnamese.ts'
import { Check, DateInput, FieldRow, Select, TextInput } from '#platform/look/index.ts'
import { type Answer, typedIn } from '../answer.ts'
import type { Agency } from './agency.ts'
import { kindWords, levelWords } from './agency.vi.ts'

export type AgencyChoices = { value: string; label: string }[]
type Fields = { agency: Partial<Agency>; answer: Answer | undefined; intent: string }

const choicesOf = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** Short name, symbol and place: what the agency's own administrator may put right. */
export function OwnFields({ agency, answer, intent }: Fields) {
  const { errors, value } = typedIn(answer, intent)
  const field = (name: 'shortName' | 'symbol' | 'place') => ({
    name,
    defaultValue: value(name) ?? agency[name] ?? '',
    error: errors[name],
  })
  return (
    <FieldRow columns={3}>
      <TextInput {...field('shortName')} label="Tên ngắn" />
      <TextInput {...field('symbol')} label="Ký hiệu" help="Trong số, ký hiệu văn bản, ví dụ STC" />
      <TextInput {...field('place')} label="Địa danh" help="Đứng trước ngày ban hành" />
    </FieldRow>
  )
}

function Identity({ agency, answer, intent }: Fields) {
  const { errors, value } = typedIn(answer, intent)
  return (
    <>
      <TextInput name="name" label="Tên đầy đủ" defaultValue={value('name') ?? agency.name ?? ''} error={errors.name} />
      <FieldRow>
        <TextInput
          name="organId"
          label="Mã định danh"
          help="Theo QĐ 20/2020/QĐ-TTg, ví dụ H99.11"
          defaultValue={value('organId') ?? agency.organId ?? ''}
          error={errors.organId}
        />
        <TextInput
          name="code13"
          label="Mã 13 ký tự"
          optional
          help="Theo QCVN 102:2016/BTTTT"
          defaultValue={value('code13') ?? agency.code13 ?? ''}
          error={errors.code13}
        />
      </FieldRow>
    </>
  )
}

/** Everything that describes an agency. */
export function AgencyFields(props: Fields & { agencies: AgencyChoices }) {
  const { agency, answer, intent, agencies } = props
  const { errors, value } = typedIn(answer, intent)
  const pick = (name: 'parent' | 'sealedBy') => ({ name, defaultValue: value(name) ?? agency[name] ?? '', error: errors[name] })
  const ticked = (name: 'hasSeal' | 'reachable') =>
    answer?.intent === intent ? value(name) !== undefined : (agency[name] ?? true)
  const from = value('effectiveFrom') ?? (agency.effectiveFrom ? formatDate(agency.effectiveFrom) : '')
  return (
    <>
      <Identity agency={agency} answer={answer} intent={intent} />
      <OwnFields agency={agency} answer={answer} intent={intent} />
      <FieldRow>
        <Select
          name="level"
          label="Cấp"
          choices={choicesOf(levelWords)}
          defaultValue={value('level') ?? agency.level ?? 'COMMUNE'}
          error={errors.level}
        />
        <Select
          name="kind"
          label="Loại"
          choices={choicesOf(kindWords)}
          defaultValue={value('kind') ?? agency.kind ?? 'STATE'}
          error={errors.kind}
        />
        <Select {...pick('parent')} label="Cơ quan cấp trên" optional blank="Không có" choices={agencies} />
        <Select {...pick('sealedBy')} label="Dùng con dấu của" optional blank="Có con dấu riêng" choices={agencies} />
      </FieldRow>
      <DateInput name="effectiveFrom" label="Hiệu lực từ ngày" optional defaultValue={from} error={errors.effectiveFrom} />
      <Check name="hasSeal" label="Có con dấu riêng" checked={ticked('hasSeal')} />
      <Check name="reachable" label="Nhận được văn bản điện tử" checked={ticked('reachable')} />
    </>
  )
}
