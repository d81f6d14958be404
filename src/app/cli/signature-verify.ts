import { existsSync } from 'node:fs'
import { anchorCertificates, type Judged, judgeFile, signatureLine, signatureReasonWords, type Trust, trustedIn } from '#signing'
import { type Command, type Typed, wrongUse } from './command.ts'
import { instant } from './instant.ts'
import { isInstalled, reading } from './reading.ts'

const exits = { valid: 0, invalid: 1, indeterminate: 2, unreadable: 3 } as const
type Ended = keyof typeof exits

/** From the best to the worst: what is proven to be wrong is worse than what could not be read. */
const order: readonly Ended[] = ['valid', 'indeterminate', 'unreadable', 'invalid']
const heads: Record<Ended, string> = {
  valid: 'HỢP LỆ',
  indeterminate: 'CHƯA XÁC ĐỊNH',
  unreadable: 'KHÔNG ĐỌC ĐƯỢC',
  invalid: 'KHÔNG HỢP LỆ',
}

const endOf = ({ verdict, reasons, signatures }: Judged): Ended =>
  signatures.length === 0 && reasons.includes('unreadable') ? 'unreadable' : verdict

/** Trusted authorities: of the folder that was named, else of the installation, else none at all. */
async function trustOf(typed: Typed): Promise<Trust> {
  const [folder, time] = [typed.option('trust'), typed.option('at')]
  const at = time === undefined ? new Date() : instant(time, 'at')
  if (folder === undefined) return { anchors: isInstalled(typed.env) ? await reading(typed, anchorCertificates) : [], at }
  const trusted = await trustedIn(folder).catch(() => {
    throw wrongUse(`--trust phải là một thư mục đọc được, không phải "${folder}".`)
  })
  return { ...trusted, at }
}

/** The signature beside a file: the one that was named, else FILE.p7s or FILE.p7m when one lies there. */
function besideOf(file: string, typed: Typed): { path: string } | null {
  const named = typed.option('signature')
  const found = named ?? ['.p7s', '.p7m'].map((ending) => `${file}${ending}`).find((path) => existsSync(path))
  return found === undefined ? null : { path: found }
}

const fileText = (file: string, judged: Judged): string => {
  const own =
    judged.signatures.length === 0
      ? judged.reasons
      : judged.reasons.filter((reason) => !judged.signatures.some((one) => one.reasons.includes(reason)))
  const why = own.map((reason) => signatureReasonWords[reason]).join('; ')
  return [
    `${heads[endOf(judged)]}  ${file}${why ? `: ${why}` : ''}`,
    ...judged.signatures.map((one) => `  ${signatureLine(one)}`),
  ].join('\n')
}

async function run(typed: Typed) {
  const files = typed.operands('TỆP')
  if (typed.option('signature') !== undefined && files.length > 1) throw wrongUse('--signature chỉ dùng với một tệp.')
  const trust = await trustOf(typed)
  const judged: { file: string; judged: Judged }[] = []
  for (const file of files) judged.push({ file, judged: await judgeFile({ path: file }, trust, besideOf(file, typed)) })
  const worst = judged.map((one) => endOf(one.judged)).toSorted((one, other) => order.indexOf(other) - order.indexOf(one))[0]
  return {
    status: exits[worst ?? 'unreadable'],
    lines: judged.map((one) => ({ file: one.file, ...one.judged })),
    text: judged.map((one) => fileText(one.file, one.judged)).join('\n'),
  }
}

export const command: Command = {
  name: 'signature verify',
  summary: 'Kiểm tra chữ ký số của tệp PDF, XML, CMS (.p7m) hoặc tệp có chữ ký rời (.p7s): ba kết luận kèm lý do.',
  operands: [{ name: 'TỆP', repeated: true, means: 'một hay nhiều tệp cần kiểm tra' }],
  options: [
    {
      name: 'trust',
      value: 'THƯ-MỤC',
      means: 'thư mục có chứng thư của cơ quan được tin cậy, danh sách thu hồi (PEM, DER); bỏ trống: của bản cài',
    },
    { name: 'at', value: 'THỜI-ĐIỂM', means: 'xét tại thời điểm này, dạng 2026-04-24T09:00+07:00; bỏ trống: bây giờ' },
    { name: 'signature', value: 'TỆP-CHỮ-KÝ', means: 'chữ ký rời; bỏ trống: tệp cùng tên thêm .p7s hoặc .p7m nếu có' },
  ],
  exits: {
    0: 'mọi chữ ký của mọi tệp đều hợp lệ',
    1: 'có chữ ký không hợp lệ',
    2: 'có tệp chưa xác định được, hoặc không có chữ ký',
    3: 'có tệp không đọc được',
  },
  examples: ['bin/lienthong signature verify van-ban.pdf --json', 'bin/lienthong signature verify *.pdf --trust ./ca --json'],
  run,
}
