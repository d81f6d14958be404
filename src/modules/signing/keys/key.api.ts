import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Desk } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { deskProof, importDeskKey } from '../desk/desk-key.ts'
import { linkRemoteKey } from '../remote/link.ts'
import { LinkForm } from '../remote/service.forms.ts'
import { signerAlgorithms } from '../signer.ts'
import { type CertificateCard, certificateOf } from './certificate-of.ts'
import { changePin } from './change-pin.ts'
import { grantAgencyKey } from './grant.ts'
import { importKey } from './import.ts'
import { importTokenKey } from './import-token.ts'
import type { Holder } from './key.policy.ts'
import { revokeKey } from './revoke.ts'
import { withdrawAgencyKey } from './withdraw.ts'

const secret = z.string().max(200)
const pin = secret.min(8)
/** 256 KB in base64. */
const file = z.base64().min(4).max(349_528)
const HolderPlace = z.object({ holder: z.enum(['person', 'agency']) })
const KeyPlace = z.object({ key: z.uuid() })

const Certificate = z
  .object({
    key: z.uuid(),
    holder: z.enum(['PERSON', 'AGENCY']),
    subject: z.string(),
    organisation: z.string(),
    issuer: z.string(),
    serial: z.string(),
    validFrom: z.iso.datetime(),
    validTo: z.iso.datetime(),
    algorithm: z.enum(signerAlgorithms),
    demonstration: z.boolean(),
    trusted: z.boolean(),
    obstacle: z.enum(['certificate-not-yet-valid', 'certificate-expired']).nullable(),
    access: z.enum(['none', 'locked', 'open']),
    lies: z.enum(['HERE', 'TOKEN', 'REMOTE', 'DESK']).describe('Khóa nằm ở đâu'),
    asks: z.array(z.enum(['pin', 'otp'])).describe('Những gì phải nhập khi ký'),
    triesLeft: z.int(),
  })
  .meta({ id: 'Certificate' })

const shown = ({ id, holderKind, validFrom, validTo, ...card }: CertificateCard): z.infer<typeof Certificate> =>
  Certificate.parse({
    ...card,
    key: id,
    holder: holderKind,
    validFrom: validFrom.toISOString(),
    validTo: validTo.toISOString(),
  })

async function mine(desk: Desk, holder: Holder) {
  const card = await desk.work((work) => certificateOf(work, { holder }))
  if (!card) throw new Refused('not-found', 'certificate')
  return shown(card)
}

/** The certificates of who asks, and of the agency. PINs and passwords come in and never go out. */
function ownApi(routes: Routes) {
  routes.get('/certificates/:holder', {
    schema: { summary: 'Chứng thư đang dùng của mình hoặc của cơ quan', params: HolderPlace, response: { 200: Certificate } },
    handler: async ({ desk, params }) => mine(desk, params.holder),
  })
  routes.post('/certificates/:holder', {
    schema: {
      summary: 'Nạp chứng thư kèm khóa (.p12, base64) và đặt mã PIN',
      params: HolderPlace,
      body: z.object({ file, password: secret.default(''), pin }),
      response: { 201: Certificate },
    },
    handler: async ({ desk, params, body }, reply) => {
      const bytes = new Uint8Array(Buffer.from(body.file, 'base64'))
      await importKey(desk, { file: bytes, password: body.password, pin: body.pin, holder: params.holder })
      return reply.status(201).send(await mine(desk, params.holder))
    },
  })
  routes.post('/certificates/:holder/pin', {
    schema: {
      summary: 'Đổi mã PIN',
      params: HolderPlace,
      body: z.object({ pin: secret, newPin: pin }),
      response: { 204: z.null() },
    },
    handler: async ({ desk, params, body }, reply) => {
      await changePin(desk, { holder: params.holder, ...body })
      return reply.status(204).send(null)
    },
  })
}

function tokenApi(routes: Routes) {
  routes.post('/certificates/:holder/token', {
    schema: {
      summary: 'Nhận khóa nằm trên thiết bị của máy chủ (PKCS#11); mã PIN là của thiết bị, không lưu',
      params: HolderPlace,
      body: z.object({ token: z.string().min(1).max(64), pin: z.string().min(1).max(64) }),
      response: { 201: Certificate },
    },
    handler: async ({ desk, params, body }, reply) => {
      await importTokenKey(desk, { ...body, holder: params.holder })
      return reply.status(201).send(await mine(desk, params.holder))
    },
  })
}

function remoteApi(routes: Routes) {
  routes.post('/certificates/:holder/remote', {
    schema: {
      summary: 'Nối khóa nằm ở dịch vụ ký từ xa (CSC API 2); mã PIN là của dịch vụ, không lưu',
      params: HolderPlace,
      body: LinkForm,
      response: { 201: Certificate },
    },
    handler: async ({ desk, params, body }, reply) => {
      await linkRemoteKey(desk, params.holder, body)
      return reply.status(201).send(await mine(desk, params.holder))
    },
  })
}

const certificates = z.array(z.base64().min(4).max(16_384)).min(1).max(8)
const Proof = z.object({ certificate: z.string(), algorithm: z.enum(signerAlgorithms), hash: z.base64() })

function deskApi(routes: Routes) {
  routes.post('/certificates/:holder/desk-challenge', {
    schema: {
      summary: 'Giá trị băm để thiết bị ở máy của người ký ký thử khi nhận khóa',
      params: HolderPlace,
      body: z.object({ certificates }),
      response: { 200: Proof },
    },
    handler: async ({ desk, params, body }) => {
      const { hash, ...by } = await deskProof(desk, { ...params, certificates: body.certificates.map(bytesOf) })
      return { ...by, hash: hash.toString('base64') }
    },
  })
  routes.post('/certificates/:holder/desk', {
    schema: {
      summary: 'Nhận khóa nằm trên thiết bị ở máy của người ký, chứng minh bằng một chữ ký thử',
      params: HolderPlace,
      body: z.object({ certificates, signature: z.base64().min(8).max(4096) }),
      response: { 201: Certificate },
    },
    handler: async ({ desk, params, body }, reply) => {
      const signature = bytesOf(body.signature)
      await importDeskKey(desk, { ...params, certificates: body.certificates.map(bytesOf), signature })
      return reply.status(201).send(await mine(desk, params.holder))
    },
  })
}

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

function keepersApi(routes: Routes) {
  routes.post('/keys/:key/keepers', {
    schema: {
      summary: 'Cấp quyền mở khóa của cơ quan cho văn thư khác',
      params: KeyPlace,
      body: z.object({ person: z.uuid(), ownPin: secret, newPin: pin }),
      response: { 204: z.null() },
    },
    handler: async ({ desk, params, body }, reply) => {
      await grantAgencyKey(desk, { key: params.key, ...body })
      return reply.status(204).send(null)
    },
  })
  routes.delete('/keys/:key/keepers/:person', {
    schema: { summary: 'Thu lại quyền mở khóa', params: KeyPlace.extend({ person: z.uuid() }), response: { 204: z.null() } },
    handler: async ({ desk, params }, reply) => {
      await desk.work((work) => withdrawAgencyKey(work, params))
      return reply.status(204).send(null)
    },
  })
  routes.post('/keys/:key/revocation', {
    schema: { summary: 'Ngừng dùng chứng thư ở hệ thống này', params: KeyPlace, response: { 204: z.null() } },
    handler: async ({ desk, params }, reply) => {
      await desk.work((work) => revokeKey(work, params.key))
      return reply.status(204).send(null)
    },
  })
}

export function keyApi(routes: Routes) {
  ownApi(routes)
  tokenApi(routes)
  remoteApi(routes)
  deskApi(routes)
  keepersApi(routes)
}
