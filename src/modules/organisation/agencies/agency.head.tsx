import { formatDate } from '#kernel/vietnamese.ts'
import { PageHeader, State, Tabs } from '#platform/look/index.ts'
import type { Agency } from './agency.ts'

/** Which part of an agency is shown. */
export type AgencyPart = 'people' | 'divisions' | 'facts'

/** Name, validity and the parts of an agency; what belongs to the own agency alone has a way of its own. */
export function AgencyHead({ agency, at, own }: { agency: Agency; at: AgencyPart; own: boolean }) {
  const base = `/quan-tri/co-quan/${agency.id}`
  const ended = agency.effectiveTo !== null
  return (
    <>
      <PageHeader
        title={agency.name}
        back={{ href: '/quan-tri', label: 'Về cây tổ chức' }}
        about={`Mã định danh ${agency.organId}, từ ${formatDate(agency.effectiveFrom)}`}
        scope={ended && agency.effectiveTo && <State tone="broken">Hết hiệu lực sau {formatDate(agency.effectiveTo)}</State>}
      />
      <Tabs
        label="Các phần của cơ quan"
        tabs={[
          { href: base, label: 'Người', current: at === 'people' },
          { href: `${base}/don-vi`, label: 'Phòng, ban', current: at === 'divisions' },
          { href: `${base}/thong-tin`, label: 'Thông tin', current: at === 'facts' },
          ...(own
            ? [
                { href: '/uy-quyen', label: 'Ủy quyền' },
                { href: '/nhom-noi-nhan', label: 'Nhóm nơi nhận' },
              ]
            : []),
        ]}
      />
    </>
  )
}
