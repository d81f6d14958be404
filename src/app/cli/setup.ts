import { join, resolve } from 'node:path'
import { formatInstant } from '#kernel/vietnamese.ts'
import { linkPath } from '#organisation'
import { readConfig, repositoryFolder } from '#platform/config/config.ts'
import type { Answer, Command, Typed } from './command.ts'
import { answersFrom, askAnswers, type SetupAnswers } from './setup-answers.ts'
import { install } from './setup-install.ts'
import { keepSettings } from './setup-settings.ts'

/** The settings that the answers change; those that the environment already gives need no line in the file. */
function changedSettings(answers: SetupAnswers, env: Typed['env']): Record<string, string> {
  const wanted = {
    DATA_DIR: answers.dataDir && resolve(repositoryFolder, answers.dataDir),
    DATABASE_URL: answers.databaseUrl,
    PUBLIC_URL: answers.publicUrl?.replace(/\/+$/, ''),
  }
  return Object.fromEntries(
    Object.entries(wanted).filter((one): one is [string, string] => Boolean(one[1]) && one[1] !== env[one[0]]),
  )
}

async function run(typed: Typed): Promise<Answer> {
  const usual = readConfig(typed.env)
  const file = typed.option('from')
  const answers = file
    ? answersFrom(file)
    : await askAnswers({ dataDir: usual.dataDir, publicUrl: typed.env.PUBLIC_URL?.trim() ?? '' })
  const changed = changedSettings(answers, typed.env)
  const config = readConfig({ ...typed.env, ...changed })
  typed.progress('Đang tạo cơ sở dữ liệu và danh mục …')
  const link = await install(config, answers)
  const settings = join(repositoryFolder, 'lienthong.env')
  if (Object.keys(changed).length > 0) await keepSettings(settings, changed)
  const address = `${config.publicUrl ?? `http://127.0.0.1:${config.port ?? 8080}`}${linkPath(link.token)}`
  const json = {
    kind: 'real',
    province: answers.province,
    agency: { name: answers.agency.name, organId: answers.agency.organId },
    administrator: { login: link.login },
    dataDir: config.dataDir,
    publicUrl: config.publicUrl,
    settings: Object.keys(changed).length > 0 ? settings : null,
    link: address,
    until: link.endsAt.toISOString(),
  }
  const text = [
    `Đã tạo bản cài thật cho ${answers.province}, dữ liệu ở ${config.dataDir}.`,
    ...(json.settings ? [`Cấu hình được ghi vào ${json.settings}; npm start đọc tệp này.`] : []),
    `Chạy npm start, rồi mở liên kết sau để đặt mật khẩu cho ${link.login} (dùng một lần, trước ${formatInstant(link.endsAt)}):`,
    address,
  ].join('\n')
  return { status: 0, json, text }
}

export const command: Command = {
  name: 'setup',
  summary: 'Tạo một bản cài thật: cơ sở dữ liệu, danh mục, cơ quan đầu tiên, quản trị đầu tiên. Không có dữ liệu trình diễn.',
  options: [{ name: 'from', value: 'TỆP', means: 'lấy câu trả lời từ tệp YAML thay vì hỏi (mẫu: data/setup-template.yaml)' }],
  exits: { 69: 'thư mục dữ liệu hoặc cơ sở dữ liệu không trống, câu trả lời nói nên chọn gì' },
  examples: ['bin/lienthong setup', 'bin/lienthong setup --from setup.yaml --json'],
  run,
}
