import { Actions, Button, Card, PostForm, SecretInput, Select, Stack, TextInput, useAlive } from '#platform/look/index.ts'
import type { Sentences } from '../outgoing/compose/compose.check.ts'
import { Recipients } from '../outgoing/compose/compose.recipients.tsx'
import type { Composed } from '../outgoing/compose/compose.ts'
import type { CopyShown } from './copy.load.ts'

type Props = { shown: CopyShown; title: string; composed: Composed; pages: string; errors: Sentences }

/** Which form, who lets it be copied, of an excerpt which pages. */
function Order({ shown, composed: { fields }, pages, errors }: Props) {
  const { forms, choices } = shown
  const head = choices.signers.find((one) => one.head)?.value ?? ''
  return (
    <>
      <input type="hidden" name="draftKey" value={fields.draftKey} />
      <input type="hidden" name="signerCompetence" value="AUTO" />
      <Select
        name="kind"
        label="Hình thức sao"
        defaultValue={forms.some((one) => one.value === fields.kind) ? fields.kind : forms[0]?.value}
        choices={forms}
        error={errors.kind}
      />
      {forms.some((one) => one.value === 'EXTRACT') && (
        <TextInput
          name="pages"
          label="Trang được trích"
          optional
          fit="medium"
          defaultValue={pages}
          help="Chỉ ghi khi trích sao, ví dụ 1-3, 5."
          error={errors.pages}
        />
      )}
      <Select
        name="signer"
        label="Người có thẩm quyền cho sao"
        blank="Chọn người"
        defaultValue={fields.signer || head}
        choices={choices.signers.map(({ value, label }) => ({ value, label }))}
        error={errors.signer ?? errors.signerCompetence}
      />
    </>
  )
}

/** One press of the clerk: copy, number in the book of copies, sign with the agency's key, send. */
export function CopyOrderForm(props: Props) {
  const { shown, title, composed, errors } = props
  const alive = useAlive()
  return (
    <PostForm>
      <Stack>
        <Card title={title}>
          <Stack>
            <Order {...props} />
          </Stack>
        </Card>
        <Card>
          <Recipients
            rows={composed.rows}
            live={composed.rows}
            choices={shown.choices}
            errors={errors}
            places={composed.fields.places}
            alive={alive}
            changed={() => undefined}
          />
        </Card>
        <Card>
          <Stack>
            <SecretInput
              name="pin"
              label="Mã PIN"
              fit="medium"
              autoComplete="off"
              error={errors.pin}
              help={`Mã PIN khóa chữ ký số của cơ quan. Số bản sao đã cấp không lấy lại được.${shown.demoPin ? ` Bản trình diễn: mã PIN là ${shown.demoPin}.` : ''}`}
            />
            <Actions>
              <Button kind="primary" icon="stamp" name="intent" value="copy">
                Sao, cấp số và gửi
              </Button>
            </Actions>
          </Stack>
        </Card>
      </Stack>
    </PostForm>
  )
}
