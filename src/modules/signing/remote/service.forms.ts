import { z } from 'zod'
import { isSafeAddress } from '#platform/remote/csc.ts'

const Address = z
  .url({ protocol: /^https?$/, error: 'Địa chỉ phải dạng https://.' })
  .max(500)
  .transform((address) => address.replace(/\/+$/, ''))
  .refine((address) => {
    const url = URL.canParse(address) ? new URL(address) : null
    return url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  }, 'Địa chỉ không được chứa tên, mật khẩu hay tham số.')
  .refine(isSafeAddress, 'Địa chỉ phải dạng https://: mã PIN của người ký đi qua đây.')

/** A service of remote signing: the base of its methods, and how this installation proves itself to it. */
export const ServiceForm = z.object({
  address: Address,
  clientId: z.string().trim().min(1).max(200),
  secretClient: z.string().min(1).max(500),
})
export type ServiceForm = z.infer<typeof ServiceForm>

export const RemoveForm = z.object({ id: z.uuid() })

/** A key at a service: which service, under which account there, and which credential where there are several. */
export const LinkForm = z.object({
  service: z.uuid('Chưa chọn dịch vụ.'),
  account: z.string().trim().min(1).max(200),
  credential: z.string().trim().max(500).default(''),
})
export type LinkForm = z.infer<typeof LinkForm>
