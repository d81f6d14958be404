import { expect, test } from 'vitest'
import { z } from 'zod'
import { unknownField } from './known-body.ts'

const Row = z.object({ agency: z.string(), copies: z.number().optional() })
const Shape = z
  .object({
    subject: z.string().trim(),
    files: z.array(z.object({ name: z.string() })).default([]),
    recipients: z.array(z.union([Row, z.object({ group: z.string() })])).optional(),
    answers: z.object({ id: z.string() }).nullable(),
    values: z.record(z.string(), z.string()),
  })
  .refine(() => true)

test.for([
  ['all known', { subject: 'x', files: [{ name: 'a' }], answers: null, values: { any: 'thing' } }, null],
  ['no object at all', 7, null],
  ['one letter short', { subject: 'x', file: [] }, 'file'],
  ['in a list', { files: [{ name: 'a', sise: 3 }] }, 'sise'],
  ['in what may be null', { answers: { id: 'x', symbol: 'y' } }, 'symbol'],
  ['known to one of two', { recipients: [{ group: 'x' }, { agency: 'y', copies: 2 }] }, null],
  ['known to none of two', { recipients: [{ agency: 'y', copy: 2 }] }, 'copy'],
  ['names that every object has', { constructor: 1 }, 'constructor'],
] as const)('%s', ([, value, strange]) => {
  expect(unknownField(Shape, value)?.name ?? null).toBe(strange)
})

test('the sentence says which field was meant and which there are', () => {
  expect(unknownField(z.object({ files: z.array(z.string()) }), { file: [] })?.message).toBe(
    'Không có trường "file". Có phải "files"? Các trường nhận được: files.',
  )
})
