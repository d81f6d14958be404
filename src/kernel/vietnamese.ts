/**
 * Vietnamese text, names, dates, numbers and document codes. Days are 'yyyy-mm-dd' strings in Vietnam's zone; instants are
 * Dates and shown in Asia/Ho_Chi_Minh (UTC+7 without summer time) whatever the zone of the process.
 */

/** The one form in which text is stored and compared. */
export const nfc = (text: string): string => text.normalize('NFC')

/** Text without marks and case, single spaces: 'Đặng  Thị Hường' → 'dang thi huong'. For folded columns and searches. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim()

/** Text that begins with a capital, for headings and rows: 'đôn đốc báo cáo' → 'Đôn đốc báo cáo'. */
export const capital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase('vi'))

/** An agency as lists name it, with the one abbreviation that everybody reads: 'Ủy ban nhân dân xã Suối Trai' → 'UBND xã Suối Trai'. */
export const shortAgency = (name: string): string => name.replace(/^(?:Ủy|Uỷ) ban nhân dân(?= )/iu, 'UBND')

export type Name = { family: string; middle: string; given: string }

/** Family name first, given name last; a single word is the given name. */
export function splitName(name: string): Name {
  const words = nfc(name).trim().split(/\s+/)
  const given = words.at(-1) ?? ''
  return { family: words.length > 1 ? (words[0] ?? '') : '', middle: words.slice(1, -1).join(' '), given }
}

const alphabet = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'
const tones = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323']

/** One word so that code point order is dictionary order: all its letters first, then the tones (ngang huyền hỏi ngã sắc nặng). */
function wordKey(word: string): string {
  const bare = word
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC')
  const letters = [...bare].map((letter) => {
    const at = alphabet.indexOf(letter)
    return at < 0 ? `~${letter}` : String.fromCharCode(65 + at)
  })
  const marks = [...word.normalize('NFD')].map((sign) => tones.indexOf(sign) + 1).filter((tone) => tone > 0)
  return `${letters.join('')} ${marks.join('') || '0'}`
}

/**
 * Key that sorts people as Vietnamese lists do: by given name, then family name, then middle names, word by word. To be
 * compared by code points (`<` in code, COLLATE "C" in SQL).
 */
export function personSortKey(name: string): string {
  const { family, middle, given } = splitName(name.toLowerCase())
  return [given, family, ...middle.split(' ')].map(wordKey).join(' ')
}

const two = (value: number): string => String(value).padStart(2, '0')

/** The day of an instant in Vietnam, 'yyyy-mm-dd'. */
export const dayOf = (instant: Date): string => new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)

const dayText = (day: Date | string): string => (typeof day === 'string' ? day.slice(0, 10) : dayOf(day))

/** dd/MM/yyyy of a day or an instant. */
export function formatDate(day: Date | string): string {
  const [year, month, date] = dayText(day).split('-')
  return `${date}/${month}/${year}`
}

/** HH:mm of an instant in Vietnam. */
export const formatTime = (instant: Date): string => new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(11, 16)

/** dd/MM/yyyy HH:mm of an instant in Vietnam. */
export const formatInstant = (instant: Date): string => `${formatDate(instant)} ${formatTime(instant)}`

/** yyyy-MM-ddTHH:mm:ss+07:00, the form of ISO 8601 that Decree 30/2020 (annex I, II.8) asks for. */
export const isoInVietnam = (instant: Date): string =>
  `${new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`

/** 'ngày 05 tháng 01 năm 2020': days below 10 and the months 1 and 2 with a leading zero (Decree 30/2020, annex I, II.4b). */
export function legalDate(day: Date | string): string {
  const [year = 0, month = 0, date = 0] = dayText(day).split('-').map(Number)
  return `ngày ${two(date)} tháng ${month <= 2 ? two(month) : month} năm ${year}`
}

/** 'Đắk Lắk, ngày 18 tháng 01 năm 2018'. */
export const placeAndDate = (place: string, day: Date | string): string => `${place}, ${legalDate(day)}`

function dayFrom(year: number, month: number, date: number): string | null {
  const instant = new Date(Date.UTC(year, month - 1, date))
  const real = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === date
  return real && year >= 1900 && year <= 2199 ? instant.toISOString().slice(0, 10) : null
}

/** The day `days` calendar days after another (before it when negative), both 'yyyy-mm-dd'. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const spoken: Record<string, number> = { 'hom qua': -1, 'hom nay': 0, 'ngay mai': 1, mai: 1 }

const dayFirst = [
  /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/,
  /^(\d{2})(\d{2})(\d{4}|\d{2})$/,
  /^ngay (\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?$/,
]

/**
 * A typed day as 'yyyy-mm-dd', or null. Day before month always (18/1/2018, 18-1-18, 18.1, 18012018, 'ngày 18 tháng 01 năm
 * 2018', 'hôm nay'); the only form with the year first is the calendar field's 2018-01-18. A year of two digits is the one
 * nearest below twenty years from now.
 * @param today the day in Vietnam, 'yyyy-mm-dd'
 */
export function parseDate(text: string, today: string): string | null {
  const typed = fold(text)
  const shift = spoken[typed]
  if (shift !== undefined) return addDays(today, shift)
  const field = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed)
  if (field) return dayFrom(Number(field[1]), Number(field[2]), Number(field[3]))
  const [, date, month, written] = dayFirst.map((form) => form.exec(typed)).find((found) => found !== null) ?? []
  if (date === undefined || month === undefined) return null
  const thisYear = Number(today.slice(0, 4))
  const year = written === undefined ? thisYear : Number(written)
  if (written?.length !== 2) return dayFrom(year, Number(month), Number(date))
  const near = Math.floor(thisYear / 100) * 100 + year
  const century = near > thisYear + 20 ? near - 100 : near <= thisYear - 80 ? near + 100 : near
  return dayFrom(century, Number(month), Number(date))
}

/** 1.234,5: points between thousands, a comma before the fraction. At most `decimals` places, or exactly when `fixed`. */
export function formatNumber(value: number, decimals = 2, fixed = false): string {
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(decimals).split('.')
  const kept = fixed ? fraction : fraction.replace(/0+$/, '')
  const sign = value < 0 && (Number(whole) !== 0 || /[1-9]/.test(fraction)) ? '-' : ''
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, '.')}${kept === '' ? '' : `,${kept}`}`
}

/**
 * A rate in percent without its sign: one decimal (UX 7), two where one would show a whole number that is not reached, so that
 * 99,96 is not read as 100,0, nor 89,97 as a target of 90.
 */
export function formatRate(percent: number): string {
  const near = Math.round(percent)
  const shown = formatNumber(percent, 1, true)
  return percent < near && shown === formatNumber(near, 1, true) ? formatNumber(Math.floor(percent * 100) / 100, 2, true) : shown
}

/** A rate as screens show it: '85,7 %', the blank is one that does not break; `none` where there is nothing to count. */
export const formatPercent = (percent: number | null, none = '–'): string =>
  percent === null ? none : `${formatRate(percent)}\u00a0%`

/** A target as it is stated: '90 %', '33,34 %'. */
export const formatTarget = (percent: number): string => `${formatNumber(percent, 2)}\u00a0%`

/** A document number as printed: below 10 with a leading zero (Decree 30/2020, annex I, II.3); an inserted one '12a'. */
export const formatIssueNumber = (number: number, suffix = ''): string => `${two(number)}${suffix}`

/**
 * The notation that follows the number (Decree 30/2020, annex I, II.3c): 'QĐ-UBND' of a kind with an abbreviation,
 * 'UBND-VX' of an official letter, where the drafting unit or field of work stands instead of the kind.
 * @param kind abbreviation of the kind or copy, null for công văn and thư công
 * @param unit drafting unit or field of work; used only without abbreviation
 */
export function notationOf(kind: string | null, agency: string, unit: string | null): string {
  if (kind !== null) return `${kind}-${agency}`
  return unit === null || unit === '' ? agency : `${agency}-${unit}`
}

/** '05/QĐ-UBND'. */
export const codeOf = (number: number, notation: string, suffix = ''): string =>
  `${formatIssueNumber(number, suffix)}/${notation}`

export type Code = { number: number; suffix: string; notation: string }

/**
 * Number and notation of a code as found on a document, or null: '168 /QĐ-UBND', '28/2018/QĐ-TTg', 'Số: 12a/UBND-VX', and
 * the Party's '36-NQ/TW', whose notation keeps its hyphen.
 */
export function parseCode(text: string): Code | null {
  const [, number, suffix = '', sign, rest] =
    /^(?:Số\s*:?\s*)?(\d{1,9})([a-zđ]?)\s*([/-])\s*(\S.*)$/u.exec(nfc(text).trim()) ?? []
  if (number === undefined || rest === undefined) return null
  const notation = rest.replace(/\s*([/-])\s*/g, '$1').trim()
  return { number: Number(number), suffix, notation: sign === '-' ? `-${notation}` : notation }
}

/** A code for comparing: capitals, no spaces, no leading zeros: '05 / qđ-UBND' and '5/QĐ-UBND' are one. */
export function codeKey(text: string): string {
  const code = parseCode(text)
  const plain = code ? `${code.number}${code.suffix}${code.notation.startsWith('-') ? '' : '/'}${code.notation}` : nfc(text)
  return plain.replace(/\s+/g, '').toUpperCase()
}
