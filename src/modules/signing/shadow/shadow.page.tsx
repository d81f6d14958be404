import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { Actions, Button, Card, FieldRow, Note, PageBody, PageHeader, PostForm, Select, Stack } from '#platform/look/index.ts'
import { mayTrust } from '../anchors/anchor.policy.ts'
import { placesFor } from '../keys/key.places.ts'
import { CertificateTabs } from '../keys/key.tabs.tsx'
import { signingRefusal } from '../refusals.vi.ts'
import { setShadowLevels } from './set-levels.ts'
import { LevelForm } from './shadow.forms.ts'
import { shadowPolicy } from './shadow.sql.ts'
import { alwaysRefused, type Level, levels, shadowCodes } from './shadow.ts'
import { levelWords, shadowWords } from './shadow.vi.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  if (!mayTrust(desk.actor)) throw data(null, { status: 403 })
  const policy = await desk.work(({ tx }) => shadowPolicy(tx))
  return { policy, places: placesFor(desk.actor), done: new URL(request.url).searchParams.has('xong') }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await formOf(request)
  const asked: Partial<Record<(typeof shadowCodes)[number], Level>> = {}
  for (const code of shadowCodes) {
    const level = LevelForm.safeParse(form.get(code))
    if (level.success) asked[code] = level.data
  }
  const { refused } = await attempted(() => context.get(deskContext).work((work) => setShadowLevels(work, asked)))
  if (refused) return data({ error: signingRefusal(refused) }, { status: statusOf(refused.code) })
  return redirect('/chung-thu-so/noi-dung-an?xong=luu', 303)
}

export const meta = () => [{ title: 'Nội dung ẩn trong tệp · Liên Thông' }]

/** Nội dung ẩn: what the installation does about each kind before anybody signs. */
export default function ShadowPage() {
  const { policy, places, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Chứng thư số" about="Tệp PDF được soát nội dung ẩn khi tải lên và trước khi ký" />
      <CertificateTabs places={places} at="shadow" />
      <PageBody top>
        {answer?.error && (
          <Note tone="bad" live answer={answer}>
            {answer.error}
          </Note>
        )}
        {done && !answer && (
          <Note tone="ok" live>
            Đã lưu. Áp dụng ngay cho các văn bản chưa ký.
          </Note>
        )}
        <Card title="Cách xử lý nội dung ẩn">
          <PostForm>
            <Stack>
              <FieldRow columns={2}>
                {shadowCodes
                  .filter((code) => !alwaysRefused.includes(code))
                  .map((code) => (
                    <Select
                      key={code}
                      name={code}
                      label={shadowWords[code].title}
                      defaultValue={policy[code]}
                      choices={levels.map((level) => ({ value: level, label: levelWords[level] }))}
                    />
                  ))}
              </FieldRow>
              <p className="lt-2">Tệp có mã lệnh tự chạy (JavaScript) luôn bị từ chối.</p>
              <Actions>
                <Button kind="primary">Lưu</Button>
              </Actions>
            </Stack>
          </PostForm>
        </Card>
      </PageBody>
    </>
  )
}
