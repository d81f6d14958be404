import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { escaped } from './fault-page.ts'

type Parameter = { name: string; in: string; required?: boolean }
type Operation = {
  summary?: string
  parameters?: Parameter[]
  requestBody?: { content?: Record<string, { schema?: unknown }> }
}
type Described = { paths?: Record<string, Record<string, Operation>> }

const script = readFileSync(join(import.meta.dirname, 'tryit.browser.js'), 'utf8')

const style = `:root{color-scheme:light dark}body{margin:0 auto;max-width:60rem;padding:24px;font:16px/24px Inter,"Segoe UI",Roboto,"Noto Sans",sans-serif}
summary{padding:8px 0;cursor:pointer}summary b{display:inline-block;min-width:4.5rem}code,pre,textarea{font:14px/20px ui-monospace,monospace}
label{display:block;margin:8px 0}input,textarea{display:block;width:100%;box-sizing:border-box;padding:6px 8px}button{min-height:44px;padding:0 20px;font:inherit}
pre{white-space:pre-wrap;overflow-wrap:anywhere;padding:12px;border:1px solid}details{border-top:1px solid}`

const parameterField = ({ name, in: place, required }: Parameter) =>
  `<label>${escaped(name)}${required ? '' : ' (không bắt buộc)'}<input name="${escaped(name)}" data-in="${escaped(place)}"${required ? ' required' : ''}></label>`

function bodyField(operation: Operation): string {
  const schema = operation.requestBody?.content?.['application/json']?.schema
  if (!schema) return ''
  const shape = escaped(JSON.stringify(schema, null, 2))
  return `<label>Nội dung JSON<textarea name="body" rows="6" spellcheck="false">{}</textarea></label><details><summary>Dạng của nội dung</summary><pre>${shape}</pre></details>`
}

function operationForm(path: string, method: string, operation: Operation): string {
  const fields = (operation.parameters ?? []).filter(({ in: place }) => place === 'path' || place === 'query').map(parameterField)
  return `<details><summary><b>${method.toUpperCase()}</b> <code>${escaped(path)}</code> ${escaped(operation.summary ?? '')}</summary>
<form data-method="${method.toUpperCase()}" data-path="${escaped(path)}">${fields.join('')}${bodyField(operation)}<button>Gửi thử</button></form>
<pre role="status" hidden></pre></details>`
}

function pageOf(described: Described, at: { nonce: string; script: string }): string {
  const operations = Object.entries(described.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationForm(path, method, operation)),
  )
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<title>Dùng thử API · Liên Thông</title><style nonce="${escaped(at.nonce)}">${style}</style><script src="${at.script}" defer></script></head>
<body><main><h1>Dùng thử API</h1><p>Gửi bằng phiên đăng nhập hiện tại, trên dữ liệu thật của bản cài đặt này. Mô tả đầy đủ: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<noscript><p>Trang này cần JavaScript để gửi thử; phần mô tả vẫn đọc được.</p></noscript>${operations.join('\n')}</main></body></html>`
}

/** A page that lists every operation with a form to send it; nothing of it comes from elsewhere. */
export function tryItPage(scope: FastifyInstance) {
  scope.get('/docs', { schema: { hide: true } }, async (_request, reply) => {
    const page = pageOf(scope.swagger() as Described, { nonce: reply.cspNonce.style, script: 'docs/tryit.js' })
    return reply.type('text/html; charset=utf-8').send(page)
  })
  scope.get('/docs/tryit.js', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(script),
  )
}
