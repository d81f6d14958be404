import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { attempt, attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { readUpload } from '#platform/http/upload.ts'
import { Card, Columns, Empty, Note, PageBody, PageHeader, Stack } from '#platform/look/index.ts'
import { DeskCard } from '../desk/desk-card.tsx'
import { SealImageCard } from '../seals/seal-image.card.tsx'
import { Grant, Keepers, StaffKeys } from './agency-key.parts.tsx'
import { agencyKeyView } from './agency-view.ts'
import { CertificateView } from './key.card.tsx'
import { ChangePin, ImportKey, ImportToken, LinkRemote, Outcome, RevokeKey } from './key.parts.tsx'
import { intents, perform, refusedAnswer, smallFile } from './key.perform.ts'
import { placesFor } from './key.places.ts'
import { CertificateTabs } from './key.tabs.tsx'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  const told = new URL(request.url).searchParams.get('xong')
  const { done: shown, refused } = await attempt(desk, agencyKeyView)
  if (refused) throw data(null, { status: statusOf(refused.code) })
  return {
    shown,
    tokens: desk.vault.tokens !== undefined,
    places: placesFor(desk.actor),
    told: intents.find((one) => one === told) ?? null,
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const desk = context.get(deskContext)
  const { done, refused } = await attempted(async () => perform(desk, 'agency', await readUpload(request, smallFile)))
  const answer = refused ? refusedAnswer('import', refused) : done
  return answer.done ? redirect(`/chung-thu-so/co-quan?xong=${answer.intent}`) : data(answer, { status: answer.status })
}

export const meta = () => [{ title: 'Chứng thư số của cơ quan · Liên Thông' }]

export default function AgencyKeyPage() {
  const { shown, tokens, places, told } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { card, own } = shown
  return (
    <>
      <PageHeader title="Chứng thư số" about="Chữ ký số của cơ quan thay con dấu; chỉ văn thư ký, mỗi người một mã PIN" />
      <CertificateTabs places={places} at="agency" />
      <PageBody top>
        <Outcome answer={answer} done={told} />
        {/* Read anew after a deed, so that no PIN or password stays behind in a field; after a refusal the fields stay. */}
        <Columns key={shown.readAt} shape="even">
          <Stack>
            {card ? (
              <CertificateView title="Đang dùng" of={card} daysLeft={shown.daysLeft} />
            ) : (
              <Empty title="Cơ quan chưa có chứng thư">Chưa đóng dấu được văn bản. Nạp tệp .p12 của cơ quan để bắt đầu.</Empty>
            )}
            {card && !own && <Note>Cơ quan dùng chung con dấu; khóa do văn thư của cơ quan có dấu giữ.</Note>}
            <Keepers shown={shown} />
            {card && shown.mayRevoke && <RevokeKey id={card.id} whose="cơ quan thay chứng thư" />}
          </Stack>
          <Stack>
            <Grant shown={shown} answer={answer} />
            {card?.access === 'open' && !card.onToken && (
              <Card title="Đổi mã PIN của tôi">
                <ChangePin answer={answer} />
              </Card>
            )}
            {own && shown.seal !== null && <SealImageCard picture={shown.seal || null} answer={answer} />}
            {own && (
              <Card title={card ? 'Nạp lại hoặc thay chứng thư' : 'Nạp chứng thư của cơ quan'}>
                <ImportKey answer={answer} again={card !== null} deed="Nạp chứng thư" />
              </Card>
            )}
            {own && tokens && (
              <Card title="Khóa trên thiết bị của máy chủ">
                <ImportToken answer={answer} />
              </Card>
            )}
            {own && shown.services.length > 0 && (
              <Card title="Khóa ở dịch vụ ký từ xa">
                <LinkRemote answer={answer} services={shown.services} />
              </Card>
            )}
            {own && <DeskCard holder="agency" done="/chung-thu-so/co-quan?xong=desk" />}
          </Stack>
        </Columns>
        <StaffKeys shown={shown} />
      </PageBody>
    </>
  )
}
