import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { type Checked, outcomeOf } from './check.ts'
import { lookUp } from './look-up.ts'

const CheckedDocument = z
  .object({
    code: z.string(),
    outcome: z.enum(['genuine', 'recalling', 'ended', 'unsure', 'bad']),
    kind: z.string(),
    symbol: z.string().nullable(),
    date: z.string().nullable(),
    agency: z.string(),
    organId: z.string(),
    signedBy: z.enum(['digital', 'hand']),
    signer: z.string().nullable(),
    position: z.string().nullable(),
    internal: z.boolean(),
    subject: z.string().nullable().describe('Null where it stays inside the agency'),
    issuedAt: z.string(),
    standing: z.enum(['IN_FORCE', 'RECALLING', 'RECALLED', 'REPLACED']),
    endedAt: z.string().nullable(),
    replacedBy: z.object({ symbol: z.string(), date: z.string().nullable() }).nullable(),
    verdict: z
      .object({ verdict: z.enum(['valid', 'invalid', 'indeterminate']), reasons: z.array(z.string()), at: z.string() })
      .nullable()
      .describe('Null: not judged yet'),
    files: z.array(z.object({ main: z.boolean(), sha256: z.string(), size: z.int() })),
  })
  .meta({ id: 'CheckedDocument' })

const shown = ({ competence: _, issuedAt, endedAt, verdict, ...told }: Checked): z.infer<typeof CheckedDocument> => ({
  ...told,
  outcome: outcomeOf({ verdict, ...told }),
  issuedAt: issuedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  verdict: verdict && { verdict: verdict.verdict, reasons: verdict.reasons, at: verdict.at.toISOString() },
})

/** What the public page tells, for programs. */
export function checkApi(routes: Routes) {
  routes.get('/public/checks/:code', {
    schema: {
      tags: ['Kiểm tra công khai'],
      security: [],
      summary: 'Kiểm tra một văn bản đã phát hành bằng mã in trên văn bản',
      params: z.object({ code: z.string().max(60) }),
      response: { 200: CheckedDocument },
    },
    handler: async ({ open, params }) => shown(await open.work((work) => lookUp(work, params.code))),
  })
}
