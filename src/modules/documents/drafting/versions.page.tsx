import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { formatInstant } from '#kernel/vietnamese.ts'
import { attempt, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { Anchor, Button, Card, Empty, Note, PageBody, PageHeader, PostForm } from '#platform/look/index.ts'
import { restore } from '../outgoing/compose/restore.ts'
import type { Version } from '../outgoing/compose/version.sql.ts'
import { OutgoingAddress } from '../outgoing/outgoing.forms.ts'
import { Changes } from './changes.tsx'
import { places } from './compare.ts'
import { compareVersions } from './compare-versions.ts'

const ordinal = (text: string | null): number | null => (text && /^\d{1,6}$/.test(text) ? Number(text) : null)

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  const { searchParams } = new URL(request.url)
  const asked = { from: ordinal(searchParams.get('tu')), to: ordinal(searchParams.get('den')) }
  return context.get(deskContext).work((work) => compareVersions(work, id, asked))
}

/** Takes a kept version back; the page then compares it with what stood there before. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  const form = await formOf(request)
  const [version, seen] = [Number(form.get('version')), Number(form.get('seen'))]
  const { refused } = await attempt(context.get(deskContext), (work) => restore(work, id, { version, seen }))
  return refused ? data({ refused }, { status: statusOf(refused.code) }) : redirect(`/van-ban/di/${id}/ban`)
}

export const meta = () => [{ title: 'So sánh phiên bản · Liên Thông' }]

type RowProps = { id: string; version: Version; to: number | null; seen: number | null }

function Row({ id, version, to, seen }: RowProps) {
  const before = version.ordinal - 1
  return (
    <li>
      <span className="lt-num">{version.ordinal}</span>
      <span>
        <b>Bản {version.ordinal}</b>
        <span className="lt-slips__about">
          {version.savedBy}, {formatInstant(version.savedAt)}
        </span>
      </span>
      {before > 0 && (
        <Anchor
          href={`/van-ban/di/${id}/ban?tu=${before}&den=${version.ordinal}`}
          aria-current={version.ordinal === to ? 'true' : undefined}
        >
          So với bản {before}
        </Anchor>
      )}
      {seen !== null && (
        <PostForm>
          <input type="hidden" name="version" value={version.version} />
          <input type="hidden" name="seen" value={seen} />
          <Button size="small">Lấy lại bản {version.ordinal}</Button>
        </PostForm>
      )}
    </li>
  )
}

export default function VersionsPage() {
  const { id, subject, versions, from, to, changes, mayRestore, version: now } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const differing = places(changes)
  return (
    <>
      <PageHeader title="Phiên bản của dự thảo" about={subject} back={{ href: `/van-ban/di/${id}`, label: 'Về văn bản' }} />
      <PageBody>
        {answer && (
          <Note tone="bad" live>
            {refusalWords[answer.refused.code]}
          </Note>
        )}
        <div className="lt-columns">
          <Card title={from && to ? `Bản ${to} so với bản ${from}` : 'So sánh phiên bản'}>
            {from && to ? (
              <div className="lt-stack">
                <Note tone={differing > 0 ? 'info' : 'ok'}>
                  {differing > 0
                    ? `Khác nhau ${differing} chỗ. Phần thêm có gạch chân, phần bỏ có gạch ngang.`
                    : 'Hai bản giống nhau.'}
                </Note>
                <Changes of={changes} />
              </div>
            ) : (
              <Empty title="Mới có một bản">Khi dự thảo được sửa và lưu, các bản sẽ so sánh được ở đây.</Empty>
            )}
          </Card>
          <Card title="Các bản đã lưu">
            <ul className="lt-slips">
              {versions.toReversed().map((version) => (
                <Row
                  key={version.version}
                  id={id}
                  version={version}
                  to={to}
                  seen={mayRestore && version.ordinal < versions.length ? now : null}
                />
              ))}
            </ul>
          </Card>
        </div>
      </PageBody>
    </>
  )
}
