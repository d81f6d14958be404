import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { AgencyForm, NewPersonForm } from '#organisation'
import { fieldErrors } from '#platform/http/form.ts'
import { wrongUse } from './command.ts'

const text = z.string().trim().min(1)

/** Everything that a real installation is made of. The agency is the first of the province; others are imported later. */
export const SetupAnswers = z.object({
  province: text.max(100),
  agency: AgencyForm.pick({ name: true, symbol: true, organId: true, code13: true, place: true }).extend({
    shortName: AgencyForm.shape.shortName.optional(),
    level: AgencyForm.shape.level.default('PROVINCE'),
  }),
  administrator: NewPersonForm.pick({ fullName: true, login: true, email: true }).extend({
    position: NewPersonForm.shape.position.default('Quản trị hệ thống'),
  }),
  dataDir: text.optional(),
  databaseUrl: text.optional(),
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
})
export type SetupAnswers = z.output<typeof SetupAnswers>

/** The answers of a file or a dialogue. @throws wrong-use that names each wrong answer */
export function checkAnswers(given: unknown): SetupAnswers {
  const parsed = SetupAnswers.safeParse(given)
  if (parsed.success) return parsed.data
  const lines = fieldErrors(parsed.error).map(({ field, message }) => `  ${field || 'tệp'}: ${message}`)
  throw wrongUse(`Các câu trả lời sau chưa đúng:\n${lines.join('\n')}`)
}

/** Reads the answers of a YAML file. @throws wrong-use when it cannot be read */
export function answersFrom(file: string): SetupAnswers {
  let given: unknown
  try {
    given = parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw wrongUse(`Không đọc được tệp ${file}: ${code === 'ENOENT' ? 'không có tệp này.' : message}`)
  }
  return checkAnswers(given)
}

type Question = { path: readonly [keyof SetupAnswers, string?]; ask: string; otherwise?: string }

const questions = (defaults: { dataDir: string; publicUrl: string }): Question[] => [
  { path: ['province'], ask: 'Tên tỉnh, thành phố (ví dụ Tỉnh Thanh Giang)' },
  { path: ['agency', 'name'], ask: 'Tên đầy đủ của cơ quan đầu tiên' },
  { path: ['agency', 'organId'], ask: 'Mã định danh của cơ quan đó (QĐ 20/2020/QĐ-TTg, ví dụ H99.11)' },
  { path: ['agency', 'symbol'], ask: 'Ký hiệu trong số, ký hiệu văn bản (ví dụ STC)' },
  { path: ['agency', 'place'], ask: 'Địa danh ghi trước ngày ban hành' },
  { path: ['administrator', 'fullName'], ask: 'Họ và tên người quản trị đầu tiên' },
  { path: ['administrator', 'login'], ask: 'Tên đăng nhập của người đó', otherwise: '' },
  { path: ['dataDir'], ask: 'Thư mục dữ liệu', otherwise: defaults.dataDir },
  {
    path: ['publicUrl'],
    ask: 'Địa chỉ mà máy khác gõ để vào, dạng https://…',
    otherwise: defaults.publicUrl,
  },
]

type Draft = Record<string, unknown>

/** What is wrong with one answer alone, so that it is asked again at once; null when nothing is. */
function complaint(draft: Draft, [first, second]: Question['path']): string | null {
  const parsed = SetupAnswers.safeParse(draft)
  const issue = parsed.error?.issues.find(({ path }) => path[0] === first && (second === undefined || path[1] === second))
  return issue?.message ?? null
}

const put = (draft: Draft, [first, second]: Question['path'], answer: string | undefined): Draft =>
  second === undefined ? { ...draft, [first]: answer } : { ...draft, [first]: { ...(draft[first] as Draft), [second]: answer } }

/** Asks at the terminal, one question at a time; a wrong answer is asked again with what is wrong. */
export async function askAnswers(defaults: { dataDir: string; publicUrl: string }): Promise<SetupAnswers> {
  if (!process.stdin.isTTY) throw wrongUse('Không có bàn phím để hỏi. Hãy dùng --from TỆP.yaml.')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    let draft: Draft = { agency: {}, administrator: {} }
    for (const { path, ask, otherwise } of questions(defaults)) {
      for (;;) {
        const shown = otherwise ? ` [${otherwise}]` : otherwise === undefined ? '' : ' (không bắt buộc)'
        const typed = (await terminal.question(`${ask}${shown}: `)).normalize('NFC').trim()
        const next = put(draft, path, typed || otherwise || undefined)
        const wrong = complaint(next, path)
        if (wrong === null) {
          draft = next
          break
        }
        process.stderr.write(`  ${wrong}\n`)
      }
    }
    return checkAnswers(draft)
  } catch (error) {
    // Ctrl-C or Ctrl-D at a question.
    if ((error as { code?: string }).code !== 'ABORT_ERR') throw error
    throw wrongUse('\nĐã dừng giữa chừng. Chưa có gì được tạo.')
  } finally {
    terminal.close()
  }
}
