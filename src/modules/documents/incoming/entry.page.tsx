import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { parseDate } from '#kernel/vietnamese.ts'
import type { Receive } from '#platform/blobs/received.ts'
import type { Desk } from '#platform/db/desk.ts'
import { attempted, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { Actions, Button, Card, Note, PageBody, PageHeader, PostForm, Stack, TextInput } from '#platform/look/index.ts'
import { matchPaper } from './enter.ts'
import { enterEach } from './entry.each.ts'
import { EntryFormView } from './entry.form.tsx'
import { type Entry, keepFiles, keptToken, performEntry, readEntry } from './entry.perform.ts'
import { announcedEntry, blankEntry, type EntryFields, entryView } from './entry.sql.ts'

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const code = new URL(request.url).searchParams.get('ma') ?? ''
  return context.get(deskContext).work(async (work) => {
    if (!has(work.actor, 'recordsClerk')) throw new Refused('not-found', 'entry')
    const announced = code === '' ? null : await announcedEntry(work, code)
    return { shown: await entryView(work, params.id ?? null), code, announced, id: params.id ?? null }
  })
}

const typedFields = (form: FormData): EntryFields => {
  const text = (name: string) => String(form.get(name) ?? '')
  const names = Object.keys(blankEntry) as (keyof EntryFields)[]
  return { ...blankEntry, ...Object.fromEntries(names.map((name) => [name, text(name)])) }
}

type Answer = {
  fields: EntryFields
  errors: Record<string, string>
  refused: Refusal | null
  kept: { name: string; token: string }[]
}

const fieldOf: Record<string, string> = {
  'unreadable-file': 'file',
  'file-protected': 'file',
  'file-with-script': 'file',
  'too-large': 'file',
  'too-many-files': 'file',
  'signature-alone': 'file',
}

/** What is wrong with one field, and what to do. */
const entryWords: Readonly<Record<string, string>> = {
  'day-to-come promulgationDate': 'Ngày văn bản chưa đến. Hãy ghi ngày in trên văn bản, không sau hôm nay.',
  'day-to-come paperArrivedOn': 'Ngày nhận bản giấy chưa đến. Hãy ghi ngày đã nhận, không sau hôm nay.',
  'day-past dueOn': 'Hạn trả lời đã qua. Hãy ghi hôm nay hoặc một ngày sau đó, hoặc để trống.',
  'bad-input noSecretStamp': 'Bản quét không đọc được chữ: hãy xem kỹ và đánh dấu “Không có dấu mật”.',
  'bad-input kind': 'Chưa chọn đúng loại văn bản.',
  'bad-input issuingAgency': 'Chưa ghi cơ quan ban hành.',
  'bad-input submitTo': 'Người được trình không còn ở cơ quan. Hãy chọn lại.',
}
const names: readonly string[] = Object.keys(blankEntry)

function answerTo(refused: Refusal): Pick<Answer, 'errors' | 'refused'> {
  const { code, about } = refused
  const field = fieldOf[code] ?? (names.includes(about) ? about : undefined)
  return { errors: field ? { [field]: entryWords[`${code} ${about}`] ?? refusalWords[code] } : {}, refused }
}

/** The paper of a document that is there: its day is noted on it. */
async function noteMatch(desk: Desk, { fields }: Entry): Promise<string> {
  const twin = String(fields.get('twin') ?? '')
  await desk.work((work) =>
    matchPaper(work, twin, parseDate(String(fields.get('paperArrivedOn') ?? ''), work.clock.today) ?? work.clock.today),
  )
  return twin
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const desk = context.get(deskContext)
  return desk.vault.files.receiving((receive) => answerEntry(desk, params.id ?? null, { request, receive }))
}

async function answerEntry(desk: Desk, id: string | null, { request, receive }: { request: Request; receive: Receive }) {
  const sent = new FormData()
  const read = await attempted(() => readEntry(desk, request, { fields: sent, receive, id }))
  if (read.refused)
    return data({ ...answerTo(read.refused), fields: typedFields(sent), kept: [] } satisfies Answer, {
      status: statusOf(read.refused.code),
    })
  const entry = read.done
  const files = await keepFiles(desk, entry)
  if (entry.fields.get('intent') === 'each' && files.length > 0) {
    const each = await attempted(() => enterEach(desk, files, entry.fields.get('noSecretStamp') !== null))
    if (!each.refused) return redirect('/?hop=toRegister')
    const kept = files.map((file) => ({ name: file.name, token: keptToken(desk, file) }))
    const words = { ...answerTo(each.refused), fields: typedFields(entry.fields), kept }
    return data(words satisfies Answer, { status: statusOf(each.refused.code) })
  }
  const done = await attempted(async () =>
    entry.fields.get('intent') === 'match'
      ? { id: await noteMatch(desk, entry), errors: null }
      : performEntry(desk, id, entry, files),
  )
  if (done.done?.id) return redirect(`/van-ban/den/${done.done.id}`)
  const kept = files.map((file) => ({ name: file.name, token: keptToken(desk, file) }))
  const fields = typedFields(entry.fields)
  if (done.refused)
    return data({ ...answerTo(done.refused), fields, kept } satisfies Answer, { status: statusOf(done.refused.code) })
  return data({ errors: done.done?.errors ?? {}, refused: null, fields, kept } satisfies Answer, { status: 400 })
}

export const meta = () => [{ title: 'Vào sổ văn bản giấy · Liên Thông' }]

function Announced(props: { code: string; found: boolean }) {
  return (
    <Card title="Nơi gửi đã báo trên hệ thống?">
      <PostForm method="get">
        <TextInput
          name="ma"
          label="Số, ký hiệu hoặc mã QR trên bản giấy"
          help="168/UBND-TH, hoặc quét mã QR vào ô này"
          defaultValue={props.code}
          optional
        />
        <Actions>
          <Button>Tìm</Button>
        </Actions>
      </PostForm>
      {props.code !== '' && (
        <Note tone={props.found ? 'ok' : 'info'}>
          {props.found
            ? 'Đã thấy văn bản nơi gửi báo; các ô bên dưới đã điền sẵn.'
            : 'Không thấy bản giấy nào đang gửi tới với số này. Hãy nhập như văn bản mới.'}
        </Note>
      )}
    </Card>
  )
}

export default function EntryPage() {
  const { shown, code, announced, id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer?.refused ?? null
  const twin = refused?.code === 'duplicate-document' ? { id: refused.about } : null
  return (
    <>
      <PageHeader
        title={id ? 'Hoàn thiện và vào sổ' : 'Vào sổ văn bản giấy'}
        about={shown.book}
        back={{ href: '/', label: 'Về Việc của tôi' }}
      />
      <PageBody narrow top>
        <Stack>
          {refused && !twin && Object.keys(answer?.errors ?? {}).length === 0 && (
            <Note tone="bad" live>
              {refusalWords[refused.code]}
            </Note>
          )}
          {!id && <Announced code={code} found={announced !== null} />}
          <Card>
            <EntryFormView
              key={announced?.delivery ?? ''}
              shown={shown}
              fields={answer?.fields ?? announced ?? shown.fields}
              errors={answer?.errors ?? {}}
              kept={answer?.kept ?? []}
              twin={twin}
              fresh={id === null && !twin}
            />
          </Card>
        </Stack>
      </PageBody>
    </>
  )
}
