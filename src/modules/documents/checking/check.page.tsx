import { data, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { visitor as nobody } from '#kernel/actor.ts'
import { checkPath, formatCheckCode, readCheckCode } from '#kernel/check-code.ts'
import { formatInstant } from '#kernel/vietnamese.ts'
import { openDesk, type Work } from '#platform/db/desk.ts'
import { attempt, statusOf } from '#platform/http/attempt.ts'
import { visitorContext } from '#platform/http/contexts.ts'
import { type Language, PublicAsk, PublicColumns, PublicShell, useSay } from '#platform/look/index.ts'
import { proofOf } from '../ledger/ask.ts'
import { keyName } from '../ledger/leaf.ts'
import { AskCode, CheckAnswer, type Entered, Hashes, NotFound, WhereTheCodeIs } from './check.parts.tsx'
import { frame } from './frame.sql.ts'
import { lookUp } from './look-up.ts'

type Desk = ReturnType<typeof openDesk>

async function enteredFor(desk: Desk, code: string): Promise<Entered> {
  const { done } = await attempt(desk, (work) => proofOf(work, code))
  return done && { index: done.index, size: done.head.size, signedAt: done.head.at, key: keyName(done.head.key) }
}

const framed = async (work: Work) => ({ ...(await frame(work.tx)), now: formatInstant(work.clock.now) })

/** Nobody signs in here: what is told is what the database tells everybody who has a code. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { pool, theme, language } = context.get(visitorContext)
  const desk = openDesk(pool, nobody)
  const page = { ...(await desk.work(framed)), theme, language, found: null, entered: null, wrong: false, unknown: false }
  const asked = params.code === undefined
  const typed = (params.code ?? new URL(request.url).searchParams.get('ma') ?? '').trim().slice(0, 60)
  if (asked && typed === '') return { ...page, typed }
  const code = readCheckCode(typed)
  if (!code) return data({ ...page, typed, wrong: true }, { status: statusOf('bad-input') })
  if (asked) throw redirect(checkPath(code))
  const { done, refused } = await attempt(desk, (work) => lookUp(work, code))
  const shown = { ...page, typed: formatCheckCode(code) }
  if (refused) return data({ ...shown, unknown: true }, { status: statusOf(refused.code) })
  return { ...shown, found: done, entered: await enteredFor(desk, code) }
}

export const meta = ({ loaderData }: { loaderData?: { language: Language } | undefined }) => [
  { title: `${loaderData?.language === 'en' ? 'Check a document' : 'Kiểm tra văn bản'} · Liên Thông` },
  { name: 'robots', content: 'noindex' },
]

export default function CheckPage() {
  const page = useLoaderData<typeof loader>()
  const say = useSay()
  const wrong = say(
    'Mã gõ chưa đúng: hãy so lại từng ký tự với mã in trên văn bản.',
    'This code has a slip of the pen: compare it sign by sign with the one on the document.',
  )
  return (
    <PublicShell
      official={say(`Trang chính thức: ${page.body}.`, `Official site: ${page.body}.`)}
      body={page.body}
      about={say('Kiểm tra văn bản', 'Checking documents')}
      places={[]}
      scheme={page.theme}
      bilingual
      foot={[{ href: '/dang-nhap', label: say('Cho cán bộ: đăng nhập', 'For officials: sign in') }]}
      footWords={page.demonstration ? say('Bản trình diễn, dữ liệu hư cấu', 'A demonstration; all data are invented') : page.body}
      footEnd={`${say('Kiểm tra lúc', 'Checked')} ${page.now}`}
    >
      <PublicAsk
        title={say('Văn bản bạn cầm có thật không?', 'Is the document in your hand genuine?')}
        about={say(
          'Gõ mã in ở chân văn bản, hoặc quét mã QR bên cạnh mã bằng điện thoại.',
          'Type the code at the foot of the document, or scan the QR code beside it.',
        )}
      >
        <AskCode key={page.typed} typed={page.typed} error={page.wrong ? wrong : undefined} />
      </PublicAsk>
      <PublicColumns side={page.found ? <Hashes of={page.found} /> : <WhereTheCodeIs />}>
        {page.found ? <CheckAnswer of={page.found} entered={page.entered} /> : page.unknown ? <NotFound /> : null}
      </PublicColumns>
    </PublicShell>
  )
}
