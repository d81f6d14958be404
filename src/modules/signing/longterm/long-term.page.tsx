import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import type { Desk } from '#platform/db/desk.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { checkForm, type Filled, formOf } from '#platform/http/form.ts'
import { Note, PageBody, PageHeader } from '#platform/look/index.ts'
import { mayTrust } from '../anchors/anchor.policy.ts'
import { placesFor } from '../keys/key.places.ts'
import { CertificateTabs } from '../keys/key.tabs.tsx'
import { signingRefusal } from '../refusals.vi.ts'
import { StampingForm } from './long-term.forms.ts'
import { Authority, Faults, Figures } from './long-term.parts.tsx'
import { longTermView } from './long-term.view.ts'
import { hurryLongTerm, setStamping } from './set-stamping.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  if (!mayTrust(desk.actor)) throw data(null, { status: 403 })
  const done = new URL(request.url).searchParams.get('xong')
  return { ...(await desk.work(longTermView)), places: placesFor(desk.actor), done }
}

type Answer = { error: string | null; errors: Record<string, string>; filled: Filled }
const nothing: Answer = { error: null, errors: {}, filled: {} }

/** Answers what was wrong with the form; null when the deed is done. */
async function perform(desk: Desk, form: FormData): Promise<Answer | null> {
  switch (form.get('intent')) {
    case 'set': {
      const { values, errors, filled } = checkForm(form, StampingForm)
      if (!values)
        return { error: null, errors: Object.fromEntries(errors.map(({ field, message }) => [field, message])), filled }
      await desk.work((work) => setStamping(work, values))
      return null
    }
    case 'drop':
      await desk.work((work) => setStamping(work, null))
      return null
    case 'hurry':
      await desk.work(hurryLongTerm)
      return null
    default:
      throw new Refused('bad-input', 'intent')
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await formOf(request)
  const { done, refused } = await attempted(() => perform(context.get(deskContext), form))
  if (refused) return data({ ...nothing, error: signingRefusal(refused) }, { status: statusOf(refused.code) })
  return done ? data(done, { status: 400 }) : redirect(`/chung-thu-so/dau-thoi-gian?xong=${form.get('intent')}`, 303)
}

export const meta = () => [{ title: 'Dấu thời gian · Liên Thông' }]

const doneWords: Record<string, string> = {
  set: 'Đã lưu địa chỉ. Các văn bản đang chờ được lấy dấu thời gian ngay, lần lượt theo thứ tự phát hành.',
  drop: 'Đã bỏ dịch vụ. Văn bản mới phát hành sẽ chờ đến khi có dịch vụ khác.',
  hurry: 'Đang thử lại các tệp chưa làm được.',
}

/** Dấu thời gian: who gives it, how many issued files wait for it or will last, what failed. */
export default function LongTermPage() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { places, done } = shown
  const typed = answer?.filled.address
  return (
    <>
      <PageHeader title="Chứng thư số" about="Dấu thời gian giữ cho chữ ký còn kiểm tra được sau khi chứng thư hết hạn" />
      <CertificateTabs places={places} at="stamping" />
      <PageBody top>
        {answer?.error && (
          <Note tone="bad" live answer={answer}>
            {answer.error}
          </Note>
        )}
        {done && !answer && doneWords[done] && (
          <Note tone="ok" live>
            {doneWords[done]}
          </Note>
        )}
        <Figures of={shown} />
        <Faults of={shown} />
        <Authority of={shown} errors={answer?.errors ?? {}} typed={typeof typed === 'string' ? typed : null} />
      </PageBody>
    </>
  )
}
