import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { repositoryFolder } from '#platform/config/config.ts'
import type { Tx } from '#platform/db/desk.ts'
import { putKind } from './kind.sql.ts'

const Row = z.object({
  ordinal: z.int(),
  code: z.string(),
  name: z.string(),
  abbreviation: z.string(),
  basis: z.string().optional(),
})
const Catalogue = z.object({
  basis: z.string(),
  outgoing: z.array(Row.extend({ template: z.string() })),
  incoming: z.array(Row),
  copies: z.array(Row),
})

/** Loads the kinds of documents (data/kinds.yaml: NĐ 30/2020 art. 7 and the open catalogue of what comes in). May run twice. */
export async function loadKinds(tx: Tx): Promise<void> {
  const { basis, outgoing, incoming, copies } = Catalogue.parse(
    parse(await readFile(join(repositoryFolder, 'data/kinds.yaml'), 'utf8')),
  )
  const columns = ({ ordinal, code, name, abbreviation }: z.infer<typeof Row>) => ({ ordinal, code, name, abbreviation })
  for (const row of outgoing) await putKind(tx, { ...columns(row), template: row.template, outgoing: true, basis })
  for (const row of copies) await putKind(tx, { ...columns(row), template: 'copy', outgoing: false, basis })
  for (const row of incoming) await putKind(tx, { ...columns(row), template: 'none', outgoing: false, basis: row.basis ?? basis })
}
