import { formatDate } from '#kernel/vietnamese.ts'
import { Actions, Button, Card, DateInput, More, PostForm, Stack } from '#platform/look/index.ts'
import { type Answer, typedIn } from '../answer.ts'
import type { ShownPerson } from './load-person.ts'
import type { PostCard } from './person-card.sql.ts'
import { DutyFields, PlaceFields, SuccessorField } from './post.fields.tsx'
import { roleWords } from './roles.vi.ts'

type Part = { shown: ShownPerson; answer: Answer | undefined }
type One = Part & { post: PostCard }

const answerFor = (answer: Answer | undefined, post: PostCard) => (answer?.filled.post === post.id ? answer : undefined)

function Amend({ shown, answer, post }: One) {
  const mine = answerFor(answer, post)
  return (
    <More label="Sửa chức vụ, vai trò" open={mine?.intent === 'amend-post'}>
      <PostForm>
        <input type="hidden" name="post" value={post.id} />
        <DutyFields id={`amend-${post.id}`} intent="amend-post" answer={mine} given={post} province={shown.province} />
        <Actions>
          <Button name="intent" value="amend-post">
            Lưu vị trí
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

function Move({ shown, answer, post }: One) {
  const mine = answerFor(answer, post)
  const shared = { id: `move-${post.id}`, intent: 'move-post', answer: mine, given: post, province: shown.province }
  return (
    <More label="Chuyển phòng, ban hoặc chức vụ" open={mine?.intent === 'move-post'}>
      <PostForm>
        <input type="hidden" name="post" value={post.id} />
        <PlaceFields {...shared} divisions={shown.around[post.agency]?.divisions ?? []} from={shown.tomorrow} />
        <DutyFields {...shared} />
        <SuccessorField
          id={shared.id}
          intent="move-post"
          answer={mine}
          colleagues={shown.around[post.agency]?.colleagues ?? []}
        />
        <p className="lt-3">Không chọn ai thì việc đang mở đi theo người này sang vị trí mới.</p>
        <Actions>
          <Button name="intent" value="move-post">
            Chuyển
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

function End({ shown, answer, post }: One) {
  const mine = answerFor(answer, post)
  const { errors, value } = typedIn(mine, 'end-post')
  return (
    <More label="Kết thúc vị trí này" danger open={mine?.intent === 'end-post'}>
      <PostForm>
        <input type="hidden" name="post" value={post.id} />
        <DateInput
          name="effectiveTo"
          id={`end-${post.id}-to`}
          label="Ngày cuối"
          defaultValue={value('effectiveTo') ?? shown.today}
          error={errors.effectiveTo}
        />
        <SuccessorField
          id={`end-${post.id}`}
          intent="end-post"
          answer={mine}
          colleagues={shown.around[post.agency]?.colleagues ?? []}
        />
        <Actions>
          <Button kind="danger" name="intent" value="end-post">
            Kết thúc vị trí
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

function Held(props: One) {
  const { post, shown } = props
  const place = [post.divisionName, post.agencyName].filter(Boolean).join(', ')
  const until = post.effectiveTo ? ` đến hết ${formatDate(post.effectiveTo)}` : ''
  return (
    <Card title={`${post.position}${post.head ? ' (đứng đầu)' : ''}`}>
      <Stack>
        <p>
          {place}. Vai trò: {post.roles.map((role) => roleWords[role]).join(', ')}. Từ {formatDate(post.effectiveFrom)}
          {until}.
        </p>
        {shown.mine.includes(post.id) && !shown.card.leftOn && (
          <>
            <Amend {...props} />
            <Move {...props} />
            <End {...props} />
          </>
        )}
      </Stack>
    </Card>
  )
}

/** The posts of a person and what may be done with each; several may be held at once. */
export function PostsCard({ shown, answer }: Part) {
  const first = shown.agencies[0]
  const single = shown.agencies.length === 1 && first ? shown.around[first.value]?.divisions : undefined
  const shared = { id: 'add', intent: 'add-post', answer, province: shown.province }
  return (
    <Stack>
      {shown.card.posts.map((post) => (
        <Held key={post.id} shown={shown} answer={answer} post={post} />
      ))}
      {shown.agencies.length > 0 && (
        <More label="Thêm vị trí khác" open={answer?.intent === 'add-post'}>
          <PostForm>
            <PlaceFields {...shared} agencies={shown.agencies} divisions={single ?? []} from={shown.today} />
            <DutyFields {...shared} />
            <Actions>
              <Button name="intent" value="add-post">
                Thêm vị trí
              </Button>
            </Actions>
          </PostForm>
        </More>
      )}
    </Stack>
  )
}
