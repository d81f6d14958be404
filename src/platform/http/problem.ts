import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusalOf } from '#kernel/refused.ts'
import { statusOf } from './attempt.ts'
import { faultWords } from './faults.vi.ts'
import { faultForLog } from './log.ts'
import { refusalWords } from './refusals.vi.ts'

const Text = z.object({ version: z.int(), subject: z.string(), text: z.string() })
/** What stands there by now, beside what was sent. */
const Meanwhile = z
  .object({ stored: Text, yours: Text })
  .meta({ id: 'Meanwhile', description: 'Văn bản người khác vừa lưu, và văn bản vừa gửi lên; chưa có gì bị ghi đè' })
export type Meanwhile = z.infer<typeof Meanwhile>

/** The refusal with both texts, for the answer of the API. */
export const withMeanwhile = (error: unknown, meanwhile: Meanwhile) => Object.assign(error as Error, { meanwhile })

/** Every answer of the API that is not a success (RFC 9457, application/problem+json). */
export const Problem = z
  .object({
    status: z.int().describe('HTTP status'),
    code: z.string().describe('Name of the refusal, or bad-input, not-signed-in, fault'),
    title: z.string().describe('What happened and what to do, in Vietnamese'),
    about: z.string().optional().describe('Field, step or identifier that it is about'),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe('What to correct, by field'),
    meanwhile: Meanwhile.optional(),
    request: z.string().optional().describe('Request number, as in the header x-request-id'),
    incident: z.string().optional().describe('Incident number to tell the administrator'),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

/** Thrown by the desk of who is not signed in. */
export const notSignedIn = () => Object.assign(new Error('not signed in'), { code: 'not-signed-in' })

const badInput = (errors: Problem['errors']): Problem => ({
  status: 400,
  code: 'bad-input',
  title: refusalWords['bad-input'],
  ...(errors ? { errors } : {}),
})

/** Names of the places in a request, as people read them. */
const places: Record<string, string> = { body: 'nội dung', params: 'địa chỉ', querystring: 'tham số', headers: 'tiêu đề' }

function fromShape(error: FastifyError): Problem | null {
  if (!hasZodFastifySchemaValidationErrors(error)) return null
  const place = places[error.validationContext ?? 'body'] ?? 'nội dung'
  const errors = error.validation.map(({ instancePath, message }) => ({
    field: instancePath.split('/').filter(Boolean).join('.') || place,
    message: message ?? 'Chưa đúng dạng.',
  }))
  return badInput(errors)
}

/** A parameter or field that the operation does not know (known-query.ts, known-body.ts). */
function fromUnknown(error: FastifyError & { fault?: { name: string; message: string } }): Problem | null {
  if (error.code !== 'unknown-name' || !error.fault) return null
  const { name, message } = error.fault
  return { ...badInput([{ field: name, message }]), title: message, about: name }
}

const fromFastify: Record<string, () => Problem> = {
  FST_ERR_CTP_INVALID_JSON_BODY: () => badInput([{ field: 'nội dung', message: 'Không phải JSON hợp lệ.' }]),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => badInput([{ field: 'nội dung', message: 'Chưa có nội dung.' }]),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => badInput([{ field: 'nội dung', message: 'Nội dung đến không đủ.' }]),
  FST_ERR_CTP_BODY_TOO_LARGE: () => ({ status: 413, code: 'too-large', title: refusalWords['too-large'], about: 'body' }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => ({ status: 415, code: 'bad-input', title: 'Chỉ nhận nội dung dạng application/json.' }),
  'not-signed-in': () => ({ status: 401, code: 'not-signed-in', title: `${faultWords(401).title}. ${faultWords(401).text}` }),
}

/** What the API answers to an error; a fault gets nothing but its incident number. */
export function problemOf(error: FastifyError, incident: string): Problem {
  const refused = refusalOf(error)
  if (refused) {
    const { meanwhile } = error as { meanwhile?: Meanwhile }
    const said = { status: statusOf(refused.code), code: refused.code, title: refusalWords[refused.code], about: refused.about }
    return meanwhile ? { ...said, meanwhile } : said
  }
  const known = fromShape(error) ?? fromUnknown(error) ?? fromFastify[error.code]?.()
  if (known) return known
  const status = error.statusCode ?? 500
  if (status < 500) return { status, code: 'bad-input', title: faultWords(status).text }
  return { status: 500, code: 'fault', title: faultWords(500).text, incident }
}

/** The one error handler of the API. */
export async function answerProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const problem = { ...problemOf(error, request.id), request: request.id }
  if (problem.status >= 500) request.log.error({ fault: faultForLog(error) }, 'fault')
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
}
