import { z } from 'zod'
import type { RefusalCode } from '#kernel/refused.ts'
import { Refused } from '#kernel/refused.ts'
import { type Table, wordsOf } from '#organisation'

const Tables = z
  .array(
    z.object({
      name: z.string().max(200),
      rows: z.array(z.object({ number: z.int(), cells: z.array(z.string().max(2000)).max(100) })),
    }),
  )
  .max(20)

/** The lines that a preview sent along; they are checked again as if they came from a file. @throws Refused bad-input */
export function sentTables(text: string): Table[] {
  try {
    return Tables.parse(JSON.parse(text))
  } catch {
    throw new Refused('bad-input', 'tables')
  }
}

export const refusedWords = ({ code, about }: { code: RefusalCode; about: string }): string =>
  code === 'bad-input' && about === 'file' ? 'Chưa chọn tệp.' : wordsOf(code, about)
