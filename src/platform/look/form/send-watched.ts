/** Told to the page while a form with files is on its way: percent sent so far; null when the answer is there or nothing came of it. */
export const sendingEvent = 'lt:sending'

const tell = (percent: number | null) => window.dispatchEvent(new CustomEvent(sendingEvent, { detail: percent }))

const carriesFiles = (body: unknown): body is FormData =>
  body instanceof FormData && [...body.values()].some((value) => value instanceof File && value.size > 0)

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers()
  for (const line of request.getAllResponseHeaders().split('\r\n')) {
    const at = line.indexOf(':')
    if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim())
  }
  return headers
}

/** Sends as `fetch` does, and tells how far it is; `fetch` itself says nothing of what it sends. */
function sendTelling(address: string, init: RequestInit, body: FormData): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(init.method ?? 'POST', address)
    request.responseType = 'blob'
    new Headers(init.headers).forEach((value, name) => {
      request.setRequestHeader(name, value)
    })
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) tell(Math.floor((100 * loaded) / total))
    })
    request.addEventListener('loadend', () => tell(null))
    request.addEventListener('load', () => {
      const empty = request.status === 204 || request.status === 304
      resolve(new Response(empty ? null : (request.response as Blob), { status: request.status, headers: headersOf(request) }))
    })
    request.addEventListener('error', () => reject(new TypeError('network')))
    request.addEventListener('abort', () => reject(init.signal?.reason ?? new DOMException('Aborted', 'AbortError')))
    init.signal?.addEventListener('abort', () => request.abort())
    tell(0)
    request.send(body)
  })
}

/** Forms with files are sent so that the page can show how far they are; everything else as before. */
export function watchSending(): void {
  const plain = window.fetch.bind(window)
  window.fetch = (asked, init) =>
    init && carriesFiles(init.body) && !(asked instanceof Request)
      ? sendTelling(String(asked), init, init.body)
      : plain(asked, init)
}
