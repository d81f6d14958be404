import { type Command, generalExits } from './command.ts'
import { generalOptions } from './typed.ts'

type Row = [string, string]

function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

/** The page of one command: how it is typed, what its options mean and how it ends. */
export function helpOf(command: Command): string {
  const operands = command.operands ?? []
  const options = [...(command.options ?? []), ...generalOptions]
  const line = [
    command.name,
    ...operands.map(({ name, optional, repeated }) => (optional ? `[${name}]` : repeated ? `${name}…` : name)),
    '[tùy chọn]',
  ].join(' ')
  const exits = Object.entries({ ...generalExits, ...command.exits })
  const parts = [
    `${command.summary}\n\nCách gõ:\n  bin/lienthong ${line}`,
    operands.length > 0 ? table(operands.map(({ name, means }): Row => [name, means])) : '',
    `Tùy chọn:\n${table(
      options.map(
        ({ name, value, required, means }): Row => [
          `--${name}${value ? ` ${value}` : ''}`,
          `${means}${required ? ' (bắt buộc)' : ''}`,
        ],
      ),
    )}`,
    `Mã kết thúc:\n${table(exits.map(([status, means]): Row => [status, means]))}`,
    command.examples ? `Ví dụ:\n${command.examples.map((example) => `  ${example}`).join('\n')}` : '',
  ]
  return parts.filter(Boolean).join('\n\n')
}

/** The page of all commands. */
export function helpOfAll(commands: readonly Command[]): string {
  return `Liên Thông: các lệnh cho người vận hành\n\nCách gõ:\n  bin/lienthong LỆNH [tùy chọn]\n\nLệnh:\n${table(
    commands.map(({ name, summary }): Row => [name, summary]),
  )}\n\nMỗi lệnh nhận --help và --json.`
}

/** The same as data, for `--help --json` and the generated page of commands. */
export function describe({ run: _, ...words }: Command) {
  return { ...words, options: [...(words.options ?? []), ...generalOptions], exits: { ...generalExits, ...words.exits } }
}
