/** A colour as red, green, blue from 0 to 255. */
type Rgb = readonly [number, number, number]

const rgb = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours (#RRGGBB), 1 to 21. */
export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(rgb(one)), luminance(rgb(other))].toSorted((a, b) => b - a) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** The custom properties of one block of tokens.css with references to others followed. */
export function tokensIn(css: string, scheme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const block = (from: RegExp) => {
    const start = css.search(from)
    return css.slice(start, css.indexOf('\n}', start))
  }
  const texts = [
    block(/:root\s*\{\s*color-scheme:light/),
    scheme === 'dark' ? block(/\[data-mantine-color-scheme="dark"\]\s*\{/) : '',
  ]
  const raw = new Map(
    texts.flatMap((text) => [...text.matchAll(/(--[\w-]+):([^;]+);/g)].map((hit) => [hit[1] ?? '', (hit[2] ?? '').trim()])),
  )
  const follow = (value: string): string => {
    const name = /^var\((--[\w-]+)\)$/.exec(value)?.[1]
    return name ? follow(raw.get(name) ?? '') : value
  }
  return new Map([...raw].map(([name, value]) => [name, follow(value)]))
}

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover'] as const
const tints = ['danger', 'warn', 'ok', 'info', 'coop', 'mute'] as const
const states = ['draft', 'waiting', 'moving', 'done', 'broken'] as const

/** Text on its ground: at least 4.5. Names without --lt-. */
export const textPairs: readonly (readonly [text: string, ground: string])[] = [
  ...['text', 'text-2', 'text-3', 'link'].flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ...['text', 'text-2', 'text-3'].flatMap((text) => ['primary-soft', 'primary-softer'].map((ground) => [text, ground] as const)),
  ...tints.map((tint) => [`${tint}-text`, `${tint}-soft`] as const),
  ...tints.flatMap((tint) => ['surface', 'canvas', 'sunken'].map((ground) => [`${tint}-text`, ground] as const)),
  ...tints.map((tint) => ['text', `${tint}-soft`] as const),
  ...['ok', 'warn', 'danger', 'info'].map((tint) => ['text-2', `${tint}-soft`] as const),
  ...states.flatMap((state) =>
    ['surface', 'canvas', 'sunken', 'hover', 'primary-softer'].map((ground) => [`st-${state}`, ground] as const),
  ),
  ['on-fill', 'primary'],
  ['on-fill', 'primary-hover'],
  ['brand-ink', 'brand'],
  ['urg-khan-text', 'urg-khan-bg'],
  ['urg-thuong-text', 'urg-thuong-bg'],
  ['urg-hoatoc-text', 'urg-hoatoc-bg'],
  ['cls-e-text', 'cls-e-soft'],
  ['cls-h-text', 'cls-h-soft'],
  ['cls-p-text', 'cls-p-soft'],
  ['surface', 'cls-e'],
  ['info-text', 'primary-soft'],
]

/** Borders, marks and fills that carry meaning, on their ground: at least 3. */
export const signPairs: readonly (readonly [sign: string, ground: string])[] = [
  ...['surface', 'canvas', 'sunken'].map((ground) => ['input-line', ground] as const),
  ...['danger', 'warn', 'ok', 'info', 'coop', 'mute', 'primary'].map((sign) => [sign, 'surface'] as const),
  ...['cls-e', 'cls-h', 'cls-p', 'ch-1', 'ch-2', 'ch-3', 'ch-4', 'ch-5', 'ch-6', 'ch-target'].map(
    (sign) => [sign, 'surface'] as const,
  ),
  ['primary', 'canvas'],
  ['primary', 'primary-soft'],
  ['brand-line', 'canvas'],
  ['focus-out', 'focus-in'],
  ['ok', 'sunken'],
  ['primary', 'sunken'],
]
