import { areaOf, common, type Edges, shareIn, sizeOf } from './matrix.ts'
import type { Mark } from './pen.ts'
import type { ShadowCode, ShadowFinding } from './shadow.ts'

type Text = Extract<Mark, { kind: 'text' }>
type Cover = Extract<Mark, { kind: 'cover' }>
type Page = { at: number; view: Edges; marks: readonly Mark[] }

/** So much of a word under something, and it cannot be read any more. */
const hidden = 0.6
/** Letters lower than this are a line to the eye (points). */
const smallest = 1.5
const least = 0.05
/** How far two colours may be apart, of 255, and still be one to the eye. */
const alike = 12
const paper = '#ffffff'
/** More pairs than this are not compared on one page. */
const mostPairs = 20_000_000

const channels = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
const same = (one: string, other: string): boolean =>
  channels(one).every((channel, at) => Math.abs(channel - (channels(other)[at] ?? 0)) <= alike)

const at = ({ box }: Text): readonly [number, number] => [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
const holds = (box: Edges, [x, y]: readonly [number, number]) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]

/** What lies under a text when it is painted: a colour, or null where a picture does. */
function ground(before: readonly Cover[], text: Text): string | null {
  const under = before.findLast((one) => holds(one.box, at(text)))
  return under ? under.colour : paper
}

/** Words laid invisibly over or under the picture of a scanned page, so that it can be searched: what is meant to be there. */
const isScanLayer = (text: Text, covers: readonly Cover[]): boolean =>
  covers.some((one) => one.picture && shareIn(text.box, one.box) >= hidden)

const unpainted = [3, 7]
const strokedToo = [2, 6]

function unseen(text: Text, { before, all }: { before: readonly Cover[]; all: readonly Cover[] }): boolean {
  if (unpainted.includes(text.mode)) return !isScanLayer(text, all)
  if (text.opacity < least || text.height < smallest) return true
  const under = ground(before, text)
  return !strokedToo.includes(text.mode) && under !== null && text.colour !== null && same(text.colour, under)
}

/** The same words painted again at their place, after what covered them. */
const again = (text: Text, later: readonly Text[]): boolean =>
  later.some((one) => one.words === text.words && shareIn(text.box, one.box) > 0.5)

const finding = (code: ShadowCode, page: number, { box, words }: Text): ShadowFinding => ({
  code,
  page,
  area: areaOf(box),
  what: words.trim(),
})

type Place = { before: Cover[]; after: Cover[]; all: Cover[]; later: Text[] }

function judged(text: Text, page: Page, { before, after, all, later }: Place): ShadowFinding[] {
  if (sizeOf(text.box) > 0 && sizeOf(common(text.box, page.view)) === 0) return [finding('off-page', page.at, text)]
  if (unseen(text, { before, all })) return [finding('invisible-text', page.at, text)]
  if (unpainted.includes(text.mode)) return []
  const covered = after.some((one) => shareIn(text.box, one.box) >= hidden)
  return covered && !again(text, later) ? [finding('covered-text', page.at, text)] : []
}

/** Words of a page that its reader does not see: covered, invisible, beside the page. @throws when the page is too crowded to tell */
export function unseenWords(page: Page): ShadowFinding[] {
  const covers = page.marks.filter((mark) => mark.kind === 'cover')
  const texts = page.marks.filter((mark) => mark.kind === 'text')
  if (covers.length * texts.length > mostPairs) throw new Error('too much on one page')
  const found: ShadowFinding[] = []
  let [coversBefore, textsBefore] = [0, 0]
  for (const mark of page.marks) {
    if (mark.kind === 'cover') {
      coversBefore += 1
      continue
    }
    textsBefore += 1
    const place = {
      before: covers.slice(0, coversBefore),
      after: covers.slice(coversBefore),
      all: covers,
      later: texts.slice(textsBefore),
    }
    found.push(...judged(mark, page, place))
  }
  return found
}
