import { DeskDeed } from '#platform/bridge/desk-deed.tsx'
import { Card } from '#platform/look/index.ts'

/** A key on a device that is plugged into this very machine: the signing program beside the browser reaches it. */
export function DeskCard({ holder, done }: { holder: 'person' | 'agency'; done: string }) {
  const path = `/certificates/${holder}`
  return (
    <Card title="Khóa ở máy của tôi">
      <DeskDeed
        deed="Nhận khóa ở máy này"
        busy="Hãy gõ mã PIN của thiết bị trong chương trình ký…"
        act={async (bridge) => {
          const certificates = await bridge.certificates()
          const proof = await bridge.ours(`${path}/desk-challenge`, { certificates })
          const [certificate = '', algorithm = '', hash = ''] = [proof.certificate, proof.algorithm, proof.hash].map(String)
          const title = 'Nhận khóa vào hệ thống Liên Thông'
          const signature = await bridge.sign({ certificate, algorithm, hash, title, agency: '' })
          await bridge.ours(`${path}/desk`, { certificates, signature })
          window.location.assign(done)
        }}
      >
        <p className="lt-2">
          Cắm thiết bị vào máy này và mở chương trình ký. Mã PIN gõ trong chương trình ký, không gửi lên hệ thống.
        </p>
      </DeskDeed>
    </Card>
  )
}
