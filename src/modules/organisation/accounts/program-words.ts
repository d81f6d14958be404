const browsers = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/coc_coc_browser\//, 'Cốc Cốc'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const
const machines = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
] as const

const named = (of: readonly (readonly [RegExp, string])[], program: string) => of.find(([sign]) => sign.test(program))?.[1]

/** What people call the program that a session was opened with: "Chrome trên Windows"; its own words where it is unknown. */
export function programWords(program: string): string {
  const browser = named(browsers, program.replace('HeadlessChrome', 'Chrome'))
  const machine = named(machines, program)
  if (!browser) return program || 'Không rõ'
  return machine ? `${browser} trên ${machine}` : browser
}
