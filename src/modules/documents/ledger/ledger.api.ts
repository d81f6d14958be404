import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { consistency, inclusion, newestHead, type Proof, proofOf } from './ask.ts'
import type { Head } from './leaf.ts'

const tags = ['Kiểm tra công khai']
const base = '/public/log'
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const Hash = z.string().regex(/^[0-9a-f]{64}$/)

const LogHead = z
  .object({
    size: z.int().describe('Number of leaves'),
    root: Hash.describe('Root of the Merkle tree, hexadecimal'),
    at: z.string().describe('When it was signed'),
    key: Hash.describe('Ed25519 public key, hexadecimal'),
    signature: z
      .string()
      .describe('Ed25519 over the lines "lienthong log v1", size, root, at, each ended by a line feed; base64'),
  })
  .meta({ id: 'LogHead' })

const LogProof = z
  .object({
    leaf: z.string().describe('Canonical JSON of the leaf; its hash is SHA-256 of the byte 0x00 and this text'),
    hash: Hash,
    index: z.int(),
    head: LogHead,
    path: z.array(Hash).describe('Audit path of RFC 6962, section 2.1.1, from the leaf up'),
  })
  .meta({ id: 'LogProof' })

const shownHead = ({ size, root, at, key, signature }: Head): z.infer<typeof LogHead> => ({
  size,
  root: hex(root),
  at: at.toISOString(),
  key: hex(key),
  signature: Buffer.from(signature).toString('base64'),
})

/** A proof as it is handed out. */
export const shownProof = ({ leaf, hash, index, head, path }: Proof): z.infer<typeof LogProof> => ({
  leaf,
  hash: hex(hash),
  index,
  head: shownHead(head),
  path: path.map(hex),
})

const Size = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 52)

function headApi(routes: Routes) {
  routes.get(`${base}/head`, {
    schema: { tags, security: [], summary: 'Đầu mới nhất của sổ công khai văn bản đã phát hành', response: { 200: LogHead } },
    handler: async ({ open }) => shownHead(await open.work(newestHead)),
  })
  routes.get(`${base}/consistency`, {
    schema: {
      tags,
      security: [],
      summary: 'Sổ lúc trước là phần đầu của sổ lúc sau (RFC 6962, 2.1.2)',
      querystring: z.object({ first: Size, second: Size }),
      response: { 200: z.object({ first: LogHead, second: LogHead, path: z.array(Hash) }) },
    },
    handler: async ({ open, query }) => {
      const { first, second, path } = await open.work((work) => consistency(work, query))
      return { first: shownHead(first), second: shownHead(second), path: path.map(hex) }
    },
  })
}

/** The log of issued documents, for anybody: heads, and proofs about hashes; a leaf only for who has the document's code. */
export function ledgerApi(routes: Routes) {
  headApi(routes)
  routes.get(`${base}/inclusion`, {
    schema: {
      tags,
      security: [],
      summary: 'Một lá, biết bằng mã băm, có trong sổ (RFC 6962, 2.1.1)',
      querystring: z.object({ hash: Hash, size: Size.optional() }),
      response: { 200: z.object({ index: z.int(), head: LogHead, path: z.array(Hash) }) },
    },
    handler: async ({ open, query }) => {
      const asked = { hash: Buffer.from(query.hash, 'hex'), size: query.size ?? null }
      const { index, head, path } = await open.work((work) => inclusion(work, asked))
      return { index, head: shownHead(head), path: path.map(hex) }
    },
  })
  routes.get(`${base}/proofs/:code`, {
    schema: {
      tags,
      security: [],
      summary: 'Bằng chứng văn bản có trong sổ công khai',
      params: z.object({ code: z.string().max(60) }),
      response: { 200: LogProof },
    },
    handler: async ({ open, params }, reply) => {
      const proof = await open.work((work) => proofOf(work, params.code))
      reply.header('content-disposition', 'attachment; filename="bang-chung.json"')
      return shownProof(proof)
    },
  })
}
