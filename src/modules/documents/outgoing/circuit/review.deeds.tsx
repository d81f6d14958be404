import { Actions, Anchor, Button, More, PostForm, Select, TextArea } from '#platform/look/index.ts'
import type { ReviewView } from './review.view.ts'

export type TypedReview = Readonly<Record<string, string>>

/** Trả lại: to the drafter or to an earlier step, with a reason from the list and words of one's own. */
export function ReturnForm(props: { review: ReviewView; typed: TypedReview; error?: string | undefined; action?: string }) {
  const { review, typed } = props
  return (
    <PostForm action={props.action}>
      <div className="lt-stack">
        {review.earlier.length > 0 && (
          <Select
            name="step"
            label="Trả lại cho"
            defaultValue={typed.step ?? ''}
            choices={[
              { value: '', label: 'Người soạn' },
              ...review.earlier.map((one) => ({ value: one.id, label: `${one.name} duyệt lại` })),
            ]}
          />
        )}
        <Select
          name="code"
          label="Lý do"
          blank="Chọn lý do"
          defaultValue={typed.code ?? ''}
          choices={review.reasons.map((one) => ({ value: one.code, label: one.text }))}
        />
        <TextArea
          name="reason"
          id="return-reason"
          label="Nói rõ lý do trả lại"
          rows={2}
          defaultValue={typed.reason}
          error={props.error}
        />
        <Actions>
          <Button kind="danger" icon="reply" name="intent" value="return">
            Trả lại
          </Button>
        </Actions>
      </div>
    </PostForm>
  )
}

/** What a reviewer does: agree, with a remark or without, or send back. */
export function ReviewDeeds(props: { review: ReviewView; typed: TypedReview; error: string | undefined }) {
  return (
    <>
      <PostForm>
        <TextArea name="comment" label="Ý kiến khi duyệt" optional rows={2} defaultValue={props.typed.comment} />
        <Actions>
          <Button kind="primary" icon="check" name="intent" value="approve">
            Duyệt
          </Button>
        </Actions>
      </PostForm>
      <More label="Trả lại…" open={props.error !== undefined}>
        <ReturnForm {...props} />
      </More>
    </>
  )
}

/** "Khác bản 2 ở 3 chỗ": what changed since the version that the reader saw. */
export function ChangedSince(props: { id: string; changed: ReviewView['changed'] }) {
  const { id, changed } = props
  if (!changed || changed.places === 0) return null
  return (
    <Anchor className="lt-hit" href={`/van-ban/di/${id}/ban?tu=${changed.from}&den=${changed.to}`}>
      Khác bản {changed.from} bạn đã xem ở {changed.places} chỗ
    </Anchor>
  )
}
