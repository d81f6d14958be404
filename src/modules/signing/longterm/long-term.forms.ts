import { z } from 'zod'

const Address = z
  .url({ protocol: /^https?$/, error: 'Địa chỉ phải dạng http:// hoặc https://.' })
  .min(10)
  .max(500)
  .refine((address) => {
    const url = URL.canParse(address) ? new URL(address) : null
    return url !== null && url.username === '' && url.password === ''
  }, 'Địa chỉ không được chứa tên hay mật khẩu.')

/** The time-stamp authority of the installation. */
export const StampingForm = z.object({
  address: Address,
  privateNetworks: z.preprocess((said) => said === true || said === 'on', z.boolean()),
})

export const Stamping = z.object({ address: Address, privateNetworks: z.boolean() }).meta({ id: 'Stamping' })

/** How the lasting files of all agencies stand. */
export const Standing = z.object({
  stamping: Stamping.nullable(),
  waiting: z.int(),
  stamped: z.int(),
  lasting: z.int(),
  failing: z.int(),
  oldest: z.iso.datetime().nullable(),
  ends: z.iso.datetime().nullable(),
})
