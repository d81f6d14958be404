import { formatDate } from '#kernel/vietnamese.ts'
import { Actions, Button, Card, Note, PostForm, SecretInput, Select, Stack, State, Table } from '#platform/look/index.ts'
import type { AgencyKeyView } from './agency-view.ts'
import { StandingOf } from './key.card.tsx'
import { errorsFor, type FormProps, NewPin } from './key.parts.tsx'

function Withdraw({ keyId, person, name }: { keyId: string; person: string; name: string }) {
  return (
    <PostForm encType="multipart/form-data">
      <input type="hidden" name="key" value={keyId} />
      <input type="hidden" name="person" value={person} />
      <Button size="small" name="intent" value="withdraw" aria-label={`Thu lại quyền của ${name}`}>
        Thu lại quyền
      </Button>
    </PostForm>
  )
}

/** Who can seal: each with an own PIN (NĐ 30/2020 art. 32: only văn thư). */
export function Keepers({ shown: { card, keepers, me } }: { shown: AgencyKeyView }) {
  if (!card) return null
  return (
    <Card title="Người mở được khóa" flush>
      <Table
        caption="Người mở được khóa của cơ quan"
        lines={keepers}
        keyOf={(one) => one.person}
        columns={[
          { key: 'name', head: 'Họ và tên', cell: (one) => <b>{one.name}</b> },
          { key: 'position', head: 'Chức vụ', cell: (one) => one.position },
          { key: 'pin', head: 'Đặt mã PIN', kind: 'line', cell: (one) => formatDate(one.pinChangedAt) },
          {
            key: 'state',
            head: 'Trạng thái',
            cell: (one) => (one.locked ? <State tone="broken">Bị khóa</State> : <State tone="done">Mở được</State>),
          },
          {
            key: 'deed',
            head: 'Việc',
            silent: true,
            cell: (one) => (one.person === me ? null : <Withdraw keyId={card.id} person={one.person} name={one.name} />),
          },
        ]}
      />
    </Card>
  )
}

/** The giver opens with the own PIN, the colleague types one that the giver need not know. */
export function Grant({ shown: { card, others }, answer }: FormProps & { shown: AgencyKeyView }) {
  const errors = errorsFor('grant', answer)
  if (card?.access !== 'open' || card.onToken) return null
  if (others.length === 0) return <Note>Mọi văn thư của cơ quan đều đã mở được khóa.</Note>
  return (
    <Card title="Cấp quyền cho văn thư khác">
      <PostForm encType="multipart/form-data" autoComplete="off">
        <Stack>
          <input type="hidden" name="key" value={card.id} />
          <Select
            name="person"
            label="Văn thư được cấp"
            blank="Chọn người"
            choices={others.map((one) => ({ value: one.person, label: `${one.name} – ${one.position}` }))}
            error={errors.person}
          />
          <SecretInput name="pinOwn" label="Mã PIN của bạn" autoComplete="off" error={errors.pinOwn} />
          <p className="lt-2">Người được cấp tự gõ mã PIN của mình vào hai ô dưới. Bạn không cần biết mã này.</p>
          <NewPin id="grant" errors={errors} />
        </Stack>
        <Actions>
          <Button name="intent" value="grant">
            Cấp quyền
          </Button>
        </Actions>
      </PostForm>
    </Card>
  )
}

/** Personal certificates in the agency, so that none ends unnoticed. */
export function StaffKeys({ shown: { staff } }: { shown: AgencyKeyView }) {
  if (staff.length === 0) return null
  return (
    <Card title="Chứng thư của người trong cơ quan" flush>
      <Table
        caption="Chứng thư của người trong cơ quan, sắp hết hạn đứng trước"
        lines={staff}
        keyOf={(one) => one.id}
        columns={[
          { key: 'name', head: 'Họ và tên', cell: (one) => <b>{one.name}</b> },
          { key: 'issuer', head: 'Cơ quan cấp', cell: (one) => one.issuer },
          { key: 'until', head: 'Hết hạn', kind: 'line', cell: (one) => formatDate(one.validTo) },
          { key: 'state', head: 'Trạng thái', cell: (one) => <StandingOf of={one} /> },
        ]}
      />
    </Card>
  )
}
