import { Tabs } from '#platform/look/index.ts'
import type { Place } from './key.places.ts'

const addresses: Record<Place, { href: string; label: string }> = {
  mine: { href: '/chung-thu-so', label: 'Của tôi' },
  agency: { href: '/chung-thu-so/co-quan', label: 'Của cơ quan' },
  register: { href: '/chung-thu-so/danh-ba', label: 'Danh bạ' },
  trusted: { href: '/chung-thu-so/tin-cay', label: 'Cơ quan chứng thực' },
  remote: { href: '/chung-thu-so/ky-tu-xa', label: 'Ký từ xa' },
  stamping: { href: '/chung-thu-so/dau-thoi-gian', label: 'Dấu thời gian' },
  shadow: { href: '/chung-thu-so/noi-dung-an', label: 'Nội dung ẩn' },
}

/** Where one is among the pages of certificates; nothing when there is only one. */
export function CertificateTabs({ places, at }: { places: readonly Place[]; at: Place }) {
  if (places.length < 2) return null
  return <Tabs label="Chứng thư số" tabs={places.map((place) => ({ ...addresses[place], current: place === at }))} />
}
