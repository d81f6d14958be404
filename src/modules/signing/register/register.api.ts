import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { needs } from './register.ts'
import { certificateRegister } from './register.view.ts'

const Line = z
  .object({
    holder: z.string(),
    kind: z.enum(['PERSON', 'AGENCY']),
    position: z.string(),
    serial: z.string().nullable(),
    issuer: z.string().nullable(),
    validTo: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    daysLeft: z.int().nullable(),
    need: z.enum(needs).nullable(),
  })
  .meta({ id: 'RegisteredCertificate' })

/** The register of certificates of the own agency, with what is proposed to ask of the authority. */
export function registerApi(routes: Routes) {
  routes.get('/certificates/register', {
    schema: { summary: 'Danh bạ chứng thư số của cơ quan và nhu cầu', response: { 200: z.array(Line) } },
    handler: async ({ desk }) => {
      const { lines } = await desk.work(certificateRegister)
      return lines.map(({ name, holderKind, position, key, daysLeft, need }) => ({
        ...{ holder: name, kind: holderKind, position, daysLeft, need, serial: key?.serial ?? null, issuer: key?.issuer ?? null },
        validTo: key?.validTo.toISOString() ?? null,
        revokedAt: key?.revokedAt?.toISOString() ?? null,
      }))
    },
  })
}
