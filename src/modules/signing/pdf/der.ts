import { ObjectIdentifier } from 'asn1js'

/** One value in DER: tag, length, and its content laid together from parts. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content])
  const hex = length.toString(16)
  const size = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return Buffer.concat([Buffer.of(tag, 0x80 | size.length), size, content])
}

export const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
export const setOf = (...parts: readonly Uint8Array[]) => der(0x31, ...parts)
export const octets = (content: Uint8Array) => der(0x04, content)
export const nothing = der(0x05)
export const small = (value: number) => der(0x02, Buffer.of(value))
export const oid = (value: string) => Buffer.from(new ObjectIdentifier({ value }).toBER())

/** The values inside a value in DER, each with its tag and length as it stands. @throws RangeError when the bytes end before */
export function partsOf(value: Uint8Array): Buffer[] {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.length)
  const endAt = (at: number) => {
    const first = bytes.readUInt8(at + 1)
    return first < 0x80
      ? { from: at + 2, to: at + 2 + first }
      : { from: at + 2 + first - 0x80, to: at + 2 + first - 0x80 + bytes.readUIntBE(at + 2, first - 0x80) }
  }
  const { from, to } = endAt(0)
  const parts: Buffer[] = []
  for (let at = from; at < to; ) {
    const end = endAt(at).to
    if (end > to || to > bytes.length) throw new RangeError('a value that ends before its length')
    parts.push(bytes.subarray(at, end))
    at = end
  }
  return parts
}
