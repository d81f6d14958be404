import type { Brought, LineError, Table as Read } from '#organisation'
import {
  Actions,
  Anchor,
  Button,
  ButtonLink,
  Card,
  type Column,
  FileDrop,
  Note,
  PlainList,
  PostForm,
  Stack,
  Table,
} from '#platform/look/index.ts'

type Count = Brought['sheets'][number]

const countColumns: Column<Count>[] = [
  { key: 'sheet', head: 'Trang', cell: (one) => one.sheet },
  { key: 'new', head: 'Thêm mới', kind: 'figure', cell: (one) => one.new },
  { key: 'changed', head: 'Sửa', kind: 'figure', cell: (one) => one.changed },
  { key: 'same', head: 'Giữ nguyên', kind: 'figure', cell: (one) => one.same },
]

/** What would happen, or has happened. */
export function Counts({ brought, kept }: { brought: Brought; kept: boolean }) {
  return (
    <Card title={kept ? 'Đã nhập' : 'Xem trước, chưa lưu gì'} flush>
      <Table caption="Kết quả theo trang" columns={countColumns} lines={brought.sheets} keyOf={(one) => one.sheet} />
    </Card>
  )
}

const errorColumns: Column<LineError>[] = [
  { key: 'sheet', head: 'Trang', kind: 'line', cell: (one) => one.sheet },
  { key: 'row', head: 'Dòng', kind: 'figure', cell: (one) => one.row },
  { key: 'column', head: 'Cột', kind: 'line', cell: (one) => one.column || 'Cả dòng' },
  { key: 'message', head: 'Cần sửa', cell: (one) => one.message },
]

/** Every mistake by row and column; the file is corrected and sent again. */
export function Mistakes({ errors }: { errors: readonly LineError[] }) {
  const shown = errors.slice(0, 200)
  return (
    <>
      <Note tone="bad" live>
        Có {errors.length} chỗ cần sửa nên chưa nhập gì. Sửa trong tệp rồi chọn lại tệp.
      </Note>
      <Card title={shown.length < errors.length ? `${shown.length} chỗ đầu tiên` : 'Chỗ cần sửa'} flush>
        <Table
          caption="Chỗ cần sửa"
          columns={errorColumns}
          lines={shown}
          keyOf={(one) => `${one.sheet} ${one.row} ${one.column} ${one.message}`}
        />
      </Card>
    </>
  )
}

/** The press that keeps; the lines go along, so nothing has to be chosen twice. */
export function Confirm({ tables }: { tables: readonly Read[] }) {
  return (
    <PostForm encType="multipart/form-data">
      <input type="hidden" name="tables" value={JSON.stringify(tables)} />
      <Actions>
        <Button kind="primary" icon="check" name="intent" value="keep">
          Nhập vào hệ thống
        </Button>
      </Actions>
    </PostForm>
  )
}

const perSheet = 500

/** The people who were added get a link each, on sheets to print. */
export function Links({ people }: { people: readonly { id: string; name: string }[] }) {
  const starts = Array.from({ length: Math.ceil(people.length / perSheet) }, (_, at) => at * perSheet)
  return (
    <Card title={`${people.length} người mới chưa có mật khẩu`}>
      {starts.map((start) => {
        const some = people.slice(start, start + perSheet)
        return (
          <PostForm key={start} action="/quan-tri/lien-ket">
            {some.map((one) => (
              <input key={one.id} type="hidden" name="person" value={one.id} />
            ))}
            <Actions>
              <Button kind={start === 0 ? 'primary' : 'usual'} icon="print">
                In phiếu liên kết cho {some.length} người
              </Button>
            </Actions>
          </PostForm>
        )
      })}
    </Card>
  )
}

export function Choose({ again }: { again: boolean }) {
  return (
    <Card title={again ? 'Chọn tệp khác' : 'Chọn tệp'}>
      <PostForm encType="multipart/form-data">
        <Stack>
          <FileDrop
            name="file"
            label="Tệp danh sách"
            accept=".xlsx,.csv"
            multiple
            limits="Một tệp .xlsx theo mẫu, hoặc mỗi trang một tệp .csv (UTF-8); mỗi tệp tối đa 5 MB"
          />
        </Stack>
        <Actions>
          <Button kind={again ? 'usual' : 'primary'} icon="eye">
            Xem trước
          </Button>
        </Actions>
      </PostForm>
    </Card>
  )
}

export function TemplateCard({ sheets }: { sheets: readonly string[] }) {
  return (
    <Card
      title="Tệp mẫu"
      tools={
        <ButtonLink size="small" icon="download" href="/quan-tri/nhap/mau.xlsx" whole download>
          Tải tệp mẫu Excel
        </ButtonLink>
      }
    >
      <p>Nhập lại cùng một tệp không tạo bản trùng: cơ quan nhận ra theo mã định danh, người theo tên đăng nhập.</p>
      <PlainList>
        {sheets.map((name, at) => (
          <li key={name}>
            {name}:{' '}
            <Anchor href={`/quan-tri/nhap/mau-${at + 1}.csv`} whole download className="lt-hit">
              mẫu CSV
            </Anchor>
          </li>
        ))}
      </PlainList>
    </Card>
  )
}
