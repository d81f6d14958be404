import { formatDate, formatIssueNumber } from '#kernel/vietnamese.ts'
import {
  Anchor,
  Chip,
  ClassPlate,
  type Column,
  classLabels,
  documentStateLabels,
  Filters,
  Menu,
  MenuLink,
  RowCheck,
  SearchBox,
  StateTag,
  UrgencyTag,
} from '#platform/look/index.ts'
import { titleOf } from '../../kinds/title.ts'
import { waitsFor } from '../circuit/waits.ts'
import { addressOf, type ListAddress, listStates } from './list.forms.ts'
import type { OutgoingRow } from './list.sql.ts'

/** dd/MM within the running year, else with the year. */
const shortDate = (day: Date | string, year: number) => {
  const said = formatDate(day)
  return said.endsWith(String(year)) ? said.slice(0, 5) : said
}

const subjectOf = (row: OutgoingRow) =>
  row.state === 'VOIDED' && row.endedReason ? `Hủy số: ${row.endedReason}` : titleOf(row.kindName, row.subject)

/** Papers that stay inside may go out without a number; others still wait for theirs. */
const numberOf = (row: OutgoingRow) => {
  if (row.codeNumber !== null) return formatIssueNumber(row.codeNumber, row.codeSuffix)
  return row.issuedAt ? 'Không số' : 'Chưa cấp số'
}

const choice: Column<OutgoingRow> = {
  key: 'choose',
  head: 'Chọn',
  silent: true,
  width: 36,
  cell: (row) => <RowCheck name="id" value={row.id} label={`Chọn ${row.subject}`} />,
}

/** The columns of the register on screen; `choosing` for those who may issue. */
export const listColumns = (year: number, choosing: boolean): Column<OutgoingRow>[] => [
  ...(choosing ? [choice] : []),
  {
    key: 'number',
    head: 'Số',
    kind: 'line',
    cell: (row) => (
      <Anchor href={`/van-ban/di/${row.id}`} className="lt-sym">
        {numberOf(row)}
      </Anchor>
    ),
  },
  { key: 'notation', head: 'Ký hiệu', kind: 'line', cell: (row) => (row.codeNumber === null ? '' : row.codeNotation) },
  { key: 'date', head: 'Ngày', kind: 'line', cell: (row) => shortDate(row.promulgationDate ?? row.changedAt, year) },
  {
    key: 'subject',
    head: 'Trích yếu',
    kind: 'clip',
    cell: (row) => (
      <>
        {subjectOf(row)} <UrgencyTag of={row.urgency} />
      </>
    ),
  },
  { key: 'signer', head: 'Người ký', kind: 'line', cell: (row) => row.signerName ?? '' },
  { key: 'to', head: 'Nơi nhận', kind: 'figure', cell: (row) => row.recipientCount },
  { key: 'class', head: 'Gửi', kind: 'line', cell: (row) => (row.exchangeClass ? <ClassPlate of={row.exchangeClass} /> : '') },
  { key: 'state', head: 'Trạng thái', kind: 'line', cell: (row) => <StateTag of={row.state} /> },
]

/** The columns of Dự thảo: nothing has a number yet, what counts is in whose hands it is. */
export const draftColumns = (year: number): Column<OutgoingRow>[] => [
  {
    key: 'subject',
    head: 'Trích yếu',
    kind: 'clip',
    cell: (row) => (
      <>
        <UrgencyTag of={row.urgency} /> <Anchor href={`/van-ban/di/${row.id}`}>{subjectOf(row)}</Anchor>
      </>
    ),
  },
  { key: 'drafter', head: 'Soạn', kind: 'line', card: 'named', cell: (row) => row.drafterName },
  { key: 'signer', head: 'Người ký', kind: 'line', card: 'away', cell: (row) => row.signerName ?? '' },
  { key: 'to', head: 'Nơi nhận', kind: 'figure', card: 'away', cell: (row) => row.recipientCount },
  { key: 'date', head: 'Sửa', kind: 'line', cell: (row) => shortDate(row.changedAt, year) },
  { key: 'state', head: 'Trạng thái', kind: 'line', cell: (row) => <StateTag of={row.state} /> },
  { key: 'waits', head: 'Đang ở', kind: 'line', card: 'named', cell: (row) => <span className="lt-cell">{waitsFor(row)}</span> },
]

type Props = { base: string; asked: ListAddress; kinds: { value: string; label: string }[] }

function Offer(
  props: Props & { name: 'trangThai' | 'hinhThuc' | 'loai'; label: string; choices: { value: string; label: string }[] },
) {
  const { base, asked, name, label, choices } = props
  const chosen = choices.find((one) => one.value === asked[name])
  if (chosen) return <Chip on href={addressOf(base, asked, { [name]: '' })} label={label} value={chosen.label} />
  return (
    <Menu face={label} faceClass="lt-chip lt-chip--offer" align="start">
      {choices.map((one) => (
        <MenuLink key={one.value} href={addressOf(base, asked, { [name]: one.value })}>
          {one.label}
        </MenuLink>
      ))}
    </Menu>
  )
}

const stateChoices = listStates.map((value) => ({ value, label: documentStateLabels[value] }))
const classChoices = (['E', 'H', 'P'] as const).map((value) => ({ value, label: classLabels[value] }))

/** The line of filters above the list: words, state, way of sending, kind, period. */
export function ListFilters(props: Props & { period: string | null }) {
  const { base, asked, period } = props
  return (
    <Filters>
      <SearchBox label="Tìm trong văn bản đi" placeholder="Số, trích yếu" query={asked.q} action={base} />
      {period && <Chip on href={addressOf(base, asked, { tu: '', den: '' })} value={period} />}
      <Offer {...props} name="trangThai" label="Trạng thái" choices={stateChoices} />
      <Offer {...props} name="hinhThuc" label="Hình thức" choices={classChoices} />
      <Offer {...props} name="loai" label="Loại văn bản" choices={props.kinds} />
    </Filters>
  )
}
