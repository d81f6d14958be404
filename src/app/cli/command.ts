/** An option as it is typed, `--days N`; without `value` it is a switch. */
export type Option = { name: string; value?: string; required?: boolean; repeated?: boolean; means: string }

/** A word without dashes, in its place: the folder of a backup, say. The last one may be repeated. */
export type Operand = { name: string; optional?: boolean; repeated?: boolean; means: string }

/** What was typed, checked against the command's table: required things are there, unknown ones were refused. */
export type Typed = {
  option(name: string): string | undefined
  /** The option's value where the table says that it is required. */
  need(name: string): string
  all(name: string): string[]
  has(name: string): boolean
  operand(name: string): string | undefined
  /** All words of the operand that may be repeated. */
  operands(name: string): string[]
  env: Readonly<Record<string, string | undefined>>
  /** Says how far a long command has come, beside its answer. */
  progress(sentence: string): void
}

/**
 * What a command answers: `json` for programs (`--json`), `text` for people, `status` one of the table's exits. `lines` instead
 * of `json` are written as one object a line.
 */
export type Answer = { status: number; text: string } & ({ json: unknown } | { lines: readonly unknown[] })

/** One command: its words for `--help`, its exits beside the general ones, and what it does. Words are Vietnamese. */
export type Command = {
  name: string
  summary: string
  operands?: readonly Operand[]
  options?: readonly Option[]
  exits?: Readonly<Record<number, string>>
  examples?: readonly string[]
  run(typed: Typed): Promise<Answer>
}

/** Exits that every command may end with. Numbers from 64 on are those of sysexits.h. */
export const generalExits = {
  0: 'đã làm xong',
  1: 'đã kiểm tra và kết quả là không đạt',
  3: 'bị từ chối, lý do được nêu; không có gì thay đổi',
  64: 'lệnh gõ sai',
  69: 'không khởi động được: thiếu điều kiện, câu trả lời nói phải làm gì',
  70: 'lỗi của chương trình',
} as const

/** The mistake of the one who typed; `message` says what is wrong in Vietnamese. Ends with exit 64. */
export function wrongUse(message: string): Error & { code: 'wrong-use' } {
  return Object.assign(new Error(message), { code: 'wrong-use' as const })
}
