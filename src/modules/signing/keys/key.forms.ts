import { z } from 'zod'

const secret = z.string().max(200)
const pin = secret.min(8)
const again = (form: { pinNew: string; pinNewAgain: string }) => form.pinNew === form.pinNewAgain
const differs = { path: ['pinNewAgain'], message: 'Hai lần gõ mã PIN không giống nhau.' }

/** With a .p12 or .pfx in the field `file`. Names begin with pin or password so that nothing typed there comes back. */
export const ImportForm = z.object({ password: secret.default(''), pinNew: pin, pinNewAgain: secret }).refine(again, differs)
export type ImportForm = z.infer<typeof ImportForm>

/** A key on a token: the label of the token, and the token's own PIN. */
export const TokenForm = z.object({ token: z.string().min(1).max(64), pinToken: z.string().min(1).max(64) })
export type TokenForm = z.infer<typeof TokenForm>

export const ChangePinForm = z.object({ pinOld: secret, pinNew: pin, pinNewAgain: secret }).refine(again, differs)
export type ChangePinForm = z.infer<typeof ChangePinForm>

export const GrantForm = z
  .object({ key: z.uuid(), person: z.uuid('Chưa chọn người.'), pinOwn: secret, pinNew: pin, pinNewAgain: secret })
  .refine(again, differs)
export type GrantForm = z.infer<typeof GrantForm>

export const WithdrawForm = z.object({ key: z.uuid(), person: z.uuid() })
export type WithdrawForm = z.infer<typeof WithdrawForm>

export const RevokeForm = z.object({ key: z.uuid() })
export type RevokeForm = z.infer<typeof RevokeForm>
