import { roles as allRoles, type Role } from '#kernel/actor.ts'
import { Check, CheckGroup, DateInput, FieldRow, Select, TextInput } from '#platform/look/index.ts'
import { type Answer, typedIn } from '../answer.ts'
import { provincialRoles } from './person.policy.ts'
import { roleWords } from './roles.vi.ts'

export type Choices = { value: string; label: string }[]
type Given = { position?: string; division?: string | null; roles?: readonly Role[]; head?: boolean }
type Fields = {
  /** Keeps the fields of several forms on a page apart. */
  id: string
  intent: string
  answer: Answer | undefined
  given?: Given
  /** Whether the roles that reach over the whole province may be given. */
  province: boolean
}

/** Position and roles of a post. */
export function DutyFields({ id, intent, answer, given = {}, province }: Fields) {
  const { errors, value, values } = typedIn(answer, intent)
  const offered = allRoles.filter((role) => province || !provincialRoles.includes(role) || given.roles?.includes(role))
  const head = answer?.intent === intent ? value('head') !== undefined : (given.head ?? false)
  return (
    <>
      <TextInput
        name="position"
        id={`${id}-position`}
        label="Chức vụ"
        help="In phía trên chữ ký, ví dụ Phó Giám đốc"
        defaultValue={value('position') ?? given.position ?? ''}
        error={errors.position}
      />
      <CheckGroup
        name="roles"
        id={`${id}-roles`}
        label="Vai trò"
        columns
        chosen={values('roles') ?? given.roles ?? []}
        choices={offered.map((role) => ({ value: role, label: roleWords[role] }))}
        error={errors.roles}
      />
      <Check name="head" id={`${id}-head`} label="Người đứng đầu cơ quan (ký không có KT.)" checked={head} />
    </>
  )
}

/** Where a post is and from when. */
export function PlaceFields(props: Fields & { divisions: Choices; from: string; agencies?: Choices }) {
  const { id, intent, answer, given = {}, divisions, from, agencies } = props
  const { errors, value } = typedIn(answer, intent)
  return (
    <FieldRow columns={agencies ? 3 : 2}>
      {agencies && (
        <Select
          name="agency"
          id={`${id}-agency`}
          label="Cơ quan"
          choices={agencies}
          defaultValue={value('agency') ?? agencies[0]?.value ?? ''}
          error={errors.agency}
        />
      )}
      <Select
        name="division"
        id={`${id}-division`}
        label="Phòng, ban"
        optional
        blank="Không thuộc phòng, ban"
        choices={divisions}
        defaultValue={value('division') ?? given.division ?? ''}
        error={errors.division}
      />
      <DateInput
        name="effectiveFrom"
        id={`${id}-from`}
        label="Từ ngày"
        defaultValue={value('effectiveFrom') ?? from}
        error={errors.effectiveFrom}
      />
    </FieldRow>
  )
}

/** Who takes over what is open; where it is `asked`, nobody is a choice that has to be ticked. */
export function SuccessorField({
  id,
  answer,
  intent,
  colleagues,
  asked = false,
}: Pick<Fields, 'id' | 'answer' | 'intent'> & { colleagues: Choices; asked?: boolean }) {
  const { errors, value } = typedIn(answer, intent)
  return (
    <Select
      name="successor"
      id={`${id}-successor`}
      label="Người nhận việc đang mở"
      optional={!asked}
      blank={asked ? 'Chọn người nhận' : 'Không bàn giao cho ai'}
      choices={colleagues}
      defaultValue={value('successor') ?? ''}
      error={errors.successor}
    />
  )
}
