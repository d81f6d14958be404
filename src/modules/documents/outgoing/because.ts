import { Refused } from '#kernel/refused.ts'
import type { Work } from '#platform/db/desk.ts'
import { reasons } from '../reasons/reasons.ts'
import type { Because } from './review.ts'

const text = (form: FormData, name: string) =>
  String(form.get(name) ?? '')
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .trim()
    .slice(0, 2000)

/**
 * Why a draft goes back: a coded reason (`code`) with words of one's own where it asks for them (`reason`), or words alone.
 * @throws Refused bad-input (code, reason)
 */
export async function returnBecause({ clock }: Pick<Work, 'clock'>, form: FormData): Promise<Because> {
  const code = text(form, 'code')
  const remark = text(form, 'reason')
  if (code === '') {
    if (remark === '') throw new Refused('bad-input', 'reason')
    return { reason: remark }
  }
  const chosen = (await reasons('return', clock.today)).find((one) => one.code === code)
  if (!chosen) throw new Refused('bad-input', 'code')
  if (chosen.remark && remark === '') throw new Refused('bad-input', 'reason')
  return { code, reason: remark === '' ? chosen.text : `${chosen.text}: ${remark}` }
}
