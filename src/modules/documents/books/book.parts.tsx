import { formatDate } from '#kernel/vietnamese.ts'
import { Actions, Button, Card, CheckGroup, FieldRow, More, PostForm, Stack, TextInput } from '#platform/look/index.ts'
import type { BookShown } from './book.load.ts'

type Props = { shown: BookShown; typed: Readonly<Record<string, string>> }

/** The register for a period, on paper or as a workbook. A plain form: it works without script. */
export function PrintForm({ shown }: Pick<Props, 'shown'>) {
  const { book, year, today } = shown
  const address = (file: string) => `/tep/so/${book.id}/${file}`
  return (
    <Card title="In sổ">
      <form method="get" action={address('so.pdf')}>
        <FieldRow>
          <TextInput name="tu" label="Từ ngày" defaultValue={`01/01/${year}`} />
          <TextInput name="den" label="Đến ngày" defaultValue={formatDate(today)} />
        </FieldRow>
        <Actions>
          <Button icon="download" formAction={address('so.xlsx')}>
            Excel
          </Button>
          <Button icon="print">In sổ</Button>
        </Actions>
      </form>
    </Card>
  )
}

function Opening({ shown, typed }: Props) {
  const counter = shown.years.find((one) => one.year === shown.thisYear)
  if (counter?.lastOn) return null
  return (
    <More label="Số bắt đầu…">
      <PostForm>
        <FieldRow>
          <TextInput
            name="opening"
            label={`Số bắt đầu năm ${shown.thisYear}`}
            inputMode="numeric"
            fit="short"
            defaultValue={typed.opening ?? String(counter?.opening ?? 1)}
          />
          <TextInput
            name="reason"
            id="opening-reason"
            label="Lý do"
            defaultValue={typed.reason ?? counter?.openingReason ?? ''}
            help="Ví dụ: tiếp nối sổ giấy đến số 415."
          />
        </FieldRow>
        <Actions>
          <Button name="intent" value="opening">
            Đặt số bắt đầu
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

function Held({ shown, typed }: Props) {
  return (
    <More label="Giữ số…" open={shown.held.length > 0}>
      <PostForm>
        <TextInput name="reason" id="reserve-reason" label="Lý do giữ số kế tiếp" defaultValue={typed.reason} />
        <Actions>
          <Button name="intent" value="reserve">
            Giữ số kế tiếp
          </Button>
        </Actions>
      </PostForm>
      {shown.held.map((one) => (
        <PostForm key={`${one.year}-${one.number}`}>
          <input type="hidden" name="year" value={one.year} />
          <input type="hidden" name="number" value={one.number} />
          <TextInput
            name="reason"
            id={`void-${one.year}-${one.number}`}
            label={`Số ${one.number} đang giữ (${one.reason}): lý do hủy`}
          />
          <Actions>
            <Button kind="danger" name="intent" value="voidHeld">
              Hủy số {one.number}
            </Button>
          </Actions>
        </PostForm>
      ))}
    </More>
  )
}

/** What văn thư and administrator do with a book. */
export function BookDeeds(props: Props) {
  const { shown } = props
  const out = shown.book.direction === 'OUT'
  return (
    <Card title="Quản lý sổ">
      <Stack>
        <Opening {...props} />
        {out && <Held {...props} />}
        {out && (
          <More label="Loại văn bản của sổ…">
            <PostForm>
              <CheckGroup
                name="kinds[]"
                id="kinds"
                label="Loại văn bản dùng chung dãy số"
                optional
                inline
                help="Không chọn loại nào: sổ cấp số cho các loại còn lại."
                choices={shown.kinds}
                chosen={shown.book.kinds}
              />
              <Actions>
                <Button name="intent" value="kinds">
                  Lưu
                </Button>
              </Actions>
            </PostForm>
          </More>
        )}
        <More label="Khóa sổ…" danger>
          <PostForm>
            <p className="lt-2">Sổ đã khóa không cấp thêm số và không mở lại được. Các số đã cấp vẫn xem và in được.</p>
            <Actions>
              <Button kind="danger" name="intent" value="close">
                Khóa sổ
              </Button>
            </Actions>
          </PostForm>
        </More>
      </Stack>
    </Card>
  )
}
