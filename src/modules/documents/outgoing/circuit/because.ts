import type { Because } from './review.ts'

const text = (form: FormData, name: string) =>
  String(form.get(name) ?? '')
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .trim()
    .slice(0, 2000)

/** Why a draft goes back, as posted: a coded reason (`code`) with words of one's own (`reason`), or words alone. */
export const becauseFrom = (form: FormData): Because => ({ code: text(form, 'code') || null, reason: text(form, 'reason') })
