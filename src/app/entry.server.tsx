import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable } from '@react-router/node'
import { type PipeableStream, renderToPipeableStream } from 'react-dom/server'
import { type EntryContext, type HandleErrorFunction, type RouterContextProvider, ServerRouter } from 'react-router'
import { visitorContext } from '#platform/http/contexts.ts'

// The bundle holds its own copies of the context keys: the server takes them from here.
export { deskContext, panelsContext, visitorContext } from '#platform/http/contexts.ts'

const longest = 10_000

function html(stream: PipeableStream): ReadableStream {
  const body = new PassThrough()
  stream.pipe(body)
  return createReadableStreamFromReadable(body)
}

/**
 * Renders a page whole before it is sent: a page in pieces would need scripts to put them together, and ours are read
 * without any.
 */
export default function render(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
) {
  const { nonce, fault } = context.get(visitorContext)
  return new Promise<Response>((resolve, reject) => {
    const stream = renderToPipeableStream(<ServerRouter context={entry} url={request.url} nonce={nonce.script} />, {
      nonce: nonce.script,
      onAllReady() {
        clearTimeout(timer)
        headers.set('content-type', 'text/html; charset=utf-8')
        resolve(new Response(html(stream), { status, headers }))
      },
      onShellError: reject,
      onError: fault,
    })
    const timer = setTimeout(() => stream.abort(), longest)
  })
}

/** Faults of drawing, and of the router itself; what loaders and actions throw is answered before. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) context.get(visitorContext).fault(error)
}
