/** Why a one-time link was made: the first password, a forgotten one, or recovery on the machine itself. */
export type LinkPurpose = 'FIRST' | 'FORGOTTEN' | 'RECOVERY'

/** A link lasts a day and opens once. */
export const linkHours = 24

export const linkPath = (token: string): string => `/lien-ket/${token}`

/** A link as it is handed over, the only time its token is known. */
export type IssuedLink = { person: string; name: string; login: string; agency: string; token: string; endsAt: Date }

/** What a person is told at the next sign-in about a link that opened, or could have opened, their account. */
export type LinkNotice = { purpose: LinkPurpose; madeBy: string | null; madeAt: Date; usedAt: Date | null }

/** "Quản trị Tạ Đình Lâm đã cấp liên kết …": one sentence for one notice. */
export function noticeWords({ purpose, madeBy, usedAt }: LinkNotice, at: (instant: Date) => string, madeAt: Date): string {
  const who = purpose === 'RECOVERY' || !madeBy ? 'Người vận hành máy chủ' : madeBy
  const what = purpose === 'FIRST' ? 'đặt mật khẩu lần đầu' : 'đặt lại mật khẩu'
  const used = usedAt ? `đã được dùng lúc ${at(usedAt)}` : 'chưa được dùng'
  return `${who} đã cấp liên kết ${what} cho tài khoản của bạn lúc ${at(madeAt)}; liên kết ${used}.`
}
