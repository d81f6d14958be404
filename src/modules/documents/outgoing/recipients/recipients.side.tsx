import { formatDate, formatInstant, formatTime } from '#kernel/vietnamese.ts'
import { Anchor, ClassPlate, Heading, PlainList, Row, Spacer, StateTag } from '#platform/look/index.ts'
import type { Delivery } from '../../deliveries/delivery.ts'
import { modeLabels, purposeLabels } from '../compose/compose.vi.ts'
import type { OutgoingShown } from '../outgoing.load.ts'

type Props = { shown: OutgoingShown }

/** dd/MM HH:mm */
const short = (at: Date) => `${formatInstant(at).slice(0, 5)} ${formatTime(at)}`
const lower = (words: string) => words.charAt(0).toLocaleLowerCase('vi') + words.slice(1)
const classOf = (one: Pick<Delivery, 'electronic' | 'paper'>) => (one.electronic ? (one.paper ? 'H' : 'E') : 'P')

/** What is known of one delivery, in the order in which it happened. */
function courseOf(one: Delivery, readings: OutgoingShown['after']['readings']): string {
  const read = readings.filter((reading) => reading.delivery === one.id)
  return [
    one.failure === 'no-channel' && 'nơi nhận chưa có kênh điện tử, cần gửi giấy',
    one.refusedAt && `trả lại ${short(one.refusedAt)}: ${one.refusalReason ?? ''}`,
    one.settledOn && `đã xử lý ${formatDate(one.settledOn)}: ${one.settledHow ?? ''}`,
    one.arrivedAt && !one.acceptedAt && !one.refusedAt && `đến ${short(one.arrivedAt)}`,
    one.acceptedAt && `vào sổ ${short(one.acceptedAt)}`,
    one.inProgressAt && !one.finishedAt && `đang xử lý từ ${short(one.inProgressAt)}`,
    one.finishedAt && `hoàn thành ${short(one.finishedAt)}`,
    one.paperCopies > 0 && `${one.paperCopies} bản giấy (${one.paperBasis})`,
    ...read.map((reading) =>
      reading.finishedAt
        ? `${reading.name} xong ${short(reading.finishedAt)}${reading.outcome ? `: ${reading.outcome}` : ''}`
        : `${reading.name} đã đọc ${short(reading.readAt)}`,
    ),
  ]
    .filter((words) => typeof words === 'string')
    .join('; ')
}

/** Who gets it, how, and how far it is there; within the agency also who has read it. */
export function Recipients({ shown }: Props) {
  const { recipients, deliveries, after } = shown
  return (
    <section className="lt-pane">
      <Heading>Nơi nhận</Heading>
      <PlainList>
        {deliveries.length === 0
          ? recipients.map((one) => (
              <li key={one.recipient ?? one.recipientName}>
                <b>{one.recipientName}</b>
                <span className="lt-slips__about">
                  {purposeLabels[one.purpose]}, {lower(modeLabels[one.mode])}
                  {one.paperCopies > 0 && `, ${one.paperCopies} bản giấy (${one.paperBasis})`}
                </span>
              </li>
            ))
          : deliveries.map((one) => (
              <li key={one.id}>
                <Row>
                  {one.scope !== 'INTERNAL' && <ClassPlate of={classOf(one)} />}
                  <b>{one.recipientName}</b>
                  <Spacer />
                  <StateTag life="delivery" of={one.state} />
                </Row>
                <span className="lt-slips__about">
                  {[purposeLabels[one.purpose], courseOf(one, after.readings)].filter(Boolean).join('; ')}
                </span>
              </li>
            ))}
        {recipients.length === 0 && <li className="lt-2">Chưa có nơi nhận.</li>}
      </PlainList>
    </section>
  )
}

/** How the recipients stand together, in one line that leads to them. */
export function Reached({ shown }: Props) {
  const { recipients, deliveries } = shown
  const size = deliveries.length || recipients.length
  if (size === 0) return null
  const count = (fits: (one: Delivery) => boolean, words: string) => {
    const many = deliveries.filter(fits).length
    return many > 0 ? `${many} ${words}` : null
  }
  const said = [
    count((one) => one.finishedAt !== null, 'hoàn thành'),
    count((one) => one.acceptedAt !== null && one.finishedAt === null, 'đã vào sổ'),
    count((one) => one.arrivedAt !== null && one.acceptedAt === null && one.state === 'ARRIVED', 'đã đến'),
    count((one) => one.state === 'REFUSED', 'bị trả lại'),
    count((one) => one.state === 'FAILED', 'chưa gửi được'),
    count((one) => one.state === 'RECALLED', 'đã thu hồi'),
  ].filter((words) => words !== null)
  return (
    <section className="lt-pane">
      <Heading>Nơi nhận</Heading>
      <p>
        <Anchor href="?phan=noi-nhan" className="lt-hit">
          {size} nơi
        </Anchor>
        {said.length > 0 && `: ${said.join(', ')}`}
      </p>
      {size <= 3 && deliveries.length > 0 && (
        <ul className="lt-small lt-2">
          {deliveries.map((one) => (
            <li key={one.id}>
              {one.recipientName}: {courseOf(one, shown.after.readings) || 'chưa đến'}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
