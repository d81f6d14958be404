import { wrongUse } from './command.ts'

/**
 * An instant as typed; without a zone it is Vietnam's, without a time the beginning of the day.
 * @throws wrong-use naming the option
 */
export function instant(text: string, option: string): Date {
  const [, day, time = '00:00', zone = '+07:00'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? []
  const at = new Date(`${day}T${time}${zone}`)
  // 31 April would quietly become 1 May.
  const real = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime()) || Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== day) {
    throw wrongUse(`--${option} phải là thời điểm dạng 2026-04-24T09:00+07:00, không phải "${text}".`)
  }
  return at
}
