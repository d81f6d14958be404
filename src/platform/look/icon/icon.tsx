import { type IconName, iconPaths } from './paths.ts'

export type IconSize = 'tiny' | 'small' | 'usual' | 'large'

/** A drawn sign. Without `label` it is decoration and says nothing to a screen reader. */
export function Icon(props: { name: IconName; size?: IconSize; label?: string }) {
  const size = props.size && props.size !== 'usual' ? ` lt-icon--${props.size}` : ''
  const classes = `lt-icon${size}${props.name === 'dots' ? ' lt-icon--heavy' : ''}`
  const drawing = <path d={iconPaths[props.name]} />
  return props.label ? (
    <svg className={classes} viewBox="0 0 24 24" role="img" aria-label={props.label}>
      {drawing}
    </svg>
  ) : (
    <svg className={classes} viewBox="0 0 24 24" aria-hidden="true">
      {drawing}
    </svg>
  )
}
