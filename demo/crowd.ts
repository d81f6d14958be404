/** Runs an act over many things, so many at a time, in order of the list. The first fault ends it. */
export async function sideBySide<Thing>(things: readonly Thing[], atOnce: number, act: (thing: Thing) => Promise<void>) {
  const left = things.values()
  const hand = async () => {
    for (const thing of left) await act(thing)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, things.length) }, hand))
}

/** Chance that falls the same way at every seeding (mulberry32), so that pictures and tests can be compared. */
export type Chance = {
  /** From 0 up to, not including, 1. */
  number: () => number
  /** True so many times in a hundred. */
  percent: (share: number) => boolean
  whole: (from: number, to: number) => number
  of: <Thing>(things: readonly Thing[]) => Thing
  some: <Thing>(things: readonly Thing[], count: number) => Thing[]
}

/** A chance of its own for a thing by its name: what others draw meanwhile, and in which order, changes nothing for it. */
export const chanceOf = (name: string): Chance =>
  chanceFrom([...name].reduce((seed, letter) => (Math.imul(seed, 31) + letter.charCodeAt(0)) >>> 0, 20260105))

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number) => from + Math.floor(number() * (to - from + 1))
  const of = <Thing>(things: readonly Thing[]): Thing => {
    const thing = things[whole(0, things.length - 1)]
    if (thing === undefined) throw new Error('nothing to choose from')
    return thing
  }
  const some = <Thing>(things: readonly Thing[], count: number): Thing[] =>
    things
      .map((thing) => ({ thing, at: number() }))
      .sort((a, b) => a.at - b.at)
      .slice(0, count)
      .map(({ thing }) => thing)
  return { number, percent: (share) => number() * 100 < share, whole, of, some }
}
