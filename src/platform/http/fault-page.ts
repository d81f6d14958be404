import { type FaultWords, faultWords } from './faults.vi.ts'

export type FaultPage = { status: number; incident: string; styleNonce: string; words?: FaultWords }

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text made safe inside HTML and its attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

// Colours of the look in both schemes; this page must stand when nothing else of the program does.
const style = `:root{color-scheme:light dark}body{margin:0;font:16px/24px Inter,"Segoe UI",Roboto,"Noto Sans",sans-serif;background:light-dark(#f4f6f9,#0e1319);color:light-dark(#1a212c,#e6eaf0)}
.line{height:5px;background:linear-gradient(#c8102e 60%,#f2b632 60%)}main{max-width:34rem;margin:12vh auto;padding:0 24px}h1{font-size:24px;line-height:34px}
a{color:light-dark(#0b4f9e,#8cbdf7)}.code{font-variant-numeric:tabular-nums;letter-spacing:.04em}`

/** A whole page for a fault or refusal that React does not draw: no script, nothing loaded, never a stack. */
export function faultPage({ status, incident, styleNonce, words = faultWords(status) }: FaultPage): string {
  const code = status >= 500 ? `<p>Mã sự cố: <b class="code">${escaped(incident)}</b></p>` : ''
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<title>${escaped(words.title)} · Liên Thông</title><style nonce="${escaped(styleNonce)}">${style}</style></head>
<body><div class="line"></div><main><h1>${escaped(words.title)}</h1><p>${escaped(words.text)}</p>${code}<p><a href="/">Về trang đầu</a></p></main></body></html>`
}
