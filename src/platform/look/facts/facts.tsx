import type { ReactNode } from 'react'
import { Icon } from '../icon/icon.tsx'

/** One fact: its name, its value, and whether it was found to match the message. */
export type Fact = readonly [name: string, value: ReactNode, match?: 'match' | undefined]

/** Names and values, a line each. `roomy` for the phone and public pages. */
export function Facts(props: { rows: readonly Fact[]; size?: 'usual' | 'roomy' | undefined }) {
  return (
    <dl className={`lt-facts${props.size === 'roomy' ? ' lt-facts--roomy' : ''}`}>
      {props.rows.map(([name, value, match]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            {match && (
              <span className="lt-facts__match" title="Khớp với gói tin">
                <Icon name="check" size="tiny" label="Khớp với gói tin" />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
