import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { z } from 'zod'
import { capital } from '#kernel/vietnamese.ts'
import type { Desk } from '#platform/db/desk.ts'
import { attempted, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { Note, PageHeader } from '#platform/look/index.ts'
import { composeChoices, namesIn } from '../outgoing/compose/choices.ts'
import type { Sentences } from '../outgoing/compose/compose.check.ts'
import { compacted, reshape, withPicked } from '../outgoing/compose/compose.deeds.ts'
import { blankFields, type Composed, composedFrom } from '../outgoing/compose/compose.ts'
import { issueWords } from '../outgoing/issue/issue.refusals.vi.ts'
import { pinWords } from '../outgoing/sign/pin.refusals.vi.ts'
import { CopyOrderForm } from './copy.form.tsx'
import { copyPage, orderFrom } from './copy.load.ts'
import { makeCopy } from './make-copy.ts'
import { type Asked, originalOf } from './original.ts'

const Address = z.object({ id: z.uuid() })

/** Which document: by the address /van-ban/den/… or /van-ban/di/…. */
const askedBy = (params: unknown, request: Request): Asked => ({
  id: Address.parse(params).id,
  of: new URL(request.url).pathname.startsWith('/van-ban/den/') ? 'INCOMING' : 'OUTGOING',
})
const placeOf = ({ of, id }: Asked) => `/van-ban/${of === 'INCOMING' ? 'den' : 'di'}/${id}`

const missing = () => new Response('', { status: 404 })

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const asked = askedBy(params, request)
  const { done, refused } = await attempted(() => context.get(deskContext).work((work) => copyPage(work, asked)))
  if (refused) throw missing()
  return { ...done, blank: { fields: blankFields(), rows: [], steps: [], related: [] } satisfies Composed }
}

async function tidied(desk: Desk, form: FormData, intent: string): Promise<Composed> {
  const posted = composedFrom(form)
  return desk.work(async (work) => {
    const choices = await composeChoices(work)
    const names = namesIn(choices)
    const composed = compacted(withPicked(posted, choices, names), names)
    return (await reshape(work, composed, { intent, choices, names })) ?? composed
  })
}

/** Refusals that stand beside a field. */
const beside: Record<string, string> = {
  pages: 'Văn bản không có trang này. Ghi lại trang được trích.',
  copyForm: 'Văn bản này không sao theo hình thức đã chọn.',
}

function saidOf({ code, about }: Refusal): { errors: Sentences; words: string } {
  const words = code === 'dissolved-recipient' ? issueWords({ code, about }, 'DRAFT') : pinWords({ code, about })
  if (code === 'bad-input' && beside[about])
    return { errors: { [about === 'copyForm' ? 'kind' : about]: beside[about] }, words: '' }
  if (code === 'bad-input' && about === 'original') return { errors: {}, words: 'Văn bản này không có tệp PDF để sao.' }
  return code === 'wrong-pin' ? { errors: { pin: words }, words: '' } : { errors: {}, words }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const asked = askedBy(params, request)
  const desk = context.get(deskContext)
  const may = await attempted(() => desk.work((work) => originalOf(work, asked)))
  if (may.refused) throw missing()
  const form = await formOf(request)
  const intent = String(form.get('intent') ?? 'copy')
  const pages = String(form.get('pages') ?? '')
  const composed = await tidied(desk, form, intent)
  const replied = (errors: Sentences, words: string, status: number) =>
    data({ composed, pages, errors, words, stamp: crypto.randomUUID() }, { status })
  if (intent !== 'copy') return replied({}, '', 200)
  const { order, errors } = await desk.work((work) => orderFrom(work, asked, { composed, pages }))
  if (!order) return replied(errors, '', 400)
  const { done, refused } = await attempted(() => makeCopy(desk, order, String(form.get('pin') ?? '')))
  if (!refused) return redirect(`/van-ban/di/${done}`)
  const said = saidOf(refused)
  return replied(said.errors, said.words, statusOf(refused.code))
}

export const meta = () => [{ title: 'Sao văn bản · Liên Thông' }]

export default function CopyPage() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const words = answer && Object.keys(answer.errors).length > 0 ? 'Chưa sao được: xem các chỗ được đánh dấu.' : answer?.words
  return (
    <div className="lt-page lt-page--narrow">
      <PageHeader title="Sao văn bản" about={shown.cited} back={{ href: placeOf(shown.asked), label: 'Về văn bản' }} />
      <div className="lt-page__body">
        {words && (
          <Note tone="bad" live>
            {words}
          </Note>
        )}
        <CopyOrderForm
          key={answer?.stamp ?? 'first'}
          shown={shown}
          title={capital(shown.subject)}
          composed={answer?.composed ?? shown.blank}
          pages={answer?.pages ?? ''}
          errors={answer?.errors ?? {}}
        />
      </div>
    </div>
  )
}
