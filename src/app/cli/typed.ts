import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type Command, type Option, type Typed, wrongUse } from './command.ts'

/** Options that every command takes. */
export const generalOptions: readonly Option[] = [
  { name: 'json', means: 'trả lời bằng JSON trên một dòng' },
  { name: 'help', means: 'giải thích lệnh' },
]

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

/** Reads the words after the command's name. @throws wrong-use with a Vietnamese sentence */
export function readTyped(command: Command, words: readonly string[], env: Typed['env']): Typed {
  const known = [...(command.options ?? []), ...generalOptions]
  const { values, positionals } = parse(known, words)
  const operands = command.operands ?? []
  const most = operands.at(-1)?.repeated ? Number.POSITIVE_INFINITY : operands.length
  if (positionals.length > most) throw wrongUse(`Thừa "${positionals[operands.length]}".`)
  operands.forEach(({ name, optional }, place) => {
    if (!optional && positionals[place] === undefined && values.help !== true) throw wrongUse(`Thiếu ${name}.`)
  })
  for (const { name, required } of known) {
    if (required && values[name] === undefined && values.help !== true) throw wrongUse(`Thiếu tùy chọn --${name}.`)
  }
  const place = (name: string) => operands.findIndex((operand) => operand.name === name)
  return lookup(values, (name) => positionals.slice(place(name)), env)
}

function parse(known: readonly Option[], words: readonly string[]): { values: Values; positionals: string[] } {
  const options: NonNullable<ParseArgsConfig['options']> = {}
  for (const { name, value, repeated } of known) {
    options[name] = { type: value ? 'string' : 'boolean', ...(repeated ? { multiple: true } : {}) }
  }
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw wrongUse(explain(error))
  }
}

function explain(error: unknown): string {
  const { code, message } = error as { code?: string; message: string }
  const about = /'(-[^' ]*)/.exec(message)?.[1] ?? message
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `Không có tùy chọn ${about}.`
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `Tùy chọn ${about} thiếu giá trị, hoặc có giá trị thừa.`
  return `Lệnh gõ sai: ${message}`
}

function lookup(values: Values, operands: Typed['operands'], env: Typed['env']): Typed {
  const option = (name: string) => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    option,
    need: (name) => {
      const value = option(name)
      if (value === undefined) throw wrongUse(`Thiếu tùy chọn --${name}.`)
      return value
    },
    all: (name) => [values[name] ?? []].flat().filter((value) => typeof value === 'string'),
    has: (name) => values[name] === true,
    operand: (name) => operands(name)[0],
    operands,
    env,
    progress: (sentence) => {
      process.stderr.write(`${sentence}\n`)
    },
  }
}
