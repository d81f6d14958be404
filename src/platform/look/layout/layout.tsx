import type { ReactNode } from 'react'

type Gap = 'close' | 'usual' | 'wide'

/** Things side by side on one line; `wrap` lets them go to the next one. */
export function Row(props: { wrap?: boolean; wide?: boolean; top?: boolean; children: ReactNode }) {
  const classes = ['lt-row', props.wrap && 'lt-row--wrap', props.wide && 'lt-row--wide', props.top && 'lt-row--top']
  return <div className={classes.filter(Boolean).join(' ')}>{props.children}</div>
}

/** Pushes what follows in a row to the far end. */
export function Spacer() {
  return <span className="lt-spacer" />
}

/** Things below one another. */
export function Stack(props: { gap?: Gap; children: ReactNode }) {
  const gap = props.gap && props.gap !== 'usual' ? ` lt-stack--${props.gap}` : ''
  return <div className={`lt-stack${gap}`}>{props.children}</div>
}

/** The body of a page below its header. `narrow` keeps forms and reading at about 75 characters. */
export function PageBody(props: { narrow?: boolean; top?: boolean; children: ReactNode }) {
  const classes = ['lt-page', props.narrow && 'lt-page--narrow', props.top && 'lt-page--top']
  return <div className={classes.filter(Boolean).join(' ')}>{props.children}</div>
}

/** Lines of text below one another with a hairline between them: recipients, files. */
export function PlainList(props: { children: ReactNode }) {
  return <ul className="lt-plain">{props.children}</ul>
}

/** What is seldom done, folded away behind its name ("Trả lại nơi gửi…"); opens without script. */
export function More(props: { label: string; danger?: boolean; open?: boolean; children: ReactNode }) {
  return (
    <details className={`lt-more${props.danger ? ' lt-more--danger' : ''}`} open={props.open}>
      <summary>{props.label}</summary>
      {props.children}
    </details>
  )
}

/** Columns that become one below 900 px. `side` is the main column with a narrow one at its right. */
export function Columns(props: { shape?: 'side' | 'even' | 'three'; children: ReactNode }) {
  const shape = props.shape && props.shape !== 'side' ? ` lt-columns--${props.shape}` : ''
  return <div className={`lt-columns${shape}`}>{props.children}</div>
}
