import { z } from 'zod'

export const RemoveForm = z.object({ id: z.uuid() })
export type RemoveForm = z.infer<typeof RemoveForm>
