import { type Life, lives } from './lives.ts'
import { code, page, table } from './markdown.ts'

/** The picture of a life: one arrow per step and state it may be taken from. */
function diagram({ steps }: Life): string {
  const arrows = Object.entries(steps).flatMap(([name, { from, to }]) => from.map((state) => `  ${state} --> ${to}: ${name}`))
  const all = new Set(Object.values(steps).flatMap(({ from, to }) => [...from, to]))
  const reached = new Set(Object.values(steps).flatMap(({ from, to }) => (from.every((one) => one === to) ? [] : [to])))
  const left = new Set(Object.values(steps).flatMap(({ from }) => from))
  const begins = [...all].filter((state) => !reached.has(state))
  const ends = [...all].filter((state) => !left.has(state))
  // A life that can always go back has no state without an arrow into it: it begins where its table begins.
  const first = begins.length > 0 ? begins : [Object.values(steps)[0]?.from[0] ?? '']
  const lines = [...first.map((state) => `  [*] --> ${state}`), ...arrows, ...ends.map((state) => `  ${state} --> [*]`)]
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n')
}

const steps = (life: Life): string =>
  table(
    ['Step', 'From', 'To', 'Who'],
    Object.entries(life.steps).map(([name, { from, to, may }]) => [
      code(name),
      from.map(code).join(', '),
      code(to),
      may.name === 'may' ? 'see the table' : may.name,
    ]),
  )

/** docs/generated/states.md */
export async function statesPage(): Promise<string> {
  const all = await lives()
  return page(
    'States',
    'the state tables (`*.states.ts`)',
    all.flatMap((life) => [`## ${life.noun}`, `\`${life.file}\``, diagram(life), steps(life)]),
  )
}
