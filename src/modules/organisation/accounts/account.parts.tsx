import { formatInstant } from '#kernel/vietnamese.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  type Column,
  PlainList,
  PostForm,
  RadioGroup,
  Row,
  SecretInput,
  Spacer,
  Stack,
  Table,
  Tag,
} from '#platform/look/index.ts'
import { type Answer, typedIn } from '../answer.ts'
import type { Preferences } from './preferences.ts'
import { programWords } from './program-words.ts'
import type { OpenSession } from './session.sql.ts'
import { type Workplace, workplaceWords } from './workplace.ts'

type Asked = { answer: Answer | undefined }

export function WorkplacesCard({ places }: { places: readonly (Workplace & { current: boolean })[] }) {
  return (
    <Card
      title="Vai trò đang làm việc"
      tools={
        <ButtonLink size="small" icon="forward" href="/uy-quyen">
          Ủy quyền khi đi vắng
        </ButtonLink>
      }
    >
      <PostForm action="/vai-tro" whole>
        <PlainList>
          {places.map((place) => (
            <li key={place.id}>
              <Row wrap>
                <span>{workplaceWords(place)}</span>
                <Spacer />
                {place.current ? (
                  <Tag tone="info" icon="check">
                    Đang dùng
                  </Tag>
                ) : (
                  <Button size="small" name="post" value={place.id}>
                    Chuyển sang
                  </Button>
                )}
              </Row>
            </li>
          ))}
        </PlainList>
      </PostForm>
    </Card>
  )
}

export function PasswordCard({ answer }: Asked) {
  const { errors } = typedIn(answer, 'password')
  return (
    <Card title="Đổi mật khẩu">
      <PostForm>
        <Stack>
          <SecretInput name="passwordNow" label="Mật khẩu đang dùng" error={errors.passwordNow} />
          <SecretInput
            name="passwordNew"
            label="Mật khẩu mới"
            help="Ít nhất 10 ký tự. Một câu dễ nhớ tốt hơn một từ khó gõ."
            autoComplete="new-password"
            error={errors.passwordNew}
          />
          <SecretInput
            name="passwordAgain"
            label="Gõ lại mật khẩu mới"
            autoComplete="new-password"
            error={errors.passwordAgain}
          />
        </Stack>
        <Actions>
          <Button name="intent" value="password">
            Đổi mật khẩu
          </Button>
        </Actions>
      </PostForm>
    </Card>
  )
}

export function DisplayCard({ preferences, answer }: { preferences: Preferences } & Asked) {
  const typed = typedIn(answer, 'display')
  return (
    <Card title="Cách hiển thị">
      <PostForm>
        <Stack>
          <RadioGroup
            name="theme"
            label="Giao diện"
            inline
            chosen={typed.value('theme') ?? preferences.theme ?? 'system'}
            choices={[
              { value: 'light', label: 'Sáng' },
              { value: 'dark', label: 'Tối' },
              { value: 'system', label: 'Theo máy' },
            ]}
          />
          <RadioGroup
            name="density"
            label="Độ dày của danh sách"
            inline
            chosen={typed.value('density') ?? preferences.density ?? 'comfortable'}
            choices={[
              { value: 'comfortable', label: 'Thoáng' },
              { value: 'compact', label: 'Vừa' },
              { value: 'dense', label: 'Dày' },
            ]}
          />
          <RadioGroup
            name="language"
            label="Ngôn ngữ"
            inline
            chosen={typed.value('language') ?? preferences.language}
            choices={[
              { value: 'vi', label: 'Tiếng Việt' },
              { value: 'en', label: 'Tiếng Anh' },
            ]}
          />
        </Stack>
        <Actions>
          <Button name="intent" value="display">
            Lưu cách hiển thị
          </Button>
        </Actions>
      </PostForm>
    </Card>
  )
}

type ShownSession = OpenSession & { current: boolean }

const sessionColumns: Column<ShownSession>[] = [
  {
    key: 'program',
    head: 'Trình duyệt',
    kind: 'clip',
    cell: (one) => <span title={one.program}>{programWords(one.program)}</span>,
  },
  { key: 'address', head: 'Địa chỉ mạng', kind: 'line', cell: (one) => one.address },
  { key: 'made', head: 'Đăng nhập lúc', kind: 'line', card: 'named', cell: (one) => formatInstant(one.madeAt) },
  { key: 'seen', head: 'Dùng gần nhất', kind: 'line', card: 'named', cell: (one) => formatInstant(one.seenAt) },
  {
    key: 'end',
    head: 'Kết thúc',
    silent: true,
    cell: (one) =>
      one.current ? (
        <Tag tone="info">Phiên này</Tag>
      ) : (
        <PostForm>
          <input type="hidden" name="session" value={one.id} />
          <Button size="small" name="intent" value="end-session">
            Kết thúc
          </Button>
        </PostForm>
      ),
  },
]

export function SessionsCard({ sessions }: { sessions: readonly ShownSession[] }) {
  return (
    <Card
      title="Các phiên đăng nhập"
      flush
      tools={
        sessions.length > 1 && (
          <PostForm>
            <Button size="small" name="intent" value="end-others">
              Kết thúc mọi phiên khác
            </Button>
          </PostForm>
        )
      }
    >
      <Table caption="Các phiên đăng nhập đang mở" columns={sessionColumns} lines={sessions} keyOf={(one) => one.id} />
    </Card>
  )
}
