import type { ReactNode } from 'react'
import { Avatar, type AvatarTone } from '../avatar/avatar.tsx'
import { RoleTag } from '../state/state.tsx'
import type { AssignmentRole } from '../state/states.vi.ts'

/** A surface with an optional head: title at the left, deeds or figures at the right. */
export function Card(props: { title?: string; tools?: ReactNode; flush?: boolean; children: ReactNode }) {
  return (
    <section className="lt-card">
      {props.title && (
        <header>
          <h2>{props.title}</h2>
          <span className="lt-spacer" />
          {props.tools}
        </header>
      )}
      {props.flush ? props.children : <div className="lt-card__body">{props.children}</div>}
    </section>
  )
}

/** A heading within a card or pane, 14/20. */
export function Heading(props: { children: ReactNode }) {
  return <h2 className="lt-h">{props.children}</h2>
}

export type Worker = {
  key: string
  /** The unit, or the person where no unit is named. */
  name: string
  person?: string | undefined
  /** The line below the name, when it says more than the person: "Phạm Đức Toàn giao Nguyễn Thị Ánh". */
  about?: string | undefined
  tone?: AvatarTone
  role: AssignmentRole
  /** State, share done or when it was read. */
  standing?: ReactNode
}

/** Who works on a document: unit, person, role, how far. */
export function People(props: { title?: string; rows: readonly Worker[] }) {
  return (
    <section>
      <Heading>{props.title ?? 'Người làm'}</Heading>
      <ul className="lt-people">
        {props.rows.map((row) => (
          <li key={row.key}>
            <Avatar name={row.person ?? row.name} tone={row.tone} />
            <b>{row.name}</b>
            <RoleTag of={row.role} />
            <span className="lt-people__person">{row.about ?? row.person}</span>
            <span className="lt-people__standing">{row.standing}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
