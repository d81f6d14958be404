import { useSay } from '../language/language.tsx'

const rays =
  '100,38 106.99,73.92 131,46.31 119.09,80.91 153.69,69 126.08,93.01 162,100 126.08,106.99 153.69,131 119.09,119.09 131,153.69 106.99,126.08 100,162 93.01,126.08 69,153.69 80.91,119.09 46.31,131 73.92,106.99 38,100 73.92,93.01 46.31,69 80.91,80.91 69,46.31 93.01,73.92'

/**
 * The neutral plate that holds the place of the national emblem until the agency supplies the official file.
 * Never smaller than 40 px.
 */
export function Emblem(props: { label?: string; size?: 40 | 44 | 48 }) {
  const say = useSay()
  return (
    <svg
      className="lt-emblem"
      viewBox="0 0 200 200"
      width={props.size ?? 40}
      height={props.size ?? 40}
      role="img"
      aria-label={props.label ?? say('Chỗ đặt Quốc huy', 'Place of the national emblem')}
    >
      <circle cx="100" cy="100" r="98" fill="#8F1219" />
      <g fill="none" stroke="#E0A92B">
        <circle cx="100" cy="100" r="90" strokeWidth="5" />
        <circle cx="100" cy="100" r="76" strokeWidth="2.5" strokeDasharray="3 6" />
      </g>
      <polygon points={rays} fill="#E0A92B" />
      <circle cx="100" cy="100" r="9" fill="#8F1219" />
    </svg>
  )
}

/** The bronze drum, the one drawn motif; its colour is the text colour of its place. Decoration only. */
export function Drum(props: { place: 'hero' | 'empty' | 'public' }) {
  return <span className={`lt-drum lt-drum--${props.place}`} aria-hidden="true" />
}
