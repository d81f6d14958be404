import { colleagueInPost } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { setProposal } from '../incoming/incoming.sql.ts'
import { competenceFor } from '../outgoing/sign/capacity.ts'
import {
  handedBefore,
  holdOpenPieces,
  insertHandOver,
  movePieces,
  proposalsOf,
  rememberHandOver,
  seatOf,
  setCompetence,
  type Way,
} from './hand-over.sql.ts'
import { type Count, mayTake, type Piece, pieces, proposedAgain } from './pieces.ts'

type Held = Awaited<ReturnType<typeof holdOpenPieces>>
type Heir = NonNullable<Awaited<ReturnType<typeof colleagueInPost>>>
const ofKind = (held: Held, piece: Piece) => held.filter((one) => one.piece === piece).map((one) => one.item)
const known = (ids: (string | null)[]) => [...new Set(ids.flatMap((id) => (id === null ? [] : [id])))]

const counted = (held: Held): Count =>
  Object.fromEntries(
    pieces.flatMap((piece) => {
      const count = ofKind(held, piece).length
      return count > 0 ? [[piece, count]] : []
    }),
  )

async function move({ tx }: Work, held: Held, heir: Heir, way: Way): Promise<void> {
  for (const piece of pieces) {
    const ids = ofKind(held, piece)
    if (ids.length === 0) continue
    if (piece === 'proposed') {
      for (const { id, proposed } of await proposalsOf(tx, ids))
        if (proposed) await setProposal(tx, id, proposedAgain(proposed, way.from, way.to))
    } else await movePieces(tx, piece, ids, way)
    const competence = competenceFor(heir)
    if (piece === 'sign' && competence) await setCompetence(tx, ids, competence)
  }
}

/**
 * Everything open in a post goes to the heir's, in one transaction: drafts, turns in circuits, what is to be signed, directed,
 * done, confirmed or read. What the heir may not hold stays where it is, in sight of who leads there, until it is handed to
 * somebody else. Asked for by an event, so it may come twice: the second time nothing is left to move.
 */
export async function handOver(work: Work, { from, to }: { from: string; to: string | null }): Promise<void> {
  const { tx, actor } = work
  const held = await holdOpenPieces(tx, from)
  const seat = await seatOf(tx, from)
  const live = to ? await colleagueInPost(tx, to) : undefined
  const heir = live?.agency === actor.agency ? live : undefined
  const goes = heir && seat ? held.filter(({ piece }) => mayTake(piece, heir, seat)) : []
  const taker = heir?.post ?? null
  if (goes.length === 0 && (await handedBefore(tx, from, taker))) return
  if (heir && seat) {
    await move(work, goes, heir, { agency: actor.agency, from, to: heir.post })
    const reason = `Bàn giao từ ${seat.name} (${seat.position}) sang ${heir.name} (${heir.position})`
    const docs = { outgoing: known(goes.map((one) => one.outgoing)), incoming: known(goes.map((one) => one.incoming)) }
    await rememberHandOver(tx, docs, reason)
  }
  const left = held.filter((one) => !goes.includes(one))
  const told = { moved: counted(goes), left: counted(left) }
  await insertHandOver(tx, { agency: actor.agency, from, to: taker, ...told })
  await note(work, 'post.hand-over', from, { to: taker, ...told })
}
