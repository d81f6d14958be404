import type { Proposal } from './incoming.ts'
import type { IncomingView } from './view.sql.ts'

/** "P. Ngân sách chủ trì, Văn phòng phối hợp" */
export function proposalWords({ doc, people, divisions }: IncomingView): string {
  const words = { LEAD: 'chủ trì', COOPERATE: 'phối hợp', FOR_INFORMATION: 'để biết' } as const
  const nameOf = (one: Proposal['assignments'][number]) =>
    divisions.find((unit) => unit.id === one.division)?.name ?? people.find((who) => who.post === one.post)?.name ?? ''
  return (doc.proposed?.assignments ?? []).map((one) => `${nameOf(one)} ${words[one.role]}`).join(', ')
}
