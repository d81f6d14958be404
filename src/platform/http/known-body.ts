import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Unknown, unknownIn, unknownName } from './known-query.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The shape of the body; absent: the operation takes none, or whatever comes. */
    takes?: z.core.$ZodType
  }
}

/** The shape that stands behind what only says whether it may be left out, or what becomes of it. */
function bare(shape: unknown): unknown {
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodNullable || shape instanceof z.ZodDefault)
    return bare(shape.unwrap())
  return shape instanceof z.ZodPipe ? bare(shape.in) : shape
}

/** Of several shapes the value may have any: it is strange when it is strange to each. */
function inUnion(options: readonly unknown[], value: unknown): Unknown | null {
  const faults = options.map((option) => unknownField(option, value))
  return faults.includes(null) ? null : (faults[0] ?? null)
}

/** The first field of a body, at any depth, that its shape does not read; null when all are known. */
export function unknownField(shape: unknown, value: unknown): Unknown | null {
  const of = bare(shape)
  if (of instanceof z.ZodUnion) return inUnion(of.options, value)
  if (typeof value !== 'object' || value === null) return null
  if (of instanceof z.ZodArray && Array.isArray(value)) return firstFault(value.map((one) => () => unknownField(of.element, one)))
  if (!(of instanceof z.ZodObject) || of.def.catchall) return null
  const known = Object.keys(of.shape)
  const strange = unknownIn(Object.keys(value), known, 'trường')
  return (
    strange ??
    firstFault(
      Object.entries(value).map(
        ([name, inner]) =>
          () =>
            unknownField(of.shape[name], inner),
      ),
    )
  )
}

function firstFault(asks: readonly (() => Unknown | null)[]): Unknown | null {
  for (const ask of asks) {
    const fault = ask()
    if (fault) return fault
  }
  return null
}

/** Thrown for a field that an operation does not read: dropping it would do another thing than was asked. */
export function refuseUnknownFields(request: FastifyRequest): void {
  const { takes } = request.routeOptions.config
  const fault = takes && unknownField(takes, request.body)
  if (fault) throw unknownName(fault)
}
