import {
  Button,
  ButtonLink,
  Due,
  Empty,
  PhoneCard,
  PhoneNext,
  PhoneTitle,
  Pills,
  PostForm,
  Tag,
  UrgencyTag,
} from '#platform/look/index.ts'
import type { MyWorkShown } from './my-work.load.ts'

type Shown = MyWorkShown & { leader: NonNullable<MyWorkShown['leader']> }
type Row = Shown['leader']['rows'][number]

const Asks = ({ of }: { of: Row['asks'] }) =>
  of === 'Ký' ? (
    <Tag tone="info" icon="pen">
      Ký
    </Tag>
  ) : (
    <Tag tone={of === 'Quá hạn' ? 'bad' : 'warn'}>{of}</Tag>
  )

/** The two buttons of a card that asks for a directive: agree with the proposal, or say it in own words. */
function Deeds({ shown, row }: { shown: Shown; row: Row }) {
  const { card } = shown.leader
  if (!card || row.asks !== 'Cho ý kiến')
    return (
      <ButtonLink
        kind="primary"
        href={row.asks === 'Ký' ? row.href.replace('/van-ban/di/', '/ky-so/') : row.href}
        icon={row.asks === 'Ký' ? 'pen' : 'open'}
      >
        {row.asks === 'Ký' ? 'Đọc và ký' : 'Mở'}
      </ButtonLink>
    )
  return (
    <>
      {card.proposed && (
        <PostForm>
          <input type="hidden" name="incoming" value={row.incoming ?? ''} />
          <Button kind="primary" icon="check" full name="intent" value="agree" data-key="enter">
            Đồng ý đề xuất
          </Button>
        </PostForm>
      )}
      {card.phrases.slice(0, 2).map((phrase) => (
        <PostForm key={phrase}>
          <input type="hidden" name="incoming" value={row.incoming ?? ''} />
          <input type="hidden" name="phrase" value={phrase} />
          <Button full name="intent" value={card.proposed ? 'agree' : 'write'}>
            {phrase}
          </Button>
        </PostForm>
      ))}
    </>
  )
}

function First({ shown, row }: { shown: Shown; row: Row }) {
  const { card, rows } = shown.leader
  const words = [card?.proposed, card?.words].filter(Boolean).join('. ')
  return (
    <PhoneCard
      stacked={rows.length > 1}
      tags={
        <>
          <UrgencyTag of={row.urgency} />
          <Asks of={row.asks} />
        </>
      }
      place={`1 / ${rows.length}`}
      title={row.subject}
      href={row.href}
      about={
        <>
          <b className="lt-sym">{row.symbol}</b>, {row.from}, {row.at}
        </>
      }
      due={row.due ? <Due on={row.due.on} left={row.due.left} capital /> : undefined}
      proposal={words ? { by: `${card?.by ?? 'Văn phòng'} đề xuất`, words } : undefined}
      deeds={<Deeds shown={shown} row={row} />}
      more={
        <ButtonLink href={row.href} kind="ghost" icon="document">
          Đọc
        </ButtonLink>
      }
    />
  )
}

/** A leader's decisions, one card at a time, the most urgent first; on the desk as on the phone (UX 3.4). */
export function LeaderHome({ shown }: { shown: Shown }) {
  const { counts, leader, chosen, all } = shown
  const [first, ...others] = leader.rows
  const pill = (box: 'toDirect' | 'toSign' | 'late', label: string) => ({
    href: `/?hop=${box}`,
    label,
    count: counts[box],
    current: !all && chosen === box,
  })
  const pills = [
    { href: '/', label: 'Tất cả', count: counts.toDirect + counts.toSign, current: all },
    pill('toDirect', 'Cho ý kiến'),
    pill('toSign', 'Ký'),
    pill('late', 'Quá hạn'),
  ]
  return (
    <>
      <PhoneTitle title="Cần quyết định" count={counts.toDirect + counts.toSign} />
      <Pills label="Loại việc" pills={pills} />
      {first ? (
        <ul>
          <li>
            <First shown={shown} row={first} />
          </li>
        </ul>
      ) : (
        <Empty title="Không còn việc chờ quyết định">Việc mới sẽ hiện ngay khi đến.</Empty>
      )}
      <ul>
        {others.slice(0, 30).map((row) => (
          <li key={row.key}>
            <PhoneNext
              href={row.href}
              tag={<Asks of={row.asks} />}
              title={row.subject}
              about={[row.symbol, row.from, row.due && `hạn ${row.due.on}`].filter(Boolean).join(', ')}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
