/** Types a browser may show inside a page; everything else is only downloaded. */
const shown = new Set(['application/pdf', 'image/png', 'image/jpeg'])

/** A stored file as an answer: never sniffed, never cached by others, framed by our own pages only. */
export function pdfAnswer({ name, mediaType, bytes }: { name: string; mediaType: string; bytes: Uint8Array }): Response {
  const way = shown.has(mediaType) ? 'inline' : 'attachment'
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `${way}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'x-frame-options': 'SAMEORIGIN',
    },
  })
}
