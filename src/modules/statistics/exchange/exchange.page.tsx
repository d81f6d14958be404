import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { attempt, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { readForm } from '#platform/http/form.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import {
  Button,
  Card,
  Columns,
  Empty,
  Needs,
  Note,
  PageBody,
  PostForm,
  Row,
  TextInput,
  TrendChart,
} from '#platform/look/index.ts'
import { closePeriod } from '../periods/close.ts'
import { periodOf } from '../periods/period.ts'
import { ReportHead } from '../periods/report-head.tsx'
import { Spread } from '../spread/spread.parts.tsx'
import { openSpread } from '../spread/spread.view.ts'
import { fileAddress, reportAddress } from './addresses.ts'
import { Agencies } from './agencies.parts.tsx'
import { CloseForm, ExchangeAddress, scopeNames } from './exchange.forms.ts'
import { Figures, RateCards, Targets, Versions } from './exchange.parts.tsx'
import type { ExchangeView } from './exchange.view.ts'
import { openReport } from './open-report.ts'
import { optionsOf, ordersOf } from './options.ts'

const addressOf = (request: Request) => ExchangeAddress.parse(Object.fromEntries(new URL(request.url).searchParams))

export async function loader({ context, request }: LoaderFunctionArgs) {
  const [view, spread] = await context.get(deskContext).work(async (work) => {
    const opened = await openReport(work, addressOf(request))
    return [opened, await openSpread(work, periodOf(opened.place.period))] as const
  })
  const { place } = view
  const files = { csv: fileAddress(place, 'csv'), xlsx: fileAddress(place, 'xlsx') }
  return { view, spread, files, options: optionsOf(view), orders: ordersOf(view) }
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

function Closing({ view }: { view: ExchangeView }) {
  if (!view.mayClose || !view.period.over) return null
  const again = view.versions.rows.length > 0
  return (
    <Card title={again ? 'Chốt bản điều chỉnh' : 'Chốt số liệu'}>
      <PostForm id="chot" className="lt-stack">
        <input type="hidden" name="ky" value={view.period.code} />
        {again && <TextInput name="lyDo" label="Lý do điều chỉnh" required />}
        <p>
          Số liệu và danh sách văn bản được đếm của {view.period.label} được giữ như đang biết lúc này; thay đổi về sau không sửa
          bản đã chốt.
        </p>
        <Row>
          <Button kind="primary">
            {again ? 'Chốt bản điều chỉnh' : 'Chốt'} {view.period.label}
          </Button>
        </Row>
      </PostForm>
    </Card>
  )
}

const footOf = ({ unnumbered }: ExchangeView) =>
  `Đơn vị tính: đầu số văn bản (${unnumbered}); lượt gửi ở các dòng nêu lượt gửi. Không tính văn bản mật và văn bản đã thu hồi.`

export default function ExchangePage() {
  const { view, spread, options, files, orders } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { trendTarget } = view
  return (
    <>
      <ReportHead
        title="Trao đổi văn bản điện tử"
        choices={[
          { label: 'Kỳ', value: view.period.label, options: options.periods },
          { label: 'Gửi', value: view.scope, options: options.scopes },
          { label: 'Phạm vi', value: view.where, options: options.agencies },
        ]}
        asOf={view.asOf}
        files={files}
      />
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
        <Spread of={spread} />
        <Columns shape="even">
          <Figures about={`${view.scope}, ${view.period.label}`} figures={view.figures} foot={footOf(view)} />
          <Targets view={view} />
        </Columns>
        <Versions {...view.versions} />
        <Closing view={view} />
      </PageBody>
    </>
  )
}
