import { z } from 'zod'

/** What is wrapped of a key at a service: where it lies there, and how it signs. */
const RemotePlace = z.object({
  service: z.uuid(),
  credential: z.string().min(1).max(4096),
  /** Of the service's own words for the kind of signature (an object identifier). */
  algorithm: z.string().regex(/^[\d.]+$/),
  scal: z.union([z.literal(1), z.literal(2)]),
  multisign: z.int().min(1),
  /** Under which names the service wants what the holder types. */
  pin: z.string().max(4096).nullable(),
  otp: z.string().max(4096).nullable(),
})
export type RemotePlace = z.infer<typeof RemotePlace>

export const remoteContainer = (place: RemotePlace): Uint8Array => new TextEncoder().encode(JSON.stringify(place))

/** Null for a key that lies elsewhere: a container of PKCS#12 never begins like this, a token's place has other fields. */
export function remotePlaceIn(container: Uint8Array): RemotePlace | null {
  if (container[0] !== 0x7b) return null
  return RemotePlace.safeParse(JSON.parse(Buffer.from(container).toString('utf8'))).data ?? null
}
