import { DeskDeed } from '#platform/bridge/desk-deed.tsx'

/** What was found in the files is confirmed by its tick above the press. */
const confirmed = () => document.querySelector<HTMLInputElement>('input[name="despite"]')?.checked ?? false

type Props = { id: string; step: 'sign' | 'seal'; deed: string; done: string }

/** Signing with a device at this very machine: prepared by the server, signed beside the browser, checked and completed by the server. */
export function DeskSign({ id, step, deed, done }: Props) {
  return (
    <DeskDeed
      deed={deed}
      busy="Hãy xem và gõ mã PIN trong chương trình ký…"
      act={async (bridge) => {
        const held = await bridge.ours(`/documents/outgoing/${id}/held-signatures`, { step, despite: confirmed() })
        const { certificate = '', algorithm = '', hash = '', title = '', agency = '' } = held as Record<string, string>
        const signature = await bridge.sign({ certificate, algorithm, hash, title, agency })
        await bridge.ours(`/documents/held-signatures/${held.held}`, { signature })
        window.location.assign(done)
      }}
    />
  )
}
