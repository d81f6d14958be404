import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import {
  ButtonLink,
  Card,
  type Column,
  Empty,
  Note,
  PageBody,
  PageHeader,
  Row,
  Stack,
  State,
  Table,
} from '#platform/look/index.ts'
import { Outcome } from '../outcome.tsx'
import { deed, perform } from '../perform.ts'
import { DayOffForm, OneDayForm, SwapForm, YearForm } from './holiday.forms.ts'
import { AddDayOff, ConfirmYear, DayDeeds, Swap } from './holiday.parts.tsx'
import { addDayOff, confirmDay, confirmYear, strikeDay, swapDays } from './keep-holidays.ts'
import { shownYear, type YearShown } from './year.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const shown = await context.get(deskContext).work((work) => shownYear(work, searchParams.get('nam')))
  return { ...shown, done: searchParams.get('xong') }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const answer = await perform(context.get(deskContext), await formOf(request), {
    add: deed(DayOffForm, addDayOff),
    swap: deed(SwapForm, swapDays),
    confirm: deed(OneDayForm, confirmDay),
    strike: deed(OneDayForm, strikeDay),
    year: deed(YearForm, confirmYear),
  })
  const year = /^2\d{3}$/.exec(new URL(request.url).searchParams.get('nam') ?? '')?.[0]
  const address = `/quan-tri/ngay-nghi?${year ? `nam=${year}&` : ''}xong=${answer.intent}`
  return answer.done ? redirect(address, 303) : data(answer, { status: answer.status })
}

export const meta = () => [{ title: 'Ngày nghỉ · Liên Thông' }]

const doneWords: Record<string, string> = {
  add: 'Đã ghi ngày nghỉ. Hạn xử lý được tính theo lịch mới ngay từ bây giờ.',
  swap: 'Đã ghi ngày hoán đổi. Hạn xử lý được tính theo lịch mới ngay từ bây giờ.',
  confirm: 'Đã xác nhận ngày nghỉ.',
  strike: 'Đã bỏ ngày này khỏi lịch; ngày đó làm việc như thường.',
  year: 'Đã xác nhận lịch nghỉ của cả năm.',
}
const typeWords = {
  holiday: 'Nghỉ lễ, tết',
  substitute: 'Nghỉ bù',
  swap_off: 'Hoán đổi: nghỉ',
  swap_work: 'Hoán đổi: đi làm',
  proposed: 'Đề xuất, chưa quyết',
} as const

type Line = YearShown['lines'][number]

const columns = (keeps: boolean): Column<Line>[] => [
  { key: 'day', head: 'Ngày', kind: 'line', cell: (one) => `${one.weekday}, ${one.day}` },
  { key: 'type', head: 'Loại', kind: 'line', cell: (one) => typeWords[one.type] },
  { key: 'name', head: 'Tên', cell: (one) => one.name.charAt(0).toUpperCase() + one.name.slice(1) },
  { key: 'basis', head: 'Căn cứ', card: 'whole', cell: (one) => one.basis.charAt(0).toUpperCase() + one.basis.slice(1) },
  {
    key: 'state',
    head: 'Tình trạng',
    kind: 'line',
    cell: (one) =>
      one.certain ? (
        <State tone="done">{one.own ? 'Tỉnh xác nhận' : 'Theo luật, thông báo'}</State>
      ) : (
        <State tone="waiting">Tạm tính</State>
      ),
  },
  ...(keeps ? [{ key: 'deeds', head: 'Sửa', silent: true, cell: (one: Line) => <DayDeeds of={one} /> }] : []),
]

/** The days off of one year: what decides deadlines, with its basis, and what is still provisional. */
export default function HolidayPage() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { year, thisYear, keeps, confirmed, lines, done, readAt } = shown
  return (
    <>
      <PageHeader
        title={`Ngày nghỉ năm ${year}`}
        about="Lịch làm việc để tính hạn của toàn tỉnh"
        back={{ href: '/quan-tri', label: 'Về quản trị' }}
      />
      <PageBody>
        <Outcome answer={answer} done={done && doneWords[done]} />
        <Stack key={readAt}>
          <Row wrap>
            {[thisYear - 1, thisYear, thisYear + 1].map((one) => (
              <ButtonLink
                key={one}
                size="small"
                kind={one === year ? 'primary' : 'ghost'}
                href={`/quan-tri/ngay-nghi?nam=${one}`}
              >
                {`Năm ${one}`}
              </ButtonLink>
            ))}
          </Row>
          {confirmed ? (
            <Note tone="ok">
              {confirmed.by} xác nhận lịch năm {year}, {confirmed.at}. Căn cứ: {confirmed.basis}.
            </Note>
          ) : (
            <Note tone="warn">
              Lịch năm {year} chưa được xác nhận: hạn tính qua ngày “Tạm tính” có thể đổi khi có thông báo hằng năm.
            </Note>
          )}
          {lines.length === 0 ? (
            <Empty title="Chưa có ngày nào">Thêm ngày nghỉ theo luật và thông báo hằng năm.</Empty>
          ) : (
            <Card title={`${lines.length} ngày`} flush>
              <Table caption={`Ngày nghỉ năm ${year}`} columns={columns(keeps)} lines={lines} keyOf={(line) => line.date} />
            </Card>
          )}
          {keeps && (
            <Card title="Ghi thêm">
              <Stack>
                <AddDayOff answer={answer} />
                <Swap answer={answer} />
                <ConfirmYear answer={answer} year={year} />
              </Stack>
            </Card>
          )}
        </Stack>
      </PageBody>
    </>
  )
}
