import { z } from 'zod'

export const LinkAddress = z.object({ token: z.string().regex(/^[\w-]{43}$/) })
export const FirstPasswordForm = z.object({ passwordNew: z.string(), passwordAgain: z.string() })
/** The people who get a link, on one sheet. */
export const SheetForm = z.object({
  person: z.union([z.uuid().transform((one) => [one]), z.array(z.uuid()).min(1).max(500)]),
})
