import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { partOf, storedAnswer } from './file-answer.ts'

test.for<[string | null, ReturnType<typeof partOf>]>([
  [null, null],
  ['bytes=0-9', { start: 0, end: 9 }],
  ['bytes=90-', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-1000', { start: 0, end: 99 }],
  ['bytes=50-5000', { start: 50, end: 99 }],
  ['bytes=100-', 'none'],
  ['bytes=9-3', 'none'],
  ['bytes=-0', 'none'],
  ['bytes=0-1,5-6', null],
  ['lines=1-2', null],
  ['bytes=-', null],
])('of a hundred bytes, “%s” asks for', ([range, part]) => expect(partOf(range, 100)).toEqual(part))

test('a stored file flows with its length; a part says which it is; one that is not there is told so', async () => {
  const content = Buffer.from('abcdefghij')
  const stored = {
    size: 10,
    flow: (part?: { start: number; end: number }) => Readable.from([part ? content.subarray(part.start, part.end + 1) : content]),
  }
  const file = { name: 'Tệp số 1.pdf', mediaType: 'application/pdf', stored }
  const asked = (range?: string) => storedAnswer(file, new Request('http://x/', { headers: range ? { range } : {} }))
  const whole = asked()
  expect([whole.status, whole.headers.get('content-length'), await whole.text()]).toEqual([200, '10', 'abcdefghij'])
  const part = asked('bytes=2-4')
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', 'cde'])
  const none = asked('bytes=10-')
  expect([none.status, none.headers.get('content-range'), await none.text()]).toEqual([416, 'bytes */10', ''])
})
