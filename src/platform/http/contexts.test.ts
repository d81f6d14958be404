import { expect, test } from 'vitest'
import { onwardPath } from './contexts.ts'

test.for([
  '//other.example',
  '/\\other.example',
  'https://other.example',
  '/.//other.example',
  '/x/..//other.example',
  '/%2e//other.example',
  'javascript:alert(1)',
  '/a b',
  '',
])('after signing in nobody goes on to %s', (wanted) => {
  expect(onwardPath(wanted)).toBe('/')
})

test.for(['/', '/van-ban/den?trang=2', '/tra-cuu?q=a//b', '/van-ban/di/1#cuoi'])('a page of ours is gone on to: %s', (wanted) => {
  expect(onwardPath(wanted)).toBe(wanted)
})
