import { formatDate } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { certificateOf } from '#signing'

/** The PIN that every key of a demonstration has; a real installation shows none. */
export const demonstrationPin = '12345678'

const obstacles: Record<string, string> = {
  'key-locked': 'Khóa ký đang bị khóa vì nhập sai mã PIN nhiều lần.',
  'certificate-expired': 'Chứng thư số đã hết hạn.',
  'certificate-not-yet-valid': 'Chứng thư số chưa đến ngày có hiệu lực.',
}

/** What the sheet for signing shows of the actor's own certificate; `fault` says why it cannot be used. */
export async function signerCard(work: Work) {
  const card = await certificateOf(work, { holder: 'person' })
  const fault = !card
    ? 'Bạn chưa có chứng thư số. Hãy nhập chứng thư trước khi ký.'
    : card.access === 'locked'
      ? (obstacles['key-locked'] ?? null)
      : card.obstacle
        ? (obstacles[card.obstacle] ?? 'Chứng thư số chưa dùng được.')
        : null
  return {
    signer: `${work.actor.name}, ${work.actor.position}`,
    certificate: card ? `${card.subject}, hạn ${formatDate(card.validTo)}` : 'Chưa có',
    fault,
    asks: card?.asks ?? (['pin'] as const),
    atDesk: card?.lies === 'DESK',
    pin: (await installationKind(work.tx)) === 'demo' ? demonstrationPin : null,
  }
}
export type SignerCard = Awaited<ReturnType<typeof signerCard>>
