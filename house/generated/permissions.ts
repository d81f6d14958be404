import { roles } from '#kernel/actor.ts'
import { opening } from '../policies/matrix.ts'
import { type Life, lives } from './lives.ts'
import { code, page, table } from './markdown.ts'

function matrix(life: Life): string {
  const rows = Object.entries(life.steps).map(([step, arrow]) => [
    code(step),
    ...roles.map((role) => {
      const { always, by } = opening(life.noun, arrow, role)
      return always ? '✓' : by.join(', ')
    }),
  ])
  return table(['Step', ...roles], rows)
}

/** docs/generated/permissions.md */
export async function permissionsPage(): Promise<string> {
  const all = await lives()
  return page('Permissions', 'the policies (`*.policy.ts`), asked for every step as every role', [
    '✓: the role suffices. A tie (drafter, signer, …): the role may when so tied to the thing. Empty: never. Things of another agency open to nobody.',
    ...all.flatMap((life) => [`## ${life.noun}`, matrix(life)]),
  ])
}
