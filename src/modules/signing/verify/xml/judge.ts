import type { Trust } from '../certificates.ts'
import { type Judged, notJudged } from '../verdict.ts'

export const looksLikeXml = (file: Uint8Array): boolean =>
  /^\s*</.test(
    Buffer.from(file.subarray(0, 64))
      .toString('utf8')
      .replace(/^\uFEFF/, ''),
  )

export async function judgeXml(_xml: Uint8Array, _content: Uint8Array | null, _trust: Trust): Promise<Judged> {
  return notJudged('no-signature')
}
