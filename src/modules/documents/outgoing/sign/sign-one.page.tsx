import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
} from 'react-router'
import { formatDate } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { attempted, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import {
  ButtonLink,
  Due,
  KindTag,
  Note,
  PdfFrame,
  PhoneDocument,
  PhoneLink,
  Sheet,
  SignSheet,
  UrgencyTag,
} from '#platform/look/index.ts'
import { ReturnForm } from '../circuit/review.deeds.tsx'
import { reviewView } from '../circuit/review.view.ts'
import { markSeen } from '../compose/version.sql.ts'
import { OutgoingAddress } from '../outgoing.forms.ts'
import { view } from '../view.sql.ts'
import { DeskSign } from './desk-sign.tsx'
import { JustSigned } from './just-signed.tsx'
import { pinWords } from './pin.refusals.vi.ts'
import { forbidden, ShadowAsked, ShadowFindings } from './shadow.note.tsx'
import { shadowOf } from './shadow.ts'
import { SheetPaper } from './sheet.paper.tsx'
import { sheetOf } from './sheet.ts'
import { signerCard } from './sign.view.ts'
import { signOrReturn } from './sign-deed.ts'
import { signStack } from './sign-stack.ts'

/** The stack of drafts that wait for the actor's signature, and the place of one in it. */
async function placeIn(work: Work, id: string) {
  const stack = (await signStack(work)).map((row) => row.id)
  const at = stack.indexOf(id)
  return { at: at + 1, of: stack.length, next: stack[at + 1] ?? stack.find((one) => one !== id) ?? null }
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  const desk = context.get(deskContext)
  const shown = await desk.work(async (work) => {
    const shown = await view(work, id)
    if (!shown.steps.includes('sign')) throw redirect(`/van-ban/di/${id}`)
    const review = await reviewView(work, shown)
    await markSeen(work.tx, shown.doc, work.actor.post)
    await note(work, 'outgoing.read', id)
    const typed = shown.doc.source !== 'UPLOAD'
    return {
      doc: shown.doc,
      kindName: shown.kindName,
      agreed: [
        ...shown.people.filter((one) => one.post === shown.doc.drafter).map((one) => `${one.name} soạn`),
        ...shown.circuit.flatMap((step) =>
          step.state === 'APPROVED' ? [`${shown.people.find((one) => one.post === step.post)?.name ?? ''} duyệt`] : [],
        ),
      ],
      answers: shown.related.find((one) => one.id === shown.doc.responseFor) ?? null,
      remarks: shown.comments.length,
      files: shown.files.filter((file) => file.role === 'ATTACHMENT' && file.sha256),
      sheet: typed ? await sheetOf(work.tx, shown.doc, false) : null,
      place: await placeIn(work, id),
      card: await signerCard(work),
      review,
    }
  })
  return { ...shown, shadow: await shadowOf(desk, id) }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  const form = await formOf(request)
  const desk = context.get(deskContext)
  const next = await desk.work((work) => placeIn(work, id)).then((place) => place.next)
  const { done, refused } = await attempted(() => signOrReturn(desk, id, form))
  const refusal: Refusal | null = refused ?? done
  if (refusal) {
    const typed = {
      intent: String(form.get('intent') ?? ''),
      step: String(form.get('step') ?? ''),
      code: String(form.get('code') ?? ''),
      reason: String(form.get('reason') ?? ''),
      despite: form.has('despite') ? 'yes' : '',
    }
    return data({ refused: refusal, typed }, { status: statusOf(refusal.code) })
  }
  const what = form.get('intent') === 'return' ? 'tra' : 'ky'
  return redirect(next ? `/ky-so/${next}?${what}=${id}` : `/ky-so?${what}=${id}`)
}

export const meta = ({ loaderData: shown }: { loaderData?: { doc: { subject: string } } | undefined }) => [
  { title: `Ký số: ${shown?.doc.subject ?? ''} · Liên Thông` },
]

const returnWords: Readonly<Record<string, string>> = {
  reason: 'Ghi rõ lý do trả lại.',
  code: 'Chọn lý do trả lại trong danh sách.',
}

/** The sheet over the page: signing with its PIN, or the return with its reason. */
function Over() {
  const { doc, card, review, shadow } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [asked] = useSearchParams()
  const deed = answer ? (answer.typed.intent === 'return' ? 'tra-lai' : 'ky') : asked.get('viec')
  const here = `/ky-so/${doc.id}`
  const words = answer ? (returnWords[answer.refused.about] ?? pinWords(answer.refused)) : undefined
  if (deed === 'tra-lai')
    return (
      <Sheet label="Trả lại">
        <h2>Trả lại văn bản này?</h2>
        <ReturnForm review={review} typed={answer?.typed ?? {}} error={words} action={here} />
        <ButtonLink kind="ghost" size="large" full href={here}>
          Để sau
        </ButtonLink>
      </Sheet>
    )
  if (deed !== 'ky') return null
  if (forbidden(shadow))
    return (
      <Sheet label="Không ký được">
        <h2>Chưa ký được văn bản này</h2>
        <ShadowAsked id={doc.id} files={shadow} />
        <ButtonLink kind="danger" size="large" full href={`${here}?viec=tra-lai`}>
          Trả lại
        </ButtonLink>
        <ButtonLink kind="ghost" size="large" full href={here}>
          Để sau
        </ButtonLink>
      </Sheet>
    )
  return (
    <SignSheet
      over
      title="Ký số văn bản này?"
      subject={doc.subject}
      signer={card.signer}
      certificate={card.certificate}
      asks={card.asks}
      instead={card.atDesk && <DeskSign id={doc.id} step="sign" deed="Ký bằng thiết bị" done={`/ky-so?ky=${doc.id}`} />}
      follows={doc.numbered ? 'Văn thư cấp số, đóng dấu' : 'Phát hành nội bộ'}
      action={here}
      fields={{ intent: 'sign' }}
      error={words ?? card.fault ?? undefined}
      before={<ShadowAsked id={doc.id} files={shadow} ticked={answer?.typed.despite === 'yes'} />}
      warning={
        <>
          Chữ ký không hoàn tác được.
          {card.pin && (
            <>
              {' '}
              Bản trình diễn: mã PIN là <b>{card.pin}</b>.
            </>
          )}
        </>
      }
      deed="Ký"
      later={{ href: here }}
      forgotten="/chung-thu-so"
    />
  )
}

export default function SignOnePage() {
  const { doc, kindName, agreed, answers, remarks, files, sheet, place, review, shadow } = useLoaderData<typeof loader>()
  const { changed } = review
  const here = `/ky-so/${doc.id}`
  return (
    <>
      <JustSigned next />
      <PhoneDocument
        back={{ href: '/ky-so', label: 'Về danh sách chờ ký' }}
        title="Trình ký"
        {...(place.at > 0 ? { place: `${place.at} / ${place.of}` } : {})}
        line={
          <>
            <UrgencyTag of={doc.urgency} />
            <KindTag kind={kindName} invitation={doc.kind === 'INVITATION'} />
            {doc.dueOn && <Due on={formatDate(doc.dueOn)} capital />}
          </>
        }
        subject={doc.subject}
        agreed={agreed}
        page={
          sheet ? <SheetPaper sheet={sheet} size="phone" /> : <PdfFrame href={`/tep/di/${doc.id}/xem-truoc`} name="văn bản" />
        }
        links={
          <>
            {shadow.length > 0 && (
              <Note tone={forbidden(shadow) ? 'bad' : 'warn'}>
                <ShadowFindings id={doc.id} files={shadow} />
              </Note>
            )}
            <PhoneLink href={`/tep/di/${doc.id}/xem-truoc`} icon="document" words="Xem bản PDF sẽ ký" />
            {answers && <PhoneLink href={`/van-ban/den/${answers.id}`} icon="reply" words={`Trả lời cho ${answers.title}`} />}
            {files.map((file) => (
              <PhoneLink key={file.id} href={`/tep/di/${doc.id}/${file.id}`} icon="folder" words={file.name} />
            ))}
            {changed && changed.places > 0 && (
              <PhoneLink
                href={`/van-ban/di/${doc.id}/ban?tu=${changed.from}&den=${changed.to}`}
                icon="history"
                words={`Khác bản trước ${changed.places} chỗ`}
              />
            )}
            <PhoneLink
              href={`/van-ban/di/${doc.id}`}
              icon="comment"
              words="Quá trình, góp ý"
              {...(remarks > 0 ? { end: `góp ý ${remarks}` } : {})}
            />
          </>
        }
        deeds={
          <>
            <ButtonLink kind="danger" href={`${here}?viec=tra-lai`}>
              Trả lại
            </ButtonLink>
            <ButtonLink kind="primary" icon="pen" href={`${here}?viec=ky`}>
              Ký và chuyển
            </ButtonLink>
          </>
        }
      />
      <Over />
    </>
  )
}
