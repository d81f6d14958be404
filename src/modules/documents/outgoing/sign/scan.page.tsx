import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { capital, formatDate, parseDate } from '#kernel/vietnamese.ts'
import { largestFile } from '#platform/blobs/received.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { attempted, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { type Incoming, readUpload } from '#platform/http/upload.ts'
import { Actions, Button, Card, Check, FieldRow, FileDrop, Note, PageHeader, PostForm, TextInput } from '#platform/look/index.ts'
import { certificateOf, pinFrom } from '#signing'
import { OutgoingAddress } from '../outgoing.forms.ts'
import { read } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import { symbolOf } from '../outgoing.ts'
import { view } from '../view.sql.ts'
import { HandForm, type ScanFile } from './hand.forms.ts'
import { signByHand } from './hand.ts'
import { pinWords } from './pin.refusals.vi.ts'
import { sealScan } from './seal-scan.ts'
import { KeySecrets } from './secrets.tsx'

/** The scan of a paper signed by hand: first when it is signed, again with number and seal on it. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  return context.get(deskContext).work(async (work) => {
    const { doc, people, recipients } = await view(work, id)
    const open = outgoingStates.open(doc, work.actor)
    const final = doc.state === 'NUMBERED' && doc.signedBy === 'hand'
    if (!(final ? open.includes('seal') : open.includes('signByHand'))) throw new Response('', { status: 404 })
    return {
      id,
      final,
      subject: doc.subject,
      symbol: symbolOf(doc),
      today: formatDate(work.clock.today),
      signer: people.find((one) => one.post === doc.signer)?.name ?? '',
      asks: (await certificateOf(work, { holder: 'agency' }))?.asks ?? ['pin'],
      electronic: recipients.some((one) => one.mode !== 'PAPER'),
    }
  })
}

/** Who may not add a scan to this document fills no store. @throws Refused wrong-state | not-allowed | not-found */
async function mayScan(work: Work, id: string): Promise<void> {
  const doc = await read(work, id)
  outgoingStates.take(doc.state === 'NUMBERED' && doc.signedBy === 'hand' ? 'seal' : 'signByHand', doc, work.actor)
}

const said = (fields: FormData, name: string) => String(fields.get(name) ?? '')

async function post(
  desk: Desk,
  id: string,
  { fields, file: scan }: { fields: FormData; file: ScanFile | undefined },
): Promise<void> {
  if (!scan) throw new Refused('bad-input', 'scan')
  const noSecretStamp = said(fields, 'noSecretStamp') === 'yes'
  if (said(fields, 'intent') === 'seal') return sealScan(desk, id, { scan, noSecretStamp, pin: pinFrom(fields) })
  const today = (await desk.work(async (work) => work.clock)).today
  const form = HandForm.safeParse({
    signerName: said(fields, 'signerName'),
    signedOn: parseDate(said(fields, 'signedOn'), today) ?? '',
    noSecretStamp,
  })
  if (!form.success) throw new Refused('bad-input', String(form.error.issues[0]?.path[0] ?? 'form'))
  return signByHand(desk, id, { ...form.data, scan })
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  const fields = new FormData()
  const desk = context.get(deskContext)
  const { refused } = await attempted(async () => {
    await desk.work((work) => mayScan(work, id))
    await desk.vault.files.receiving(async (receive) => {
      const keep = async ({ name, stream }: Incoming) => ({ name, content: await receive(stream) })
      const upload = await readUpload(request, { maxBytes: largestFile, maxFiles: 1, keep, fields })
      await post(desk, id, { fields, file: upload.files[0]?.kept })
    })
  })
  if (!refused) return redirect(`/van-ban/di/${id}`)
  const ticked = said(fields, 'noSecretStamp') === 'yes'
  const typed = { signerName: said(fields, 'signerName'), signedOn: said(fields, 'signedOn'), ticked }
  return data({ refused, typed }, { status: statusOf(refused.code) })
}

export const meta = () => [{ title: 'Bản quét văn bản ký tay · Liên Thông' }]

const closer: Record<string, string> = {
  scan: 'Hãy chọn bản quét dạng PDF.',
  noSecretStamp: 'Bản quét không có chữ để máy đọc: hãy xem và đánh dấu “Không có dấu mật”.',
  signedOn: 'Ngày ký chưa đúng: ghi dạng ngày/tháng/năm, ví dụ 18/11/2026.',
  signerName: 'Chưa ghi tên người ký.',
  pin: 'Chưa nhập mã PIN: có nơi nhận điện tử nên phải ký số của cơ quan.',
}

const wordsFor = ({ code, about }: Refusal): string =>
  (code === 'bad-input' ? closer[about] : undefined) ?? pinWords({ code, about })

export default function ScanPage() {
  const { id, final, subject, symbol, today, signer, electronic, asks } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const about = answer?.refused.about ?? ''
  const words = answer ? wordsFor(answer.refused) : ''
  const wrong = (field: string) => (about === field ? words : undefined)
  return (
    <div className="lt-page lt-page--narrow">
      <PageHeader
        title={final ? 'Bản quét có số và dấu' : 'Ghi nhận bản ký tay'}
        about={symbol ?? undefined}
        back={{ href: `/van-ban/di/${id}`, label: 'Về văn bản' }}
      />
      <div className="lt-page__body">
        {answer && (
          <Note tone="bad" live>
            {words} Chưa có gì được lưu: khi gửi lại, hãy chọn lại tệp.
          </Note>
        )}
        <Card title={capital(subject)}>
          <PostForm encType="multipart/form-data" className="lt-stack">
            {!final && (
              <FieldRow>
                <TextInput
                  name="signerName"
                  label="Người đã ký"
                  defaultValue={answer?.typed.signerName || signer}
                  error={wrong('signerName')}
                />
                <TextInput
                  name="signedOn"
                  label="Ngày ký"
                  defaultValue={answer?.typed.signedOn || today}
                  error={wrong('signedOn')}
                />
              </FieldRow>
            )}
            <FileDrop name="scan" label="Bản quét" accept=".pdf" limits="PDF, tối đa 50 MB" error={wrong('scan')} />
            <Check name="noSecretStamp" label="Đã xem: không có dấu mật" checked={answer?.typed.ticked ?? false} />
            {final && electronic && (
              <KeySecrets
                asks={asks}
                help="Nơi nhận điện tử nhận bản sao y có chữ ký số của cơ quan; không hiện như bản người ký đã ký số."
              />
            )}
            <Actions>
              <Button kind="primary" name="intent" value={final ? 'seal' : 'sign'}>
                {final ? 'Thêm bản quét' : 'Ghi nhận bản ký tay'}
              </Button>
            </Actions>
          </PostForm>
        </Card>
      </div>
    </div>
  )
}
