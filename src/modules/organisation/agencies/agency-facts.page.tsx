import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { formatDate } from '#kernel/vietnamese.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { Actions, Anchor, Button, Card, type Fact, Facts, PageBody, PostForm, Stack } from '#platform/look/index.ts'
import { Outcome } from '../outcome.tsx'
import { deed, perform } from '../perform.ts'
import { AgencyFields, OwnFields } from './agency.fields.tsx'
import { AgencyForm, EndAgencyForm, OwnAgencyForm } from './agency.forms.ts'
import { AgencyHead } from './agency.head.tsx'
import { mayShapeTree } from './agency.policy.ts'
import { agenciesOn } from './agency.sql.ts'
import { kindWords, levelWords, successionWords } from './agency.vi.ts'
import { EndAgency } from './end-agency.tsx'
import { shownAgency } from './load-agency.ts'
import { editAgency, endAgency, tendAgency } from './shape-tree.ts'
import { lineageOf } from './tree.sql.ts'

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const done = new URL(request.url).searchParams.get('xong')
  return context.get(deskContext).work(async (work) => {
    const shown = await shownAgency(work, params.agency, request)
    const agencies = await agenciesOn(work.tx, work.clock.today)
    return {
      ...shown,
      shapes: mayShapeTree(work.actor) && shown.may,
      agencies: agencies.filter((one) => one.id !== shown.agency.id).map((one) => ({ value: one.id, label: one.name })),
      lineage: await lineageOf(work.tx, shown.agency.id),
      done,
      readAt: work.clock.now.getTime(),
    }
  })
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const agency = params.agency ?? ''
  const answer = await perform(context.get(deskContext), await formOf(request), {
    edit: deed(AgencyForm, (work, values) => editAgency(work, agency, values)),
    tend: deed(OwnAgencyForm, (work, values) => tendAgency(work, agency, values)),
    end: deed(EndAgencyForm, (work, values) => endAgency(work, agency, values)),
  })
  return answer.done
    ? redirect(`/quan-tri/co-quan/${agency}/thong-tin?xong=${answer.intent}`, 303)
    : data(answer, { status: answer.status })
}

export const meta = ({ loaderData }: { loaderData?: { agency: { name: string } } | undefined }) => [
  { title: `${loaderData?.agency.name ?? 'Cơ quan'}, thông tin · Liên Thông` },
]

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function factsOf({ agency, agencies, lineage }: Loaded): Fact[] {
  const named = (id: string | null) => agencies.find((one) => one.value === id)?.label ?? 'Không có'
  return [
    ['Tên đầy đủ', agency.name],
    ['Tên ngắn', agency.shortName],
    ['Ký hiệu', agency.symbol],
    ['Mã định danh', agency.organId],
    ['Mã 13 ký tự', agency.code13 ?? 'Không có'],
    ['Cấp', levelWords[agency.level]],
    ['Loại', kindWords[agency.kind]],
    ['Cơ quan cấp trên', named(agency.parent)],
    ['Con dấu', agency.sealedBy ? `Dùng của ${named(agency.sealedBy)}` : agency.hasSeal ? 'Riêng' : 'Không có'],
    ['Văn bản điện tử', agency.reachable ? 'Nhận được' : 'Không có kênh'],
    ...lineage.map(
      (one): Fact => [
        one.direction === 'BEFORE' ? 'Tiếp nối' : 'Được thay bởi',
        <Anchor key={one.id} href={`/quan-tri/co-quan/${one.id}`}>
          {one.name} ({successionWords[one.kind].toLowerCase()} từ {formatDate(one.on)})
        </Anchor>,
      ],
    ),
  ]
}

export default function AgencyFactsPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { agency, shapes, may, own, agencies, done, readAt } = loaded
  return (
    <>
      <AgencyHead agency={agency} at="facts" own={own} />
      <PageBody top>
        <Outcome answer={answer} done={done && 'Đã lưu.'} />
        {/* Read anew after a deed: folded deeds close and secrets leave their fields; after a refusal the answer fills them. */}
        <Stack key={readAt}>
          {may || (
            <Card title="Thông tin">
              <Facts rows={factsOf(loaded)} />
            </Card>
          )}
          {may && !shapes && (
            <Card title="Thông tin" tools={<span className="lt-3">Mã, cấp và hiệu lực do quản trị tỉnh giữ</span>}>
              <Facts rows={factsOf(loaded)} />
            </Card>
          )}
          {may && (
            <Card title="Sửa thông tin">
              <PostForm>
                <Stack>
                  {shapes ? (
                    <AgencyFields agency={agency} agencies={agencies} answer={answer} intent="edit" />
                  ) : (
                    <OwnFields agency={agency} answer={answer} intent="tend" />
                  )}
                </Stack>
                <Actions>
                  <Button kind="primary" name="intent" value={shapes ? 'edit' : 'tend'}>
                    Lưu thông tin
                  </Button>
                </Actions>
              </PostForm>
            </Card>
          )}
          {shapes && <EndAgency answer={answer} agencies={agencies} />}
        </Stack>
      </PageBody>
    </>
  )
}
