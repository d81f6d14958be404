import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { formatDate } from '#kernel/vietnamese.ts'
import type { Desk } from '#platform/db/desk.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { checkForm, type Filled, formOf } from '#platform/http/form.ts'
import {
  Actions,
  Button,
  Card,
  Empty,
  Note,
  PageBody,
  PageHeader,
  PostForm,
  SecretInput,
  Stack,
  Table,
  TextInput,
} from '#platform/look/index.ts'
import { placesFor } from '../keys/key.places.ts'
import { CertificateTabs } from '../keys/key.tabs.tsx'
import { signingRefusal } from '../refusals.vi.ts'
import { nameService, removeService } from './name-service.ts'
import { RemoveForm, ServiceForm } from './service.forms.ts'
import { mayNameServices } from './service.policy.ts'
import { type RemoteService, servicesInUse } from './service.sql.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  if (!mayNameServices(desk.actor)) throw data(null, { status: 403 })
  const done = new URL(request.url).searchParams.get('xong')
  return desk.work(async ({ tx, clock }) => ({
    services: await servicesInUse(tx),
    places: placesFor(desk.actor),
    done,
    readAt: clock.now.getTime(),
  }))
}

type Answer = { error: string | null; errors: Record<string, string>; filled: Filled }

/** Answers what was wrong with the form; null when the deed is done. */
async function perform(desk: Desk, form: FormData): Promise<Answer | null> {
  if (form.get('intent') === 'remove') {
    const { values } = checkForm(form, RemoveForm)
    await desk.work((work) => removeService(work, values?.id ?? ''))
    return null
  }
  if (form.get('intent') !== 'name') throw new Refused('bad-input', 'intent')
  if (!mayNameServices(desk.actor)) throw new Refused('not-allowed', 'remote.name')
  const { values, errors, filled } = checkForm(form, ServiceForm)
  if (!values) return { error: null, errors: Object.fromEntries(errors.map(({ field, message }) => [field, message])), filled }
  const { refused } = await attempted(() => nameService(desk, values))
  if (!refused) return null
  if (refused.code !== 'remote-refused') throw new Refused(refused.code, refused.about)
  return { error: null, errors: { [refused.about === 'no-access' ? 'clientId' : 'address']: signingRefusal(refused) }, filled }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await formOf(request)
  const { done, refused } = await attempted(() => perform(context.get(deskContext), form))
  if (refused)
    return data({ error: signingRefusal(refused), errors: {}, filled: {} } as Answer, { status: statusOf(refused.code) })
  return done ? data(done, { status: 400 }) : redirect(`/chung-thu-so/ky-tu-xa?xong=${form.get('intent')}`, 303)
}

export const meta = () => [{ title: 'Ký từ xa · Liên Thông' }]

const doneWords: Record<string, string> = {
  name: 'Dịch vụ đã trả lời và nhận hệ thống này. Người dùng nối khóa ở trang Chứng thư số.',
  remove: 'Đã bỏ dịch vụ. Các khóa nối với dịch vụ này không ký được nữa; chữ ký đã có không bị ảnh hưởng.',
}

const Remove = ({ of }: { of: RemoteService }) => (
  <PostForm>
    <input type="hidden" name="id" value={of.id} />
    <Button size="small" name="intent" value="remove" aria-label={`Bỏ dịch vụ ${of.name}`}>
      Bỏ dịch vụ
    </Button>
  </PostForm>
)

function Services({ services }: { services: readonly RemoteService[] }) {
  if (services.length === 0)
    return (
      <Empty title="Chưa có dịch vụ ký từ xa">
        Thêm dịch vụ theo chuẩn CSC phiên bản 2 để người ký dùng khóa do nơi cấp chứng thư giữ.
      </Empty>
    )
  return (
    <Card title="Đang dùng" flush>
      <Table
        caption="Dịch vụ ký từ xa đang dùng"
        lines={services}
        keyOf={(one) => one.id}
        columns={[
          { key: 'name', head: 'Tên', cell: (one) => <b>{one.name}</b> },
          { key: 'address', head: 'Địa chỉ', card: 'whole', cell: (one) => one.address },
          { key: 'client', head: 'Mã khách', card: 'named', cell: (one) => one.clientId },
          { key: 'since', head: 'Đặt ngày', kind: 'line', card: 'named', cell: (one) => formatDate(one.setAt) },
          { key: 'deed', head: 'Việc', silent: true, cell: (one) => <Remove of={one} /> },
        ]}
      />
    </Card>
  )
}

function ServiceFields({ answer, readAt }: { answer: Answer | undefined; readAt: number }) {
  const typed = (name: string) => (typeof answer?.filled[name] === 'string' ? answer.filled[name] : '')
  return (
    <PostForm key={readAt} autoComplete="off">
      <Stack>
        <TextInput
          name="address"
          type="url"
          inputMode="url"
          label="Địa chỉ"
          help="Địa chỉ gốc của dịch vụ theo chuẩn CSC phiên bản 2, ví dụ https://ky.nha-cung-cap.vn/csc/v2"
          defaultValue={typed('address')}
          maxLength={500}
          error={answer?.errors.address}
        />
        <TextInput
          name="clientId"
          label="Mã khách (client_id)"
          help="Do nhà cung cấp dịch vụ giao cho hệ thống này"
          defaultValue={typed('clientId')}
          maxLength={200}
          error={answer?.errors.clientId}
        />
        <SecretInput
          name="secretClient"
          label="Mã bí mật (client_secret)"
          help="Được lưu dưới dạng mã hóa, không hiện lại"
          autoComplete="off"
          error={answer?.errors.secretClient}
        />
        <Actions>
          <Button kind="primary" name="intent" value="name">
            Thêm dịch vụ
          </Button>
        </Actions>
      </Stack>
    </PostForm>
  )
}

/** Ký từ xa: which services hold keys for the people of this installation. */
export default function RemoteServicePage() {
  const { services, places, done, readAt } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Chứng thư số" about="Khóa ký do nhà cung cấp giữ; hệ thống chỉ gửi giá trị băm, không gửi văn bản" />
      <CertificateTabs places={places} at="remote" />
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
        <Services services={services} />
        <Card title="Thêm dịch vụ">
          <ServiceFields answer={answer} readAt={readAt} />
        </Card>
      </PageBody>
    </>
  )
}
