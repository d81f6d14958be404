/** Somebody at a browser without script: signs in by the demonstration's button and presses buttons of documents. */
export type Browser = {
  /** True: the program said yes. False: it said no. Throws when no answer came. */
  press: (path: string, fields: Record<string, string>) => Promise<boolean>
  /** The same with what the program said. */
  answer: (path: string, fields: Record<string, string>) => Promise<Said>
  read: (path: string) => Promise<Said>
  /** Sends a form with files, or a body of the API, and hears what was said. */
  send: (path: string, body: FormData | string) => Promise<Said>
  cookie: string
}

export type Said = { status: number; text: string }

const post = (address: string, path: string, { fields, cookie }: { fields: Record<string, string>; cookie?: string }) =>
  fetch(`${address}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: address, ...(cookie ? { cookie } : {}) },
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(30_000),
  })

/** Signs in as a person of the demonstration. The session outlives crashes: it is a row of the database. */
export async function openBrowser(address: string, person: string): Promise<Browser> {
  const answer = await post(address, '/dang-nhap', { fields: { person } })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`no session for ${person}: ${answer.status}`)
  const answerTo = async (path: string, fields: Record<string, string>): Promise<Said> => {
    const pressed = await post(address, path, { fields, cookie })
    const text = await pressed.text()
    if (pressed.status === 401 || (pressed.headers.get('location') ?? '').startsWith('/dang-nhap')) throw new Error('signed out')
    return { status: pressed.status, text }
  }
  return {
    press: async (path, fields) => (await answerTo(path, fields)).status < 400,
    answer: answerTo,
    cookie,
    async send(path, body) {
      const headers = { cookie, origin: address, ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}) }
      const said = await fetch(`${address}${path}`, { method: 'POST', body, headers, redirect: 'manual' })
      return { status: said.status, text: await said.text() }
    },
    async read(path) {
      const page = await fetch(`${address}${path}`, { headers: { cookie }, redirect: 'manual' })
      return { status: page.status, text: await page.text() }
    },
  }
}
