export type AssignmentState = 'GIVEN' | 'ACCEPTED' | 'HANDED_BACK' | 'IN_PROGRESS' | 'DONE' | 'CONFIRMED'

/** Work on one incoming document, given to a division or to a person in a post. Dates yyyy-mm-dd. */
export type Assignment = {
  id: string
  incoming: string
  agency: string
  parent: string | null
  role: 'LEAD' | 'COOPERATE' | 'FOR_INFORMATION'
  division: string | null
  post: string | null
  state: AssignmentState
  dueOn: string | null
  progress: number
  report: string
  reason: string
  readAt: Date | null
  givenBy: string
  givenAt: Date
  acceptedAt: Date | null
  doneAt: Date | null
}
