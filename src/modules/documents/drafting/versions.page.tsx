import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { textOf } from '#kernel/content.ts'
import { formatInstant } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { Anchor, Card, Empty, Note, PageBody, PageHeader } from '#platform/look/index.ts'
import { seenBy, type Version, versionsOf, versionText } from '../outgoing/compose/version.sql.ts'
import { OutgoingAddress } from '../outgoing/outgoing.forms.ts'
import { readWhole } from '../outgoing/outgoing.sql.ts'
import { Changes } from './changes.tsx'
import { compared, places } from './compare.ts'

const linesOf = async (work: Work, id: string, version: number) => {
  const { subject, content } = await versionText(work.tx, id, version)
  return [subject, ...textOf(content).split('\n')]
}

/** Which two versions are asked for: named in the address, else what the reader saw last and the newest, else the last two. */
function pair(
  versions: readonly Version[],
  seen: readonly number[],
  asked: URLSearchParams,
): [from: Version, to: Version] | null {
  const by = (name: string) => versions.find((one) => String(one.ordinal) === asked.get(name))
  const to = by('den') ?? versions.at(-1)
  const before = versions.filter((one) => to !== undefined && one.version < to.version)
  const lastSeen = before.findLast((one) => seen.includes(one.version))
  const from = by('tu') ?? lastSeen ?? before.at(-1)
  return from && to ? [from, to] : null
}

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { id } = OutgoingAddress.parse(params)
  return context.get(deskContext).work(async (work) => {
    const doc = await readWhole(work, id)
    const versions = await versionsOf(work.tx, id)
    const two = pair(versions, await seenBy(work.tx, id, work.actor.post), new URL(request.url).searchParams)
    await note(work, 'outgoing.compare', id)
    const changes = two ? compared(await linesOf(work, id, two[0].version), await linesOf(work, id, two[1].version)) : []
    const [from, to] = two ?? []
    return { id, subject: doc.subject, versions, from: from?.ordinal ?? null, to: to?.ordinal ?? null, changes }
  })
}

export const meta = () => [{ title: 'So sánh phiên bản · Liên Thông' }]

function Row({ id, version, to }: { id: string; version: Version; to: number | null }) {
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
    </li>
  )
}

export default function VersionsPage() {
  const { id, subject, versions, from, to, changes } = useLoaderData<typeof loader>()
  const differing = places(changes)
  return (
    <>
      <PageHeader title="Phiên bản của dự thảo" about={subject} back={{ href: `/van-ban/di/${id}`, label: 'Về văn bản' }} />
      <PageBody>
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
                <Row key={version.version} id={id} version={version} to={to} />
              ))}
            </ul>
          </Card>
        </div>
      </PageBody>
    </>
  )
}
