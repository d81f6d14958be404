import { parseArgs } from 'node:util'
import { openTokens } from '../token/token.ts'
import { askBy, askInTerminal } from './ask.ts'
import { openBridge } from './bridge.ts'
import { bridgePort } from './port.ts'

const help = `Chương trình ký của Liên Thông: ký bằng thiết bị cắm ở máy này cho trang web đang mở trong trình duyệt.

  bin/lienthong-bridge --site https://lienthong.tinh.gov.vn --module /usr/lib/thiet-bi.so --token "Tên thiết bị"

  --site ĐỊA-CHỈ    trang được phép xin ký; nhắc lại được
  --module TỆP.so   trình điều khiển PKCS#11 của thiết bị
  --token TÊN       nhãn của thiết bị
  --ask CHƯƠNG-TRÌNH  hỏi mã PIN bằng cửa sổ (ssh-askpass); không có thì hỏi ở đây
  --port SỐ         cổng trên máy này, mặc định ${bridgePort}
`

const options = {
  site: { type: 'string', multiple: true },
  module: { type: 'string' },
  token: { type: 'string' },
  ask: { type: 'string' },
  port: { type: 'string' },
  help: { type: 'boolean' },
} as const

const say = (words: string): void => void process.stdout.write(`${words}\n`)

/** Ends with what is wrong and what to do. */
function wrong(words: string): never {
  process.stderr.write(`${words}\n\n${help}`)
  process.exit(64)
}

function typed() {
  try {
    return parseArgs({ options }).values
  } catch {
    return wrong('Lệnh gõ sai.')
  }
}

const siteOf = (text: string): string =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    ? new URL(text).origin
    : wrong(`--site "${text}" không phải một địa chỉ web.`)

function start(): void {
  const { site = [], module, token, ask, port = String(bridgePort), help: asked } = typed()
  if (asked) {
    say(help)
    return
  }
  if (site.length === 0 || !module || !token) wrong('Thiếu --site, --module hoặc --token.')
  const at = Number(port)
  if (!Number.isInteger(at) || at < 0 || at > 65_535) wrong(`--port "${port}" không phải một số cổng.`)
  const server = openBridge({
    ...{ tokens: openTokens(module), token, sites: site.map(siteOf), ask: ask ? askBy(ask) : askInTerminal },
    tell: (code) => say(`Mã ghép nối: ${code}`),
  })
  server.on('error', (error) =>
    wrong(`Không mở được cổng ${at} (${error.message}). Hãy tắt chương trình ký đang chạy, hoặc đổi --port.`),
  )
  server.listen(at, '127.0.0.1', () => {
    const address = server.address()
    say(`Chương trình ký đang chạy tại 127.0.0.1:${typeof address === 'object' ? address?.port : at}. Nhấn Ctrl-C để tắt.`)
  })
}

start()
