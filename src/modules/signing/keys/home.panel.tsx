import { formatDate } from '#kernel/vietnamese.ts'
import { Anchor, ButtonLink, Card, Facts, Note, PlainList, Stack, State } from '#platform/look/index.ts'
import type { CertificateHealth } from './health.ts'

function Standing({ of }: { of: CertificateHealth }) {
  const { agency, people, missing, ending } = of
  return (
    <Facts
      rows={[
        [
          'Của cơ quan',
          agency ? (
            <State key="agency" tone={agency.daysLeft < 0 ? 'broken' : 'done'}>
              đến {formatDate(agency.validTo)}
            </State>
          ) : (
            <State key="agency" tone="broken">
              chưa có, chưa đóng dấu được
            </State>
          ),
        ],
        ['Của cá nhân', `${people} người đang có`],
        ['Lãnh đạo chưa có khóa', missing.length === 0 ? 'không có ai' : `${missing.length} người`],
        ['Hết hạn trong 30 ngày', ending.length === 0 ? 'không có' : `${ending.length} chứng thư`],
      ]}
    />
  )
}

/** How the keys stand: the agency's, who signs without one, which end soon. */
export function Certificates({ of }: { of: unknown }) {
  const health = of as CertificateHealth
  const { missing, ending } = health
  return (
    <Card
      title="Chứng thư số"
      tools={
        <ButtonLink size="small" icon="shield" href="/chung-thu-so/co-quan">
          Mở danh sách
        </ButtonLink>
      }
    >
      <Stack>
        {missing.length > 0 && <Note tone="warn">Người ký chưa nạp khóa thì văn bản trình họ không ký số được.</Note>}
        <Standing of={health} />
        {missing.length + ending.length > 0 && (
          <PlainList>
            {missing.map((one) => (
              <li key={one.person}>
                <Anchor href={`/quan-tri/nguoi/${one.person}`}>{one.name}</Anchor>{' '}
                <span className="lt-2">{one.position}, chưa có khóa ký</span>
              </li>
            ))}
            {ending.map((one) => (
              <li key={one.id}>
                {one.name}{' '}
                <span className="lt-bad">{one.daysLeft < 0 ? 'đã hết hạn' : `hết hạn ${formatDate(one.validTo)}`}</span>
              </li>
            ))}
          </PlainList>
        )}
      </Stack>
    </Card>
  )
}
