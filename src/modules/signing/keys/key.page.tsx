import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { attempted } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { readUpload } from '#platform/http/upload.ts'
import { Card, Columns, Empty, PageBody, PageHeader, Stack } from '#platform/look/index.ts'
import { DeskCard } from '../desk/desk-card.tsx'
import { servicesInUse } from '../remote/service.sql.ts'
import { certificateOf } from './certificate-of.ts'
import { CertificateView } from './key.card.tsx'
import { ChangePin, ImportKey, ImportToken, LinkRemote, Outcome, RevokeKey } from './key.parts.tsx'
import { intents, perform, refusedAnswer, smallFile } from './key.perform.ts'
import { placesFor } from './key.places.ts'
import { CertificateTabs } from './key.tabs.tsx'
import { daysUntil } from './key.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  const done = new URL(request.url).searchParams.get('xong')
  return desk.work(async (work) => {
    const own = await certificateOf(work, { holder: 'person' })
    return {
      own,
      daysLeft: own ? daysUntil(own.validTo, work.clock.now) : 0,
      tokens: desk.vault.tokens !== undefined,
      services: await servicesInUse(work.tx),
      places: placesFor(work.actor),
      done: intents.find((one) => one === done) ?? null,
      readAt: work.clock.now.getTime(),
    }
  })
}

export async function action({ context, request }: ActionFunctionArgs) {
  const desk = context.get(deskContext)
  const { done, refused } = await attempted(async () => perform(desk, 'person', await readUpload(request, smallFile)))
  const answer = refused ? refusedAnswer('import', refused) : done
  return answer.done ? redirect(`/chung-thu-so?xong=${answer.intent}`) : data(answer, { status: answer.status })
}

export const meta = () => [{ title: 'Chứng thư số của tôi · Liên Thông' }]

export default function MyKeyPage() {
  const { own, daysLeft, tokens, services, places, done, readAt } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Chứng thư số" about="Ký bằng chứng thư của chính mình và mã PIN chỉ mình biết" />
      <CertificateTabs places={places} at="mine" />
      <PageBody top>
        <Outcome answer={answer} done={done} />
        {/* Read anew after a deed, so that no PIN or password stays behind in a field; after a refusal the fields stay. */}
        <Columns key={readAt} shape="even">
          <Stack>
            {own ? (
              <CertificateView title="Đang dùng" of={own} daysLeft={daysLeft} />
            ) : (
              <Empty title="Chưa có chứng thư">Nạp tệp .p12 được cấp để ký văn bản trên hệ thống.</Empty>
            )}
            {own && own.access === 'open' && !own.onToken && (
              <Card title="Đổi mã PIN">
                <ChangePin answer={answer} />
              </Card>
            )}
            {own && <RevokeKey id={own.id} whose="không ký ở đây nữa" />}
          </Stack>
          <Stack>
            <Card title={own ? 'Nạp lại hoặc thay chứng thư' : 'Nạp chứng thư'}>
              <ImportKey answer={answer} again={own !== null} deed="Nạp chứng thư" />
            </Card>
            {tokens && (
              <Card title="Khóa trên thiết bị của máy chủ">
                <ImportToken answer={answer} />
              </Card>
            )}
            {services.length > 0 && (
              <Card title="Khóa ở dịch vụ ký từ xa">
                <LinkRemote answer={answer} services={services} />
              </Card>
            )}
            <DeskCard holder="person" done="/chung-thu-so?xong=desk" />
          </Stack>
        </Columns>
      </PageBody>
    </>
  )
}
