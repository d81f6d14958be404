/** One recipient as chosen: `to` is A:id (agency), D:id (division), P:id (post) or empty with a name. */
export type RecipientRow = {
  to: string
  name: string
  purpose: string
  mode: string
  copies: string
  basisCode: string
  basis: string
}
/** One reviewer of the circuit; `beside` "yes": at the same time as the one before. */
export type StepRow = { post: string; task: string; beside: string }

export const emptyRow: RecipientRow = {
  to: '',
  name: '',
  purpose: 'FOR_HANDLING',
  mode: 'ELECTRONIC',
  copies: '',
  basisCode: '',
  basis: '',
}

/** A row for a body: one that is only a name, or that no channel reaches, begins with paper and its basis, at once (QĐ 28/2018 art. 7). */
export const rowFor = (to: string, name: string, unreachable: readonly string[]): RecipientRow =>
  to === '' || unreachable.includes(to)
    ? { ...emptyRow, to, name, mode: 'PAPER', copies: '1', basisCode: 'RECIPIENT_UNCONNECTED' }
    : { ...emptyRow, to, name }
