import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { attempt, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { Card, Empty, Note, PageBody, PageHeader, Stack } from '#platform/look/index.ts'
import { performRoadmap } from './perform.ts'
import { Adopted, AdoptText, type Typed, WriteOwn } from './roadmap.parts.tsx'
import { openRoadmaps } from './roadmap.view.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const done = new URL(request.url).searchParams.get('xong')
  return { ...(await context.get(deskContext).work(openRoadmaps)), done }
}

/** Sentences of refusals that are about one field. */
const fieldWords: Record<string, [field: string, words: string]> = {
  'bad-input until': ['until', 'Ngày cuối cùng phải từ ngày bắt đầu trở đi.'],
  'not-found roadmap': ['roadmap', 'Không có lộ trình này. Hãy chọn lại.'],
  'bad-input province': ['title', 'Bản cài chưa biết tên tỉnh. Hãy đặt tên tỉnh khi thiết lập.'],
}

function answerOf({ code, about }: Refusal, typed: Typed) {
  const [field, words] = fieldWords[`${code} ${about}`] ?? []
  const errors = field && words ? { [field]: words } : {}
  return data({ typed: { ...typed, errors }, refused: field ? null : refusalWords[code] }, { status: statusOf(code) })
}

const known = ['adopt', 'own', 'end']

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await formOf(request)
  const filled = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  const [intent = ''] = known.filter((one) => one === filled.intent)
  if (!intent) throw new Refused('bad-input', 'intent')
  const typed: Typed = { intent: intent === 'end' ? `end ${filled.roadmap ?? ''}` : intent, errors: {}, filled }
  const { done, refused } = await attempt(context.get(deskContext), (work) => performRoadmap(work, form, intent))
  if (refused) return answerOf(refused, typed)
  if (Object.keys(done).length > 0) return data({ typed: { ...typed, errors: done }, refused: null }, { status: 400 })
  return redirect(`/bao-cao/chi-tieu?xong=${intent}`, 303)
}

export const meta = () => [{ title: 'Chỉ tiêu của tỉnh · Liên Thông' }]

const doneWords: Record<string, string> = {
  adopt: 'Đã áp dụng. Báo cáo so với các chỉ tiêu này từ ngày đã ghi.',
  own: 'Đã áp dụng lộ trình của tỉnh. Báo cáo so với các chỉ tiêu này từ ngày đã ghi.',
  end: 'Đã ghi ngày cuối cùng còn áp dụng.',
}

/** What the province has set itself to reach, by which act, and for the watching department the forms that bind it. */
export default function RoadmapPage() {
  const { adopted, may, today, texts, patterns, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const wrong = Object.keys(answer?.typed.errors ?? {}).length > 0
  return (
    <>
      <PageHeader
        title="Chỉ tiêu của tỉnh"
        about="Lộ trình đang áp dụng; báo cáo so số liệu với các mức này"
        back={{ href: '/bao-cao/trao-doi', label: 'Về báo cáo trao đổi văn bản' }}
      />
      <PageBody>
        {(answer?.refused || wrong) && (
          <Note tone="bad" live answer={answer}>
            {answer?.refused ?? 'Chưa lưu. Hãy sửa các chỗ được chỉ ra bên dưới; những gì đã gõ vẫn còn.'}
          </Note>
        )}
        {!answer && done && doneWords[done] && (
          <Note tone="ok" live>
            {doneWords[done]}
          </Note>
        )}
        <Stack>
          {adopted.length === 0 && (
            <Empty title="Chưa áp dụng lộ trình nào">Khi chưa áp dụng, báo cáo chỉ nêu số liệu mà không so với chỉ tiêu.</Empty>
          )}
          {adopted.map((one) => (
            <Adopted key={one.id} of={one} may={may} typed={answer?.typed} today={today} />
          ))}
          {may && patterns.length > 0 && (
            <Card title="Áp dụng lộ trình">
              <Stack>
                <WriteOwn typed={answer?.typed} today={today} patterns={patterns} />
                <AdoptText typed={answer?.typed} today={today} texts={texts} />
              </Stack>
            </Card>
          )}
        </Stack>
      </PageBody>
    </>
  )
}
