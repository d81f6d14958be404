import type { Panel } from '#platform/http/panels.tsx'
import { Actions, Anchor, Button, Card, Facts, More, Note, PlainList, PostForm, Select, Stack } from '#platform/look/index.ts'
import type { OpenWorkShown } from './open-work.ts'

type Post = OpenWorkShown[number]

function Handed({ post }: { post: Post }) {
  return (
    <PlainList>
      {post.handed.map((one) => (
        <li key={one.key}>
          {one.to ? (
            <>
              Đã bàn giao cho <b>{one.to}</b>, {one.at}:{' '}
            </>
          ) : (
            <>Kết thúc mà không có người nhận, {one.at}. </>
          )}
          {one.to && (one.moved.map(({ what, count }) => `${what} (${count})`).join('; ') || 'không có việc đang mở')}
          {one.left.length > 0 && `. Còn lại: ${one.left.map(({ what, count }) => `${what} (${count})`).join('; ')}`}
        </li>
      ))}
    </PlainList>
  )
}

function HandOn({ post }: { post: Post }) {
  return (
    <PostForm>
      <input type="hidden" name="post" value={post.id} />
      <Note tone="warn">
        Việc trên còn ở vị trí đã kết thúc: chưa chọn người nhận, hoặc người nhận không có vai trò để giữ (ký và cho ý kiến cần
        lãnh đạo). Lãnh đạo và chánh văn phòng thấy việc này ở “Chưa có người nhận”.
      </Note>
      <Select
        name="successor"
        id={`hand-on-${post.id}`}
        label="Người nhận việc còn lại"
        choices={post.heirs}
        defaultValue={post.heirs[0]?.value ?? ''}
      />
      <Actions>
        <Button name="intent" value="hand-on">
          Bàn giao việc còn lại
        </Button>
      </Actions>
    </PostForm>
  )
}

function OpenIn({ post }: { post: Post }) {
  return (
    <Card title={`Việc đang mở: ${post.position}, ${post.agencyName}`}>
      <Stack>
        {post.moving && <Note>Đang bàn giao. Tải lại trang sau giây lát để xem kết quả.</Note>}
        {post.open.length > 0 ? (
          <Facts rows={post.open.map(({ what, count }) => [what, count] as const)} />
        ) : (
          <p className="lt-2">Không có việc nào đang mở.</p>
        )}
        {post.docs.length > 0 && (
          <More label="Các văn bản này">
            <PlainList>
              {post.docs.map((doc) => (
                <li key={doc.href}>
                  <Anchor href={doc.href}>{doc.label}</Anchor>
                </li>
              ))}
            </PlainList>
          </More>
        )}
        {post.handed.length > 0 && <Handed post={post} />}
        {post.ended && !post.moving && post.heirs.length > 0 && <HandOn post={post} />}
      </Stack>
    </Card>
  )
}

/** On the page of a person: what would be handed over, and what was. */
export const openWorkPanel: Panel = {
  name: 'documents.open-work',
  Show: ({ of }) => (
    <Stack>
      {(of as OpenWorkShown).map((post) => (
        <OpenIn key={post.id} post={post} />
      ))}
    </Stack>
  ),
}
