/** The part of JSON Schema that the API's description uses. */
export type Schema = {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  format?: string
  pattern?: string
  contentEncoding?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
}

const texts: Readonly<Record<string, string>> = {
  date: '2026-11-20',
  base64: 'AAAAAAAA',
  byte: 'AAAAAAAA',
  'date-time': '2026-11-20T01:00:00Z',
}

/** Words for shapes that ask for a pattern: a symbol, an identifier of an agency, a login. */
const patterned = ['VB', 'H99.99', 'nguoi.thu']

function sampleText({ format = '', contentEncoding = '', minLength = 0, pattern }: Schema, id: string): string {
  if (format === 'uuid') return id
  const text = texts[format] ?? texts[contentEncoding] ?? 'văn bản thử'.padEnd(minLength, '.')
  const fits = pattern === undefined ? null : new RegExp(pattern, 'u')
  return fits && !fits.test(text) ? (patterned.find((one) => fits.test(one)) ?? text) : text
}

function sampleObject({ properties = {}, required = [] }: Schema, id: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, shape]) => [name, sample(shape, id)]),
  )
}

/** A value that fits a shape: required parts only; `id` stands wherever an identifier is asked for. */
export function sample(shape: Schema, id: string): unknown {
  const [first] = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])]
  if (shape.enum) return shape.enum[0]
  if (first) return sample(first, id)
  switch (shape.type) {
    case 'object':
      return sampleObject(shape, id)
    case 'array':
      return shape.items && (shape.minItems ?? 0) > 0 ? [sample(shape.items, id)] : []
    case 'integer':
    case 'number':
      return Math.max(shape.minimum ?? 0, 0)
    case 'boolean':
      return false
    case 'string':
      return sampleText(shape, id)
    default:
      return null
  }
}

/** One bad input: what is wrong with it, and whether it must be refused (else: refused or taken as plain words). */
export type Bad = { what: string; value: unknown; refused: boolean }

/** Words that are no mistake by themselves and have broken programs before. */
export const treacherous: Readonly<Record<string, string>> = {
  'NFD letters': 'quyết định'.normalize('NFD'),
  'a NUL': 'a\u0000b',
  'control characters': 'a\u0007\u001b[31m\u009fb',
  'direction marks': 'a\u202ebcd\u2066e',
  'a lone surrogate': 'a\ud800b',
  'a script': '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'an attribute’s end': '" onfocus="alert(1)" autofocus x="',
  SQL: `'; drop table documents.outgoing; --`,
  'a LIKE pattern': '%_\\%',
  'a template': '{{7*7}}<%= 7*7 %>',
  'a path': '../../../../etc/passwd',
  'a formula': '=HYPERLINK("http://x","y")',
  'only blanks': ' \t\u00a0\u3000 ',
  'a prototype': '__proto__',
}

const nullable = (shape: Schema) => [shape, ...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].some(({ type }) => type === 'null')
const variants = (shape: Schema): Schema[] => [shape, ...(shape.anyOf ?? []), ...(shape.oneOf ?? [])]
const plain = (shape: Schema) => variants(shape).find(({ type }) => type && type !== 'null') ?? shape

function badText(shape: Schema): Bad[] {
  const closed = Boolean(shape.enum || shape.format || shape.contentEncoding)
  const words = Object.entries(treacherous).map(([what, value]) => ({ what, value, refused: closed }))
  return [
    { what: 'a number for words', value: 7, refused: true },
    { what: 'an object for words', value: { $ne: null }, refused: true },
    { what: 'a list for words', value: ['a', 'b'], refused: true },
    ...(closed ? [{ what: 'a value that is not offered', value: 'KHÔNG-CÓ', refused: true }] : []),
    { what: 'far too long', value: 'ă'.repeat(600_000), refused: shape.maxLength !== undefined || closed },
    ...(shape.maxLength === undefined || closed
      ? []
      : [{ what: 'one sign too long', value: 'ă'.repeat(shape.maxLength + 1), refused: true }]),
    ...words,
  ]
}

const badNumber = ({ maximum, minimum }: Schema): Bad[] =>
  [
    ['words for a number', 'mười'],
    ['a fraction', 1.5],
    ['a huge number', 1e308],
    ['below the least', (minimum ?? 0) - 1],
    ['above the most', (maximum ?? Number.MAX_SAFE_INTEGER) + 1],
    ['a list for a number', [1]],
  ].map(([what, value]) => ({ what: String(what), value, refused: true }))

/** Bad values for one shape, whatever it asks for. */
export function badValues(shape: Schema): Bad[] {
  const one = plain(shape)
  const common = nullable(shape) ? [] : [{ what: 'null', value: null, refused: true }]
  if (one.enum || one.type === 'string') return [...common, ...badText(one)]
  if (one.type === 'integer' || one.type === 'number') return [...common, ...badNumber(one)]
  if (one.type === 'array')
    return [
      ...common,
      { what: 'words for a list', value: 'a', refused: true },
      { what: 'a list of lists', value: [[[]]], refused: true },
      { what: 'an endless list', value: Array.from({ length: 30_000 }, () => 7), refused: true },
    ]
  return [...common, { what: 'words for an object', value: 'a', refused: true }, { what: 'a list', value: [7], refused: true }]
}

/** Bad bodies made from the shape of a good one: the whole wrong, each part wrong, each required part missing. */
export function badBodies(shape: Schema, id: string): Bad[] {
  const good = sample(shape, id) as Record<string, unknown>
  const whole = [null, [], 'văn bản', 7, [[good]]].map((value) => ({
    what: `${JSON.stringify(value)} for all`,
    value,
    refused: true,
  }))
  const parts = Object.entries(shape.properties ?? {}).flatMap(([name, part]) => {
    const missing = shape.required?.includes(name)
      ? [
          {
            what: `${name}: missing`,
            value: Object.fromEntries(Object.entries(good).filter(([key]) => key !== name)),
            refused: true,
          },
        ]
      : []
    return [
      ...missing,
      ...badValues(part).map((bad) => ({ ...bad, what: `${name}: ${bad.what}`, value: { ...good, [name]: bad.value } })),
    ]
  })
  return [...whole, ...parts]
}
