import { z } from 'zod'

export const PasswordForm = z.object({ passwordNow: z.string(), passwordNew: z.string(), passwordAgain: z.string() })
export const SessionForm = z.object({ session: z.string().regex(/^[0-9a-f]{64}$/) })
export const NoForm = z.object({})
export const RoleForm = z.object({ post: z.uuid() })
export const PreferencesForm = z.object({
  theme: z.enum(['light', 'dark', 'system']).transform((theme) => (theme === 'system' ? null : theme)),
  density: z.enum(['comfortable', 'compact', 'dense']).transform((density) => (density === 'comfortable' ? null : density)),
  language: z.enum(['vi', 'en']),
})
