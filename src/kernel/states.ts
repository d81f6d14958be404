import { Refused } from './refused.ts'

/** One arrow of a life: from which states, to which, and who may take it. */
export type Step<State extends string, Thing, Actor> = {
  from: readonly State[]
  to: State
  may: (thing: Thing, actor: Actor) => boolean
}

/** A noun's life as a table. Buttons, guards, the drawn diagram and the tests all read the same one. */
export function states<Thing extends { state: string }, Actor, Name extends string>(
  steps: Record<Name, Step<Thing['state'], Thing, Actor>>,
) {
  const names = Object.keys(steps) as Name[]
  const refusal = (name: Name, thing: Thing, actor: Actor) => {
    if (!steps[name].from.includes(thing.state)) return new Refused('wrong-state', name)
    return steps[name].may(thing, actor) ? null : new Refused('not-allowed', name)
  }
  return {
    steps,
    /** @throws Refused wrong-state | not-allowed */
    take(name: Name, thing: Thing, actor: Actor): Thing['state'] {
      const refused = refusal(name, thing, actor)
      if (refused) throw refused
      return steps[name].to
    },
    open: (thing: Thing, actor: Actor) => names.filter((name) => refusal(name, thing, actor) === null),
  }
}
