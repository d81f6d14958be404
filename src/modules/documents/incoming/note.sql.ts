import type { Tx, Work } from '#platform/db/desk.ts'

/** Words written on a document; none when empty. */
export async function writeNote(
  { tx, actor }: Work,
  doc: { id: string; agency: string },
  task: 'PROPOSAL' | 'NOTE' | 'REMARK',
  body: string,
): Promise<void> {
  if (body === '') return
  await tx
    .insertInto('documents.directive_note')
    .values({ incoming: doc.id, agency: doc.agency, post: actor.post, on_behalf_of: actor.onBehalfOf, task, body })
    .execute()
}

/** The own phrases of a person, oldest first. */
export async function phrasesOf(tx: Tx, person: string): Promise<string[]> {
  const rows = await tx.selectFrom('documents.phrase').select('body').where('person', '=', person).orderBy('id').execute()
  return rows.map((row) => row.body)
}

export const insertPhrase = ({ tx, actor }: Work, body: string) =>
  tx
    .insertInto('documents.phrase')
    .values({ agency: actor.agency, person: actor.person, body })
    .onConflict((conflict) => conflict.columns(['agency', 'person', 'body']).doNothing())
    .execute()

export const deletePhrase = ({ tx, actor }: Work, body: string) =>
  tx.deleteFrom('documents.phrase').where('person', '=', actor.person).where('body', '=', body).execute()
