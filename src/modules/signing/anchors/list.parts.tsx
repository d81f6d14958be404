import { formatDate, formatInstant } from '#kernel/vietnamese.ts'
import { Actions, Button, Card, Empty, FileDrop, PostForm, Table } from '#platform/look/index.ts'
import type { RevocationList } from './list.sql.ts'

const columns = [
  { key: 'issuer', head: 'Cơ quan chứng thực', cell: (one: RevocationList) => <b>{one.issuer}</b> },
  { key: 'entries', head: 'Số chứng thư bị thu hồi', kind: 'line', card: 'named', cell: (one: RevocationList) => one.entries },
  { key: 'said', head: 'Lập lúc', kind: 'line', card: 'named', cell: (one: RevocationList) => formatInstant(one.saidAt) },
  {
    key: 'until',
    head: 'Danh sách sau',
    kind: 'line',
    card: 'named',
    cell: (one: RevocationList) => (one.until ? `trước ${formatDate(one.until)}` : 'không hẹn'),
  },
] as const

/** Lists of revoked certificates in use, and the form for a newer one. */
export function Lists({ of, error }: { of: RevocationList[]; error: string | undefined }) {
  return (
    <>
      <Card title="Danh sách thu hồi" flush={of.length > 0}>
        {of.length === 0 ? (
          <Empty title="Chưa có danh sách thu hồi nào">
            Chữ ký chỉ được biết là bị thu hồi khi tệp mang theo dữ liệu ấy. Nạp danh sách của từng cơ quan chứng thực để biết cả
            những lần thu hồi về sau.
          </Empty>
        ) : (
          <Table caption="Danh sách thu hồi đang dùng" lines={of} keyOf={(one) => one.id} columns={[...columns]} />
        )}
      </Card>
      <Card title="Nạp danh sách thu hồi">
        <PostForm encType="multipart/form-data" action="?danh-sach">
          <FileDrop
            name="list"
            label="Tệp danh sách thu hồi"
            accept=".crl,.pem,.der"
            limits="Danh sách đầy đủ do cơ quan đang tin cậy ký, dạng DER hoặc PEM, tối đa 1 MB. Các chữ ký đã kiểm sẽ được kiểm lại."
            error={error}
          />
          <Actions>
            <Button icon="upload" name="intent" value="importList">
              Nạp danh sách
            </Button>
          </Actions>
        </PostForm>
      </Card>
    </>
  )
}
