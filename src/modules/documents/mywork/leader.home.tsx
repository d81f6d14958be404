import type { ReactNode } from 'react'
import {
  Button,
  ButtonLink,
  Card,
  Due,
  Empty,
  Needs,
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

const asksWords = {
  toDirect: 'Cho ý kiến',
  toSign: 'Ký',
  toReview: 'Duyệt',
  extensionAsked: 'Xin gia hạn',
  handedBack: 'Bị trả lại',
  late: 'Quá hạn',
} as const

const Asks = ({ of }: { of: Row['asks'] }) =>
  of === 'toSign' || of === 'toReview' ? (
    <Tag tone="info" icon={of === 'toSign' ? 'pen' : 'check'}>
      {asksWords[of]}
    </Tag>
  ) : (
    <Tag tone={of === 'late' ? 'bad' : 'warn'}>{asksWords[of]}</Tag>
  )

const openingWords = { toSign: 'Đọc và ký', toReview: 'Đọc và duyệt', extensionAsked: 'Xem và trả lời' } as const

/** The two buttons of a card that asks for a directive: agree with the proposal, or say it in own words. */
function Deeds({ shown, row }: { shown: Shown; row: Row }) {
  const { card } = shown.leader
  if (!card || row.asks !== 'toDirect')
    return (
      <ButtonLink
        kind="primary"
        href={row.asks === 'toSign' ? row.href.replace('/van-ban/di/', '/ky-so/') : row.href}
        icon={row.asks === 'toSign' ? 'pen' : 'open'}
      >
        {openingWords[row.asks as keyof typeof openingWords] ?? 'Mở văn bản'}
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
        row.asks === 'toDirect' && (
          <ButtonLink href={row.href} kind="ghost" icon="document">
            Đọc và ghi ý kiến
          </ButtonLink>
        )
      }
    />
  )
}

const kinds = [
  ['toDirect', 'Cho ý kiến'],
  ['toSign', 'Ký'],
  ['toReview', 'Duyệt'],
  ['extensionAsked', 'Gia hạn'],
  ['handedBack', 'Bị trả lại'],
] as const

/** What a leader follows besides: late work, results to confirm, papers to know of, own drafts. */
function Followed({ counts }: Pick<MyWorkShown, 'counts'>) {
  const all = [
    ['late', 'việc quá hạn của cơ quan', 'mở để đôn đốc'],
    ['ownerless', 'việc chưa có người nhận', 'của người đã rời vị trí'],
    ['toConfirm', 'kết quả chờ xác nhận', 'người được giao đã báo xong'],
    ['returned', 'dự thảo bị trả lại', undefined],
    ['toRead', 'văn bản gửi để biết', undefined],
    ['insideToRead', 'văn bản nội bộ chưa đọc', undefined],
    ['toDo', 'việc được giao cho tôi', undefined],
    ['circulating', 'dự thảo của tôi đang trình', undefined],
    ['drafts', 'dự thảo của tôi', undefined],
  ] as const
  const rows = all
    .filter(([box]) => counts[box] > 0)
    .map(([box, what, about]) => ({ key: box, href: `/?hop=${box}`, value: counts[box], what, about, trouble: box === 'late' }))
  return (
    <Card title="Theo dõi" flush={rows.length > 0}>
      {rows.length > 0 ? <Needs rows={rows} /> : <p className="lt-2">Không có việc quá hạn, không có kết quả chờ xác nhận.</p>}
    </Card>
  )
}

function Stacked({ shown }: { shown: Shown }) {
  const [first, ...others] = shown.leader.rows
  if (!first)
    return (
      <Empty title="Không còn việc chờ quyết định">Việc mới sẽ hiện ngay khi đến. Mục “Theo dõi” còn những việc đã giao.</Empty>
    )
  return (
    <ul>
      <li key={first.key}>
        <First shown={shown} row={first} />
      </li>
      {(shown.all ? others.slice(0, 30) : others).map((row) => (
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
  )
}

/** A leader's decisions, one card at a time, the most urgent first; on the desk with what is followed beside it (UX 3.4). */
export function LeaderHome({ shown, side }: { shown: Shown; side: ReactNode }) {
  const { counts, chosen, all } = shown
  const sum = kinds.reduce((total, [box]) => total + counts[box], 0)
  const pills = [
    { href: '/', label: 'Tất cả', count: sum, current: all },
    ...kinds
      .filter(([box]) => counts[box] > 0 || box === 'toDirect' || box === 'toSign')
      .map(([box, label]) => ({ href: `/?hop=${box}`, label, count: counts[box], current: !all && chosen === box })),
    ...(counts.late > 0
      ? [{ href: '/?hop=late', label: 'Quá hạn', count: counts.late, current: !all && chosen === 'late' }]
      : []),
  ]
  return (
    <>
      <PhoneTitle title="Cần quyết định" count={sum} />
      <Pills label="Loại việc" pills={pills} />
      <div className="lt-decide">
        <div>
          <Stacked shown={shown} />
        </div>
        <div className="lt-decide__side">
          <Followed counts={counts} />
          {side}
        </div>
      </div>
    </>
  )
}
