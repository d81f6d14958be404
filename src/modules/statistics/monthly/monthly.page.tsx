import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { deskContext } from '#platform/http/contexts.ts'
import { Note, PageBody } from '#platform/look/index.ts'
import { Figures, RateCards, Versions } from '../exchange/exchange.parts.tsx'
import { periodsToChoose } from '../exchange/open-report.ts'
import { agencyOptions, periodOptions } from '../exchange/options.ts'
import { ReportHead } from '../periods/report-head.tsx'
import { MonthlyAddress, monthlyAddress, monthlyFile } from './monthly.forms.ts'
import { MonthlyTable } from './monthly.parts.tsx'
import { type MonthlyView, monthlyView } from './monthly.view.ts'
import { monthlyOf } from './open-monthly.ts'

const optionsOf = ({ place, periods, agencies }: MonthlyView) => ({
  periods: periodOptions(periods, (period) => monthlyAddress({ ...place, period })),
  agencies: agencyOptions(agencies, (agency) => monthlyAddress({ ...place, agency })),
})

/** The periodic report of electronic work: sent, received, handled, signed, by agency, against the targets of the levels. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { ky, 'co-quan': agency } = MonthlyAddress.parse(Object.fromEntries(new URL(request.url).searchParams))
  const view = await context.get(deskContext).work(async (work) => {
    const report = await monthlyOf(work, { period: ky, agency })
    const known = periodsToChoose(work.clock.today)
    const isKnown = known.some(({ code }) => code === report.period.code)
    return monthlyView(report, isKnown ? known : [report.period, ...known])
  })
  const files = { csv: monthlyFile(view.place, 'csv'), xlsx: monthlyFile(view.place, 'xlsx') }
  return { view, files, options: optionsOf(view) }
}

export const meta = () => [{ title: 'Báo cáo định kỳ · Liên Thông' }]

export default function MonthlyPage() {
  const { view, files, options } = useLoaderData<typeof loader>()
  return (
    <>
      <ReportHead
        title="Báo cáo định kỳ"
        about="Gửi, nhận, xử lý, ký số trên môi trường điện tử"
        choices={[
          { label: 'Kỳ', value: view.period.label, options: options.periods },
          { label: 'Phạm vi', value: view.where, options: options.agencies },
        ]}
        asOf={view.asOf}
        files={files}
      />
      <PageBody>
        <RateCards cards={view.cards} />
        <Note>
          Tỷ lệ trọn vẹn: văn bản được tạo lập, trình duyệt, ký số và gửi đến mọi nơi nhận trên môi trường điện tử. Mới tính trên
          văn bản ({view.workFiles}), nên chưa kết luận là đạt chỉ tiêu.
        </Note>
        <MonthlyTable view={view} />
        <Figures
          about={view.period.label}
          figures={view.figures}
          foot="Văn bản đi tính theo ngày phát hành, văn bản đến tính theo ngày ghi số đến."
        />
        <Versions rows={view.versions} adjustment={null} />
      </PageBody>
    </>
  )
}
