import { visitor } from '#kernel/actor.ts'
import { refusalOf } from '#kernel/refused.ts'
import { formatInstant } from '#kernel/vietnamese.ts'
import { linkPath, recoverAccount } from '#organisation'
import { openDesk } from '#platform/db/desk.ts'
import { type Command, wrongUse } from './command.ts'
import { atInstallation } from './installation.ts'

export const command: Command = {
  name: 'account link',
  summary: 'Cấp liên kết một lần (24 giờ) để đặt lại mật khẩu, khi không còn quản trị nào đăng nhập được.',
  operands: [{ name: 'USER', means: 'tên đăng nhập' }],
  examples: ['bin/lienthong account link hue.tran --json'],
  run: async (typed) => {
    const login = typed.operand('USER')
    if (login === undefined) throw wrongUse('Thiếu USER.')
    return atInstallation(typed, async ({ pool, config }) => {
      const link = await openDesk(pool, visitor)
        .work((work) => recoverAccount(work, login))
        .catch((error) => {
          if (refusalOf(error)?.code !== 'not-found') throw error
          throw wrongUse(`Không có tài khoản nào tên "${login}".`)
        })
      const address = `${config.publicUrl ?? `http://127.0.0.1:${config.port ?? 8080}`}${linkPath(link.token)}`
      const until = formatInstant(link.endsAt)
      return {
        status: 0,
        json: { login: link.login, link: address, until: link.endsAt.toISOString() },
        text: `Liên kết đặt lại mật khẩu cho ${link.login}, dùng một lần, trước ${until}:\n${address}`,
      }
    })
  },
}
