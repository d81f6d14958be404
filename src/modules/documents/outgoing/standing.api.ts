import type { z } from 'zod'
import type { Desk, Work } from '#platform/db/desk.ts'
import { watched } from '../watch.ts'
import type { Standing } from './answer.api.ts'
import { read } from './outgoing.sql.ts'
import { symbolOf } from './outgoing.ts'

/** The document's standing after a deed, as whoever did it may see it. */
export async function standing(desk: Desk, id: string): Promise<z.infer<typeof Standing>> {
  const doc = await desk.work((work) => read(work, id))
  return { id, state: doc.state, version: doc.version, symbol: symbolOf(doc) }
}

/** One deed on a document, watched for secrets, and where the document stands after it. */
export async function deed(desk: Desk, id: string, { door, act }: { door: string; act: (work: Work) => Promise<unknown> }) {
  await watched(desk, { door: `api.${door}`, about: id }, act)
  return standing(desk, id)
}
