import type { MouseEventHandler } from 'react'
import { formatDate, shortAgency } from '#kernel/vietnamese.ts'
import {
  Anchor,
  arrivalStateLabels,
  Chip,
  type Column,
  Due,
  Filters,
  Menu,
  MenuLink,
  SearchBox,
  StateTag,
  UrgencyTag,
} from '#platform/look/index.ts'
import type { DueLine } from '../deadlines/due.ts'
import { titleOf } from '../kinds/title.ts'
import { incomingSymbol } from './incoming.ts'
import { arrivalStates, type IncomingListAddress, incomingListHref } from './list.forms.ts'
import type { IncomingRow } from './list.sql.ts'

/** dd/MM within the running year, else with the year. */
export const shortDate = (day: Date | string, year: number) => {
  const said = formatDate(day)
  return said.endsWith(String(year)) ? said.slice(0, 5) : said
}

export type ListedRow = IncomingRow & { due: DueLine | null }

type Opening = (id: string) => MouseEventHandler<HTMLAnchorElement>

/** The columns of the register of arrivals on screen; `open` may show a document beside the list instead of leaving it. */
export const arrivalColumns = (year: number, open?: Opening): Column<ListedRow>[] => [
  { key: 'number', head: 'Số đến', kind: 'figure', cell: (row) => row.arrivalNumber && <b>{row.arrivalNumber}</b> },
  { key: 'arrived', head: 'Ngày đến', kind: 'line', cell: (row) => shortDate(row.arrivalDate ?? row.arrivedAt, year) },
  {
    key: 'symbol',
    head: 'Số, ký hiệu',
    kind: 'line',
    cell: (row) => (
      <Anchor href={`/van-ban/den/${row.id}`} className="lt-sym" {...(open ? { onClick: open(row.id) } : {})}>
        {incomingSymbol(row) || 'Không số'}
      </Anchor>
    ),
  },
  {
    key: 'issuer',
    head: 'Cơ quan ban hành',
    kind: 'line',
    cell: (row) => <span className="lt-cell">{shortAgency(row.issuingAgency)}</span>,
  },
  {
    key: 'subject',
    head: 'Trích yếu',
    kind: 'clip',
    cell: (row) => (
      <>
        <UrgencyTag of={row.urgency} /> {titleOf(row.kindName, row.subject)}
      </>
    ),
  },
  { key: 'due', head: 'Hạn', kind: 'line', cell: (row) => row.due && <Due on={row.due.on} left={row.due.left} bare /> },
  { key: 'state', head: 'Trạng thái', kind: 'line', cell: (row) => <StateTag life="arrival" of={row.state} /> },
]

type Choice = { value: string; label: string }
type OfferProps = { asked: IncomingListAddress; name: 'trangThai' | 'loai' | 'han'; label: string; choices: readonly Choice[] }

function Offer({ asked, name, label, choices }: OfferProps) {
  const chosen = choices.find((one) => one.value === asked[name])
  if (chosen) return <Chip on href={incomingListHref(asked, { [name]: '' })} label={label} value={chosen.label} />
  return (
    <Menu face={label} faceClass="lt-chip lt-chip--offer" align="start">
      {choices.map((one) => (
        <MenuLink key={one.value} href={incomingListHref(asked, { [name]: one.value })}>
          {one.label}
        </MenuLink>
      ))}
    </Menu>
  )
}

const stateChoices = arrivalStates.map((value) => ({ value, label: arrivalStateLabels[value] }))

/** The line of filters above the register: words, state, kind, what is late. */
export function ArrivalFilters({ asked, kinds }: { asked: IncomingListAddress; kinds: readonly Choice[] }) {
  return (
    <Filters>
      <SearchBox label="Tìm trong văn bản đến" placeholder="Số đến, số, trích yếu" query={asked.q} action="/van-ban/den" />
      <Offer asked={asked} name="trangThai" label="Trạng thái" choices={stateChoices} />
      <Offer asked={asked} name="loai" label="Loại văn bản" choices={kinds} />
      <Offer asked={asked} name="han" label="Hạn" choices={[{ value: 'qua-han', label: 'Quá hạn' }]} />
    </Filters>
  )
}
