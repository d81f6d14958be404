import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import {
  Actions,
  Anchor,
  Button,
  Card,
  CheckGroup,
  type Column,
  Empty,
  FieldRow,
  Note,
  PageHeader,
  PostForm,
  Select,
  State,
  Table,
  TextInput,
} from '#platform/look/index.ts'
import { kinds as allKinds, isIssued } from '../kinds/kind.sql.ts'
import { watched } from '../watch.ts'
import { mayKeepBooks, mayReadBooks } from './book.policy.ts'
import { type Book, booksOf } from './book.sql.ts'
import { yearsOf } from './keep.sql.ts'
import { bookWords, performOpening } from './perform.ts'

/** Sổ văn bản of the agency: which kinds share a series, where each stands. */
export async function loader({ context }: LoaderFunctionArgs) {
  return context.get(deskContext).work(async (work) => {
    const { agency } = work.actor
    if (!mayReadBooks({ agency }, work.actor)) throw new Response('', { status: 404 })
    const books = [...(await booksOf(work.tx, agency, 'OUT')), ...(await booksOf(work.tx, agency, 'IN'))]
    const lines = []
    for (const book of books) lines.push({ ...book, year: (await yearsOf(work.tx, book.id))[0] ?? null })
    const kinds = (await allKinds(work.tx)).filter(isIssued)
    return {
      lines,
      kinds: kinds.map(({ code, name }) => ({ value: code, label: name })),
      keeps: mayKeepBooks({ agency }, work.actor),
    }
  })
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await formOf(request)
  const { done, refused } = await attempted(() =>
    watched(context.get(deskContext), { door: 'book.form' }, (work) => performOpening(work, form)),
  )
  if (!refused) return redirect(`/so-van-ban/${done}`)
  const typed = { name: String(form.get('name') ?? ''), direction: String(form.get('direction') ?? 'OUT') }
  return data({ refused, typed: { ...typed, kinds: form.getAll('kinds[]').map(String) } }, { status: statusOf(refused.code) })
}

export const meta = () => [{ title: 'Sổ văn bản · Liên Thông' }]

type Line = Awaited<ReturnType<typeof loader>>['lines'][number]

const kindWords = (book: Book, names: Map<string, string>) => {
  if (book.direction === 'IN') return 'Mọi văn bản đến'
  return book.kinds.length === 0 ? 'Các loại còn lại' : book.kinds.map((code) => names.get(code) ?? code).join(', ')
}

const columns = (names: Map<string, string>): Column<Line>[] => [
  {
    key: 'name',
    head: 'Sổ',
    cell: (line) => <Anchor href={`/so-van-ban/${line.id}`}>{line.name}</Anchor>,
  },
  { key: 'direction', head: 'Hướng', kind: 'line', cell: (line) => (line.direction === 'OUT' ? 'Văn bản đi' : 'Văn bản đến') },
  { key: 'kinds', head: 'Loại văn bản', card: 'whole', cell: (line) => kindWords(line, names) },
  { key: 'year', head: 'Năm', kind: 'figure', cell: (line) => line.year?.year ?? '' },
  { key: 'next', head: 'Số kế tiếp', kind: 'figure', cell: (line) => line.year?.next ?? 1 },
  {
    key: 'state',
    head: 'Trạng thái',
    kind: 'line',
    cell: (line) => <State tone={line.closed ? 'draft' : 'done'}>{line.closed ? 'Đã khóa' : 'Đang dùng'}</State>,
  },
]

function NewBook(props: { kinds: { value: string; label: string }[]; answer: ReturnType<typeof useActionData<typeof action>> }) {
  const { kinds, answer } = props
  const error = (field: string) => (answer?.refused.about === field ? bookWords[`${answer.refused.code} ${field}`] : undefined)
  return (
    <Card title="Mở sổ mới">
      <PostForm className="lt-stack">
        <FieldRow>
          <TextInput name="name" label="Tên sổ" defaultValue={answer?.typed.name} error={error('name')} />
          <Select
            name="direction"
            label="Hướng"
            defaultValue={answer?.typed.direction}
            choices={[
              { value: 'OUT', label: 'Văn bản đi' },
              { value: 'IN', label: 'Văn bản đến' },
            ]}
          />
        </FieldRow>
        <CheckGroup
          name="kinds[]"
          id="kinds"
          label="Loại văn bản dùng chung dãy số"
          optional
          inline
          help="Không chọn loại nào: sổ cấp số cho các loại còn lại."
          choices={kinds}
          chosen={answer?.typed.kinds}
          error={error('kinds')}
        />
        <Actions>
          <Button kind="primary" icon="plus">
            Mở sổ
          </Button>
        </Actions>
      </PostForm>
    </Card>
  )
}

export default function BooksPage() {
  const { lines, kinds, keeps } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const names = new Map(kinds.map((kind) => [kind.value, kind.label]))
  return (
    <div className="lt-page">
      <PageHeader title="Sổ văn bản" back={{ href: '/van-ban/di', label: 'Văn bản đi' }} />
      {lines.length === 0 ? (
        <Empty title="Chưa có sổ nào">Mở một sổ văn bản đi và một sổ văn bản đến để bắt đầu cấp số.</Empty>
      ) : (
        <Table caption="Sổ văn bản" columns={columns(names)} lines={lines} keyOf={(line) => line.id} />
      )}
      <div className="lt-stack">
        {answer && (
          <Note tone="bad" live>
            {bookWords[`${answer.refused.code} ${answer.refused.about}`] ?? refusalWords[answer.refused.code]}
          </Note>
        )}
        {keeps && <NewBook kinds={kinds} answer={answer} />}
      </div>
    </div>
  )
}
