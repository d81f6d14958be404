import { Actions, Button, Card, Check, Facts, More, PostForm, Row } from '#platform/look/index.ts'
import { type Answer, typedIn } from '../answer.ts'
import { AccountTag } from './account-tag.tsx'
import type { ShownPerson } from './load-person.ts'
import { SuccessorField } from './post.fields.tsx'

/** The account of a person: how it stands, a one-time link, locking. */
export function AccountCard({ shown }: { shown: ShownPerson }) {
  const { card, self } = shown
  const state = !card.login ? 'NONE' : card.locked ? 'LOCKED' : card.hasPassword ? 'OPEN' : 'NO_PASSWORD'
  return (
    <Card title="Tài khoản" tools={<AccountTag of={state} />}>
      <Facts
        rows={[
          ['Tên đăng nhập', card.login ?? 'Chưa có'],
          ['Thư điện tử', card.email ?? 'Chưa có'],
          ['Điện thoại', card.phone ?? 'Chưa có'],
        ]}
      />
      <Actions>
        <Row wrap>
          {!card.locked && card.login && (
            <PostForm action="/quan-tri/lien-ket">
              <Button icon="print" name="person" value={card.person}>
                {card.hasPassword ? 'Quên mật khẩu: cấp liên kết' : 'Cấp liên kết đặt mật khẩu'}
              </Button>
            </PostForm>
          )}
          {!self && card.login && !card.leftOn && (
            <PostForm>
              <Button icon="lock" name="intent" value={card.locked ? 'unlock' : 'lock'}>
                {card.locked ? 'Mở khóa tài khoản' : 'Khóa tài khoản'}
              </Button>
            </PostForm>
          )}
        </Row>
      </Actions>
    </Card>
  )
}

/** Leaving: locked at once, sessions end, posts end today, open work goes to one colleague per agency, in one press. */
export function LeaveCard({ shown, answer }: { shown: ShownPerson; answer: Answer | undefined }) {
  const { card, around } = shown
  const { errors } = typedIn(answer, 'leave')
  const agencies = [...new Map(card.posts.map((post) => [post.agency, post.agencyName]))]
  return (
    <More label="Cho nghỉ, chuyển công tác khỏi tỉnh…" danger open={answer?.intent === 'leave'}>
      <PostForm>
        <p>
          Tài khoản bị khóa ngay, mọi phiên đăng nhập kết thúc, mọi vị trí kết thúc hôm nay. Việc đang mở chuyển cho người được
          chọn.
        </p>
        {agencies.map(([agency, name]) => (
          <div key={agency}>
            {agencies.length > 1 && <p className="lt-2">{name}</p>}
            <SuccessorField
              id={`leave-${agency}`}
              intent="leave"
              answer={errors.successor ? answer : undefined}
              colleagues={around[agency]?.colleagues ?? []}
              asked
            />
          </div>
        ))}
        <Check name="noSuccessor" label="Không bàn giao cho ai, tôi biết việc đang mở ở lại" />
        <p className="lt-3">
          Không có người nhận thì văn bản đang soạn, đang chờ ký, việc được giao và văn bản đến đang xử lý ở lại với vị trí đã kết
          thúc, không ai làm tiếp cho đến khi được bàn giao ở trang này.
        </p>
        <Actions>
          <Button kind="danger" name="intent" value="leave">
            Khóa và bàn giao
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}
