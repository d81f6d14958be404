import { z } from 'zod'
import { levels, shadowCodes } from './shadow.ts'

export const LevelForm = z.enum(levels)
const Code = z.enum(shadowCodes)

/** What is done about each kind: refuse the file, ask the signer again, ignore. */
export const ShadowLevels = z
  .partialRecord(Code, LevelForm)
  .meta({ id: 'ShadowLevels', description: 'Cách xử lý từng loại nội dung ẩn trong tệp: refuse, warn, ignore' })

/** One thing found in a file. */
export const Found = z
  .object({
    code: Code,
    level: z.enum(['refuse', 'warn']).describe('refuse: không ký được; warn: người ký phải xác nhận'),
    page: z.int().nullable().describe('Trang thứ mấy, từ 1; null: cả tệp'),
    area: z
      .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
      .nullable()
      .describe('Điểm (1/72 inch) từ góc dưới bên trái trang'),
    what: z.string(),
    words: z.string(),
    advice: z.string().describe('Người soạn làm gì'),
  })
  .meta({ id: 'ShadowFound' })
