import { type Role, roles } from '#kernel/actor.ts'
import type { Arrow, Life } from '../generated/lives.ts'
import { foreign, own, ties, untied, withRole } from './situations.ts'

/** What opens a step to a role: the role itself, or the ties that it needs besides; empty when nothing does. */
export type Opening = { always: boolean; by: string[] }

const tiesOf = (noun: string) => {
  const known = ties[noun]
  if (!known) throw new Error(`no ties are known for ${noun}: add them to house/policies/situations.ts`)
  return known
}

const asked = ({ from, may }: Arrow, role: Role, thing: object) => from.some((state) => may({ ...thing, state }, withRole(role)))

/** Asks a step's policy as one role: untied, then under each tie. */
export function opening(noun: string, arrow: Arrow, role: Role): Opening {
  const thing = untied(own)
  const always = asked(arrow, role, thing)
  const by = Object.entries(tiesOf(noun))
    .filter(([, tie]) => asked(arrow, role, { ...thing, ...tie }))
    .map(([name]) => name)
  // A tie that is a narrower case of another one says nothing new.
  const telling = by.filter((name) => !by.some((wider) => name.startsWith(`${wider} `)))
  return { always, by: always ? [] : telling }
}

/** Steps that a role could take on another agency's thing, however tied: must be none. */
export const foreignOpenings = (life: Life): string[] =>
  roles.flatMap((role) =>
    Object.entries(life.steps).flatMap(([step, arrow]) =>
      [{}, ...Object.values(tiesOf(life.noun))].some((tie) => asked(arrow, role, { ...untied(foreign), ...tie }))
        ? [`${life.noun}.${step} as ${role}`]
        : [],
    ),
  )
