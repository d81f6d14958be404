import { bridgePort } from './port.ts'

/** The signing program as a page reaches it. Faults are words of the protocol (docs/operate/bridge.md), or `no-program`. */
const base = `http://127.0.0.1:${bridgePort}/lienthong-bridge/1`
const kept = 'lt-bridge-key'

export type BridgeFault = { fault: string; words?: string }
type Said = Record<string, unknown>

const fault = (code: string): BridgeFault => ({ fault: code })

/** The key ends with the tab: the program forgets it when it ends itself. */
const key = () => sessionStorage.getItem(kept)

async function call(method: string, body: Said): Promise<Said> {
  const held = key()
  const headers = { 'content-type': 'application/json', ...(held ? { authorization: `Bearer ${held}` } : {}) }
  const answered = await fetch(`${base}/${method}`, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => {
    throw fault('no-program')
  })
  const said = (await answered.json().catch(() => ({}))) as Said
  if (!answered.ok) throw fault(String(said.error ?? 'fault'))
  return said
}

export const isPaired = async (): Promise<boolean> => (await call('hello', {})).paired === true

export async function pair(code: string): Promise<void> {
  sessionStorage.setItem(kept, String((await call('pair', { code })).key))
}

export const certificates = async (): Promise<string[]> => (await call('certificates', {})).certificates as string[]

export type ToSign = { certificate: string; algorithm: string; hash: string; title: string; agency: string }
export const sign = async (asked: ToSign): Promise<string> => String((await call('sign', asked)).signature)

/** Our own API, by the session of the page. A refusal comes as its own sentence. */
export async function ours(path: string, body: Said): Promise<Said> {
  const answered = await fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const said = (await answered.json().catch(() => ({}))) as Said
  if (!answered.ok) throw { fault: 'refused', words: String(said.title ?? '') }
  return said
}
