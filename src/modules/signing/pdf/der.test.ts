import { fromBER, type OctetString } from 'asn1js'
import { expect, test } from 'vitest'
import { der, octets, oid, partsOf, sequence, setOf, small } from './der.ts'

test.for([
  0, 1, 127, 128, 255, 256, 65_535, 65_536,
])('%i bytes are wrapped as a reader of DER expects, and taken apart again', (length) => {
  const content = new Uint8Array(length).fill(7)
  const wrapped = octets(content)
  const read = fromBER(new Uint8Array(wrapped).buffer)
  expect(read.offset).toBe(wrapped.length)
  expect((read.result as OctetString).valueBlock.valueHexView).toHaveLength(length)
  expect(partsOf(sequence(wrapped, small(1)))).toEqual([wrapped, small(1)])
})

test('values keep their tags and their order', () => {
  const parts = [oid('1.2.840.113549.1.7.2'), der(0xa0, small(2)), setOf(small(3))]
  expect(partsOf(sequence(...parts))).toEqual(parts)
  expect(oid('1.2.840.113549.1.7.2')).toEqual(Buffer.from('06092a864886f70d010702', 'hex'))
})

test('what ends before its length, or has none, is refused', () => {
  expect(() => partsOf(new Uint8Array())).toThrow(RangeError)
  expect(() => partsOf(Buffer.from('3003020201', 'hex'))).toThrow(RangeError)
  expect(() => partsOf(Buffer.from('3080020101', 'hex'))).toThrow(RangeError)
})
