import { z } from 'zod'
import { roles } from '#kernel/actor.ts'

const oneOrMore = <Shape extends z.ZodType>(shape: Shape) =>
  z.union([z.array(shape).min(1, 'Chọn ít nhất một mục.'), shape.transform((one) => [one])])
const yes = z
  .string()
  .optional()
  .transform((ticked) => ticked !== undefined)

export const Login = z
  .string()
  .toLowerCase()
  .max(60)
  .regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/, 'Chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối; ví dụ binh.levan.')

const described = {
  fullName: z.string().trim().normalize('NFC').min(1).max(80),
  email: z.email().optional(),
  phone: z
    .string()
    .regex(/^[+\d][\d .-]{7,19}$/, 'Số điện thoại chưa đúng dạng.')
    .optional(),
}
export const PersonForm = z.object({ ...described, login: Login })
export type PersonForm = z.output<typeof PersonForm>

export const PostForm = z.object({
  division: z.uuid().optional(),
  position: z.string().trim().normalize('NFC').min(1).max(120),
  roles: oneOrMore(z.enum(roles)),
  head: yes,
  effectiveFrom: z.string().optional(),
})
export type PostForm = z.output<typeof PostForm>

/** A new person in a first post; without a login one is made from the name. */
export const NewPersonForm = z.object({ ...described, ...PostForm.shape, agency: z.uuid(), login: Login.optional() })
export type NewPersonForm = z.output<typeof NewPersonForm>

export const NewPostForm = z.object({ ...PostForm.shape, agency: z.uuid() })
export type NewPostForm = z.output<typeof NewPostForm>

export const AmendPostForm = z.object({
  post: z.uuid(),
  position: z.string().trim().normalize('NFC').min(1).max(120),
  roles: oneOrMore(z.enum(roles)),
  head: yes,
})
export type AmendPostForm = z.output<typeof AmendPostForm>

/** The last day of a post, and who takes over what is open. */
export const EndPostForm = z.object({ post: z.uuid(), effectiveTo: z.string().optional(), successor: z.uuid().optional() })
export type EndPostForm = z.output<typeof EndPostForm>

/** Who takes over what is still open in a post that has ended. */
export const HandOnForm = z.object({ post: z.uuid(), successor: z.uuid() })
export type HandOnForm = z.output<typeof HandOnForm>

export const MovePostForm = z.object({ ...PostForm.shape, post: z.uuid(), successor: z.uuid().optional() })
export type MovePostForm = z.output<typeof MovePostForm>

/** One or several identifiers under one name. */
export const Several = z.union([z.array(z.uuid()), z.uuid().transform((one) => [one])])

/** A post per agency takes over what is open in it; where nobody does, `noSuccessor` says that this is meant. */
export const LeaveForm = z.object({ successor: Several.optional(), noSuccessor: yes })
export type LeaveForm = z.output<typeof LeaveForm>

export const PersonAddress = z.object({ id: z.uuid() })
