import { formatDate, formatInstant } from '#kernel/vietnamese.ts'
import {
  Button,
  ButtonLink,
  Facts,
  Icon,
  IconLink,
  KindTag,
  List,
  PdfFrame,
  PostForm,
  Preview,
  Select,
  Spacer,
  SplitView,
  State,
  StateTag,
  UrgencyTag,
} from '#platform/look/index.ts'
import { ArrivalChecksPanel } from '../incoming/arrival.view.tsx'
import { incomingSymbol } from '../incoming/incoming.ts'
import { boxLabels } from './boxes.ts'
import type { MyWorkShown, Previewed } from './my-work.load.ts'
import { BoxPages, boxHref, Rows } from './rows.tsx'
import type { Waiting } from './waiting.row.ts'

/** Numbers given today: which, and that none is missing (the database holds them without gaps). */
function GivenToday({ given }: Pick<MyWorkShown, 'given'>) {
  if (given.length === 0) return null
  const words = given.map(({ book, first, last }) => `${book} ${first === last ? first : `${first}–${last}`}`)
  return (
    <>
      <Icon name="hash" size="small" />
      <span>
        <b>Số đã cấp hôm nay:</b> {words.join(', ')}
      </span>
      <Spacer />
      <State tone="done">Không hở số</State>
    </>
  )
}

function Fields({ of, form }: { of: Previewed; form: string }) {
  const { doc } = of
  const match = doc.delivery ? 'match' : undefined
  return (
    <>
      <ArrivalChecksPanel shown={of} />
      <Facts
        rows={[
          ['Sổ', of.book],
          [
            'Số đến',
            <span key="next">
              <b>{of.next}</b> <span className="lt-3">số tiếp theo</span>
            </span>,
          ],
          ['Số, ký hiệu', incomingSymbol(doc) || 'Không số', match],
          ['Ngày văn bản', doc.promulgationDate ? formatDate(doc.promulgationDate) : 'Không ghi'],
          ['Cơ quan', doc.issuingAgency, match],
          ['Hạn trả lời', doc.dueOn ? formatDate(doc.dueOn) : 'Không có'],
        ]}
      />
      <Select
        name="submitTo"
        label="Trình"
        form={form}
        optional
        blank="Chưa trình"
        choices={of.submitTo}
        defaultValue={of.chief}
      />
    </>
  )
}

function Deeds({ of, form }: { of: Previewed; form: string }) {
  const { doc } = of
  const incomplete = doc.sender === null && doc.issuingAgency === ''
  return (
    <>
      <ButtonLink kind="danger" href={`/van-ban/den/${doc.id}`}>
        Trả lại…
      </ButtonLink>
      <Spacer />
      {incomplete && (
        <ButtonLink kind="primary" icon="pen" href={`/van-ban/den/${doc.id}/vao-so`}>
          Hoàn thiện và vào sổ
        </ButtonLink>
      )}
      <PostForm id={form} key={doc.id} className="lt-row lt-row--wrap">
        <input type="hidden" name="incoming" value={doc.id} />
        {!incomplete && (
          <>
            <Button name="intent" value="register">
              Chỉ vào sổ
            </Button>
            <Button kind="primary" name="intent" value="registerAndSubmit" keys="Enter" data-key="enter">
              Vào sổ và trình
            </Button>
          </>
        )}
      </PostForm>
    </>
  )
}

function Opened({ of, shown }: { of: Previewed; shown: MyWorkShown }) {
  const { doc, files } = of
  const { rows } = shown
  const at = rows.findIndex((row) => row.incoming === doc.id)
  const address = (row: Waiting | undefined) => (row ? boxHref(shown, { before: shown.before, open: row.incoming }) : null)
  const [before, after] = [address(rows[at - 1]), address(rows[at + 1])]
  const form = `vao-so-${doc.id}`
  const [main] = files
  const kindName = rows[at]?.kindName ?? ''
  return (
    <Preview
      line={
        <>
          <UrgencyTag of={doc.urgency} />
          <KindTag kind={kindName} invitation={doc.kind === 'INVITATION'} />
          <StateTag life="arrival" of={doc.state} />
          <Spacer />
          {before && <IconLink icon="up" small label="Văn bản trước" href={before} />}
          {after && <IconLink icon="down" small label="Văn bản sau" href={after} />}
          <IconLink icon="open" small label="Mở toàn màn hình" href={`/van-ban/den/${doc.id}`} />
        </>
      }
      title={doc.subject}
      about={
        <>
          <b className="lt-sym">{incomingSymbol(doc) || 'Không số'}</b>, {doc.issuingAgency}, đến lúc{' '}
          {formatInstant(doc.arrivedAt)}
        </>
      }
      page={
        main &&
        (main.mediaType === 'application/pdf' ? <PdfFrame href={`/tep/den/${doc.id}/${main.id}`} name={main.name} /> : main.name)
      }
      fields={<Fields of={of} form={form} />}
      actions={<Deeds of={of} form={form} />}
    />
  )
}

/** The clerk's arrivals: the list, and what is open beside it with its checks; one press registers and submits. */
export function ClerkHome({ shown }: { shown: MyWorkShown }) {
  const { rows, chosen, opened, explicit, counts, given, before, next } = shown
  const foot = (
    <>
      <BoxPages of={shown} />
      <GivenToday given={given} />
    </>
  )
  return (
    <SplitView
      open={explicit && opened !== null}
      list={
        <List title={boxLabels[chosen]} count={counts[chosen]} foot={(given.length > 0 || before || next) && foot}>
          <Rows rows={rows} selected={opened?.doc.id ?? null} to={(row) => boxHref(shown, { before, open: row.incoming })} />
        </List>
      }
      preview={opened ? <Opened of={opened} shown={shown} /> : null}
    />
  )
}
