/** A chosen file and how far it is. */
export type Sent = { key: string; name: string; size: number; percent: number; id: string | null; failed: string | null }

/** 1536000 → "1,5 MB" */
export function sizeWords(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB']
  return `${new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(value)} ${unit}`
}

type Watch = { progress: (percent: number) => void; done: (id: string) => void; failed: (words: string) => void }

const idOf = (answer: unknown): string | null => {
  const id = (answer as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id : null
}
const wordsOf = (answer: unknown): string | null => {
  const message = (answer as { message?: unknown } | null)?.message
  return typeof message === 'string' ? message : null
}

/** Sends one file as multipart field `file`; the answer is JSON `{ id }`, or `{ message }` with a 4xx. */
export function sendFile(address: string, file: File, watch: Watch): () => void {
  const request = new XMLHttpRequest()
  const body = new FormData()
  // macOS gives names in decomposed form; everything else speaks NFC.
  body.append('file', file, file.name.normalize('NFC'))
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) watch.progress(Math.floor((100 * event.loaded) / event.total))
  })
  request.addEventListener('load', () => {
    const id = request.status < 300 ? idOf(request.response) : null
    if (id) watch.done(id)
    else watch.failed(wordsOf(request.response) ?? 'Tệp không được nhận. Bạn thử lại hoặc chọn tệp khác.')
  })
  request.addEventListener('error', () => watch.failed('Mất kết nối khi gửi tệp. Tệp vẫn ở máy của bạn, bạn thử lại.'))
  request.responseType = 'json'
  request.open('POST', address)
  request.send(body)
  return () => request.abort()
}
