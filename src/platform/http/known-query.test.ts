import { expect, test } from 'vitest'
import { nearest, unknownIn } from './known-query.ts'

const known = ['find', 'kind', 'from', 'to', 'before', 'limit', 'agency', 'beforeDay']

test.for([
  ['q', 'find'],
  ['tìm', null],
  ['page', 'before'],
  ['limt', 'limit'],
  ['LIMIT', 'limit'],
  ['fin', 'find'],
  ['co-quan', 'agency'],
  ['beforday', 'beforeDay'],
  ['colour', null],
] as const)('%s was meant for %s', ([typed, meant]) => {
  expect(nearest(typed, known)).toBe(meant)
})

test('what is known passes; the first that is not is said with what there is', () => {
  expect(unknownIn(['find', 'limit'], known)).toBeNull()
  expect(unknownIn(['find', 'colour'], ['find'])).toEqual({
    name: 'colour',
    message: 'Không có tham số "colour". Các tham số nhận được: find.',
  })
  expect(unknownIn(['x'.repeat(500)], [])?.message.length).toBeLessThan(150)
})
