import { Readable } from 'node:stream'
import type { Stored } from '#platform/blobs/blobs.ts'

/** Types a browser may show inside a page; everything else is only downloaded. */
const shown = new Set(['application/pdf', 'image/png', 'image/jpeg'])

/** A file as an answer: never sniffed, never cached by others, framed by our own pages only. */
const headersFor = ({ name, mediaType }: { name: string; mediaType: string }) => ({
  'content-type': mediaType,
  'content-disposition': `${shown.has(mediaType) ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
  'x-frame-options': 'SAMEORIGIN',
})

/** A file made on the way. */
export const pdfAnswer = ({ name, mediaType, bytes }: { name: string; mediaType: string; bytes: Uint8Array }): Response =>
  new Response(new Uint8Array(bytes), { headers: headersFor({ name, mediaType }) })

/** The part (`end` included) that a request asks for; null: all of it; none: there is no such part (RFC 9110, 14.2). */
export function partOf(range: string | null | undefined, size: number): { start: number; end: number } | 'none' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (from === '' && to === '') return null
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start <= end && start < size ? { start, end } : 'none'
}

export type StoredFile = { name: string; mediaType: string; stored: Stored }
export type FlowingAnswer = { status: number; headers: Record<string, string>; flow: Readable | null }

/** A stored file as it flows, or the part of it that is asked for. */
export function flowingAnswer({ name, mediaType, stored }: StoredFile, range: string | null | undefined): FlowingAnswer {
  const { size } = stored
  const headers = { ...headersFor({ name, mediaType }), 'accept-ranges': 'bytes' }
  const part = partOf(range, size)
  if (part === 'none') return { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` }, flow: null }
  if (part === null) return { status: 200, headers: { ...headers, 'content-length': String(size) }, flow: stored.flow() }
  const { start, end } = part
  const partly = { 'content-range': `bytes ${start}-${end}/${size}`, 'content-length': String(end - start + 1) }
  // A part is a part of the file as it is, not of what a packed one would be.
  return { status: 206, headers: { ...headers, ...partly, 'content-encoding': 'identity' }, flow: stored.flow(part) }
}

/** The same for a page. */
export function storedAnswer(file: StoredFile, request: Request): Response {
  const { status, headers, flow } = flowingAnswer(file, request.headers.get('range'))
  return new Response(flow && (Readable.toWeb(flow) as ReadableStream<Uint8Array>), { status, headers })
}
