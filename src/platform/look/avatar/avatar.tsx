export type AvatarTone = 'blue' | 'plum' | 'jade' | 'gold' | 'red' | 'grey'

const tones: readonly AvatarTone[] = ['blue', 'plum', 'jade', 'gold', 'red']

/** First letter of the family name and of the given name: "Nguyễn Thị Ánh" gives "NA", marks of the vowel left out. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const letter = (word: string | undefined) => (word ?? '').normalize('NFD').charAt(0).toUpperCase()
  return words.length < 2 ? letter(words[0]) : letter(words[0]) + letter(words.at(-1))
}

/** The same name always gets the same colour. */
export function toneOf(name: string): AvatarTone {
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  return tones[sum % tones.length] ?? 'blue'
}

/** A person's initials on a tinted disc; the name itself always stands beside it. */
export function Avatar(props: { name: string; tone?: AvatarTone | undefined; size?: 24 | 30 | 40 }) {
  const size = props.size && props.size !== 30 ? ` lt-avatar--${props.size}` : ''
  return (
    <span className={`lt-avatar lt-avatar--${props.tone ?? toneOf(props.name)}${size}`} aria-hidden="true">
      {initialsOf(props.name)}
    </span>
  )
}
