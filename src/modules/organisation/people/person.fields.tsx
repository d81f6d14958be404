import { FieldRow, TextInput } from '#platform/look/index.ts'
import { type Answer, typedIn } from '../answer.ts'

type Given = { fullName?: string; login?: string | null; email?: string | null; phone?: string | null }

/** Name, login and contact; a new person's login may be left to the system. */
export function PersonFields(props: { intent: string; answer: Answer | undefined; given?: Given; isNew: boolean }) {
  const { intent, answer, given = {}, isNew } = props
  const { errors, value } = typedIn(answer, intent)
  const field = (name: keyof Given) => ({ name, defaultValue: value(name) ?? given[name] ?? '', error: errors[name] })
  return (
    <>
      <FieldRow>
        <TextInput {...field('fullName')} label="Họ và tên" />
        <TextInput
          {...field('login')}
          label="Tên đăng nhập"
          optional={isNew}
          help={isNew ? 'Bỏ trống thì lấy theo tên, ví dụ binh.levan' : undefined}
          autoComplete="off"
          spellCheck={false}
        />
      </FieldRow>
      <FieldRow>
        <TextInput {...field('email')} label="Thư điện tử công vụ" optional type="email" />
        <TextInput {...field('phone')} label="Điện thoại" optional type="tel" />
      </FieldRow>
    </>
  )
}
