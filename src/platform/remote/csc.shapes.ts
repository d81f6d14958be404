import { z } from 'zod'

/** Answers of the API of the Cloud Signature Consortium, version 2: of each what is used here. */
const text = z.string().max(4096)
const base64 = z.string().max(32_768)

export const ServiceInfo = z.object({
  specs: text,
  name: text,
  /** Base of the authorisation server, where it is another one. */
  oauth2: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
})

export const Token = z.object({ access_token: text.min(1), token_type: z.string().regex(/^bearer$/i) })

export const CredentialList = z.object({ credentialIDs: z.array(text.min(1)).max(1000) })

/** What the holder gives: a PIN, or a code that is good once (a generator or a message makes it). */
const AuthObject = z.object({
  id: text.min(1),
  type: text,
  generator: text.optional(),
  label: text.optional(),
})
export type AuthObject = z.output<typeof AuthObject>

export const CredentialInfo = z.object({
  key: z.object({ status: text, algo: z.array(text).min(1).max(50) }),
  cert: z.object({ status: text.optional(), certificates: z.array(base64).min(1).max(8) }),
  auth: z.object({ mode: text, objects: z.array(AuthObject).max(10).default([]) }),
  SCAL: z.enum(['1', '2']).default('1'),
  multisign: z.int().min(1),
})

export const Sad = z.object({ SAD: text.min(1) })

export const Signatures = z.object({ signatures: z.array(base64.min(1)).max(100) })

export const Failure = z.object({ error: text.default(''), error_description: text.optional() })
