import { formatDate } from '#kernel/vietnamese.ts'
import { Anchor, Note, Stack } from '#platform/look/index.ts'
import type { Ending } from './ending.load.ts'
import { nearness } from './register.ts'

function words({ own, validTo, daysLeft }: Ending): string {
  const whose = own ? 'Chứng thư số của bạn' : 'Chứng thư số của cơ quan'
  const until = formatDate(validTo)
  if (nearness(daysLeft) === 'ended') return `${whose} đã hết hạn ngày ${until}: không ký được nữa.`
  return `${whose} hết hạn ngày ${until}, còn ${daysLeft} ngày. Hãy đề nghị gia hạn.`
}

/** Reminds of certificates that end: a month before, and pressing in the last week. */
export const EndingCertificates = ({ of }: { of: unknown }) => (
  <Stack>
    {(of as Ending[]).map((one) => (
      <Note key={String(one.own)} tone={nearness(one.daysLeft) === 'soon' ? 'warn' : 'bad'}>
        {words(one)} <Anchor href={one.own ? '/chung-thu-so' : '/chung-thu-so/co-quan'}>Xem chứng thư</Anchor>
      </Note>
    ))}
  </Stack>
)
