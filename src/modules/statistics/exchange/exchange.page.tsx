import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { attempt, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { readForm } from '#platform/http/form.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import {
  Button,
  ButtonLink,
  Card,
  Columns,
  Empty,
  Needs,
  Note,
  PageBody,
  PageHeader,
  PostForm,
  Select,
  TextInput,
  TrendChart,
} from '#platform/look/index.ts'
import { closePeriod } from '../periods/close.ts'
import { periodOf } from '../periods/period.ts'
import { fileAddress, reportAddress } from './addresses.ts'
import { CloseForm, ExchangeAddress, scopeName, scopeNames } from './exchange.forms.ts'
import { Agencies, Figures, RateCards, Targets, Versions } from './exchange.parts.tsx'
import { type ExchangeView, scopesToChoose } from './exchange.view.ts'
import { openReport } from './open-report.ts'
import { scopeWords } from './words.vi.ts'

const addressOf = (request: Request) => ExchangeAddress.parse(Object.fromEntries(new URL(request.url).searchParams))

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await context.get(deskContext).work((work) => openReport(work, addressOf(request)))
  const { place } = view
  return {
    view,
    scopes: scopesToChoose.map((scope) => ({ value: scopeName(scope), label: scopeWords[scope] })),
    scope: scopeName(place.scope),
    files: { csv: fileAddress(place, 'csv'), xlsx: fileAddress(place, 'xlsx') },
    orders: (['thap', 'cao', 'tang'] as const).map((order) => ({ order, href: reportAddress({ ...place, order }) })),
  }
}

/** Closes the period, or makes its next version. */
export async function action({ context, request }: ActionFunctionArgs) {
  const { values, errors } = await readForm(request, CloseForm)
  if (!values) return data({ refused: { code: 'bad-input', about: errors[0]?.field ?? '' } satisfies Refusal }, { status: 400 })
  const { refused } = await attempt(context.get(deskContext), (work) =>
    closePeriod(work, periodOf(values.ky), { reason: values.lyDo }),
  )
  if (refused) return data({ refused }, { status: statusOf(refused.code) })
  const address = addressOf(request)
  return redirect(
    reportAddress({ period: values.ky, scope: scopeNames[address['pham-vi']], agency: address['co-quan'], order: address.xep }),
  )
}

export const meta = () => [{ title: 'Trao đổi văn bản điện tử · Liên Thông' }]

type Loaded = { view: ExchangeView; scopes: { value: string; label: string }[]; scope: string }

/** Period, scope and agency as one form that reads: it works without script. */
function Choose({ view, scopes, scope }: Loaded) {
  return (
    <PostForm method="get" className="lt-filters" aria-label="Chọn số liệu">
      <Select name="ky" label="Kỳ" choices={view.periods} defaultValue={view.period.code} key={view.period.code} />
      <Select name="pham-vi" label="Phạm vi gửi" choices={scopes} defaultValue={scope} key={scope} />
      {view.agencies.length > 1 && (
        <Select
          name="co-quan"
          label="Cơ quan"
          blank="Toàn tỉnh"
          choices={view.agencies}
          defaultValue={view.place.agency ?? ''}
          key={view.place.agency ?? 'all'}
        />
      )}
      <Button>Xem</Button>
    </PostForm>
  )
}

function Closing({ view }: { view: ExchangeView }) {
  if (!view.mayClose || !view.period.over) return null
  const again = view.versions.rows.length > 0
  return (
    <Card title={again ? 'Chốt bản điều chỉnh' : 'Chốt số liệu'}>
      <PostForm>
        <input type="hidden" name="ky" value={view.period.code} />
        {again && <TextInput name="lyDo" label="Lý do điều chỉnh" required />}
        <p>
          Số liệu và danh sách văn bản được đếm của {view.period.label} được giữ như đang biết lúc này; thay đổi về sau không sửa
          bản đã chốt.
        </p>
        <Button kind="primary">
          {again ? 'Chốt bản điều chỉnh' : 'Chốt'} {view.period.label}
        </Button>
      </PostForm>
    </Card>
  )
}

export default function ExchangePage() {
  const { view, scopes, scope, files, orders } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { trendTarget } = view
  return (
    <>
      <PageHeader
        title="Trao đổi văn bản điện tử"
        about={`${view.period.label} · ${view.where}`}
        actions={
          <>
            <span className="lt-small lt-3 lt-num">Số liệu đến {view.asOf}</span>
            <ButtonLink href={files.csv}>CSV</ButtonLink>
            <ButtonLink href={files.xlsx} icon="download">
              Excel
            </ButtonLink>
          </>
        }
      />
      <Choose view={view} scopes={scopes} scope={scope} />
      <PageBody>
        {answer?.refused && (
          <Note tone="bad" live>
            {refusalWords[answer.refused.code]}
          </Note>
        )}
        <RateCards cards={view.cards} />
        <Columns>
          <TrendChart
            title={`${view.scope}, 12 tháng (%)`}
            months={view.trend}
            {...(trendTarget === null ? {} : { target: trendTarget })}
          />
          <Card title="Cần người xử lý" flush={view.needs.length > 0}>
            {view.needs.length > 0 ? <Needs rows={view.needs} /> : <Empty title="Không có việc nào chờ" />}
          </Card>
        </Columns>
        <Agencies view={view} orders={orders} />
        <Columns shape="even">
          <Figures view={view} />
          <Targets view={view} />
        </Columns>
        <Versions view={view} />
        <Closing view={view} />
      </PageBody>
    </>
  )
}
