import { confirm, DirectForm, direct, done, noteOnly, passOn, refuse, register, start } from '#documents'
import { instantAt } from '#kernel/calendar.ts'
import { dayOf } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import type { Question } from './issuing.ts'
import type { Body } from './organisation.ts'
import { minutesLater, type Stage } from './stage.ts'

/** An arrival that waits for its clerk. */
type Arrival = { id: string; sender: string; symbol: string; subject: string; purpose: string; dueOn: string | null; at: Date }

const arrivalsOf = ({ tx, actor }: Work): Promise<Arrival[]> =>
  tx
    .selectFrom('documents.incoming')
    .select([
      'id',
      'sender',
      'code_number as number',
      'code_notation as notation',
      'subject',
      'purpose',
      'due_on as dueOn',
      'arrived_at as at',
    ])
    .where('agency', '=', actor.agency)
    .where('state', '=', 'ARRIVED')
    .where('delivery', 'is not', null)
    .orderBy('arrived_at')
    .execute()
    .then((rows) =>
      rows.map(({ number, notation, sender, ...row }) => ({ ...row, sender: sender ?? '', symbol: `${number}/${notation}` })),
    )

const turns = [8 * 60 + 20, 10 * 60 + 30, 13 * 60 + 45, 15 * 60 + 50]

/** When the clerk next looks after an arrival: four times on a working day. */
function turnAfter({ days }: Stage, at: Date): Date {
  const day = dayOf(days.later(at, 0, 0))
  const first = turns.map((minutes) => instantAt(day, minutes)).find((turn) => turn > at)
  return first ?? days.later(at, 1, turns[0] ?? 500)
}

/** Who does what comes in: a division whose head passes it on, a person, or where there is nobody else the clerk. */
type Handling = { key: string; head: string | null; division: string | null; unit: string }

function handlingOf(stage: Stage, body: Body): Handling {
  const roles = (key: string) => stage.actor(key).roles
  const heads = body.staff.filter((key) => roles(key).includes('headOfDivision'))
  const specialists = body.staff.filter((key) => roles(key).includes('specialist'))
  const head = heads.length > 0 ? stage.chance.of(heads) : null
  const division = head ? stage.actor(head).division : null
  const mate = specialists.find((key) => stage.actor(key).division === division)
  const unit = Object.entries(body.described.divisions).find(([symbol]) => body.divisions.get(symbol) === division)?.[1]
  if (head && division && mate) return { key: mate, head, division, unit: unit ?? 'Phòng chuyên môn' }
  const key = head ?? (specialists.length > 0 ? stage.chance.of(specialists) : (body.clerk ?? ''))
  return { key, head: null, division: null, unit: `đ/c ${stage.actor(key).name}` }
}

type Sorted = { work: Arrival[]; at: Date }

/** Registers what came since the last turn in one go; what needs nobody is noted, a little goes back. Returns the rest. */
async function sorted(stage: Stage, body: Body, arrivals: Arrival[], at: Date): Promise<Sorted> {
  const { chance, texts } = stage
  const rest: Arrival[] = []
  const head = stage.actor(body.head ?? '').post
  const recent = stage.days.later(at, 8, 0) > stage.now
  await stage.desk(body.clerk ?? '', at).work(async (work) => {
    for (const one of arrivals) {
      // What came back long ago was settled long ago: only of the last days something still waits for its sender.
      if (chance.percent(0.4) && recent) {
        await refuse(work, one.id, chance.of(texts.phrases.refusals))
        continue
      }
      const noted = !['FOR_HANDLING', 'CONSULTATION'].includes(one.purpose) && chance.percent(95)
      await register(work, one.id, { submitTo: noted ? null : head })
      if (noted) await noteOnly(work, one.id)
      else rest.push(one)
    }
  })
  return { work: rest, at }
}

const leadsOf = ({ tx }: Work, ids: string[]) =>
  tx
    .selectFrom('documents.assignment')
    .select(['id', 'incoming'])
    .where('incoming', 'in', ids)
    .where('role', '=', 'LEAD')
    .where('parent', 'is', null)
    .execute()

/** The leader's notes on one pile of documents, each with who leads and by when. */
async function directed(stage: Stage, body: Body, { work: pile, at }: Sorted, who: Handling): Promise<void> {
  const note = stage.chance.of(stage.texts.phrases.notes).replace('{unit}', who.unit)
  const due = dayOf(stage.days.later(at, stage.chance.whole(4, 9), 0))
  const lead = { role: 'LEAD', division: who.division, post: who.division ? null : stage.actor(who.key).post }
  await stage.desk(body.head ?? '', at).work(async (work) => {
    for (const one of pile) {
      const dueOn = one.dueOn && one.dueOn > dayOf(at) ? one.dueOn : due
      await direct(work, one.id, DirectForm.parse({ body: note, dueOn, assignments: [lead] }))
    }
  })
}

/** The life of one pile after registration, as far as it has come by now. Some wait for an answer: they are returned. */
async function worked(stage: Stage, body: Body, { work: pile, at }: Sorted, who: Handling): Promise<Question[]> {
  const { now, days, chance } = stage
  const directAt = minutesLater(at, 45)
  if (pile.length === 0 || directAt > now) return []
  await directed(stage, body, { work: pile, at: directAt }, who)
  const ids = pile.map(({ id }) => id)
  const leads = await stage.desk(body.head ?? '', directAt).work((work) => leadsOf(work, ids))
  const act = async (key: string, when: Date, deed: (work: Work, id: string, index: number) => Promise<void>) => {
    if (when > now) return false
    await stage.desk(key, when).work(async (work) => {
      for (const [index, { id }] of leads.entries()) await deed(work, id, index)
    })
    return true
  }
  const { head } = who
  const mate = stage.actor(who.key).post
  if (head && !(await act(head, minutesLater(directAt, 35), (work, id) => passOn(work, id, mate)))) return []
  if (!(await act(who.key, days.later(directAt, 1, 9 * 60 + 10), (work, id) => start(work, id, chance.whole(1, 6) * 10))))
    return []
  const asking = new Set(
    pile.filter(({ purpose }) => ['FOR_HANDLING', 'CONSULTATION'].includes(purpose) && chance.percent(14)).map(({ id }) => id),
  )
  // A few of the last weeks are late; what is older was ended long ago.
  const old = days.later(directAt, 12, 0) < now
  const ended = new Set(leads.filter(({ incoming }) => !asking.has(incoming) && (old || chance.percent(92))).map(({ id }) => id))
  const outcome = chance.of(stage.texts.phrases.outcomes)
  const doneAt = days.later(directAt, chance.whole(2, 7), chance.whole(13 * 60 + 40, 16 * 60 + 30))
  const finished = await act(who.key, doneAt, async (work, id) => (ended.has(id) ? done(work, id, outcome) : undefined))
  if (finished && (old || chance.percent(60)))
    await act(body.head ?? '', days.later(doneAt, 1, 10 * 60), async (work, id) =>
      ended.has(id) ? confirm(work, id) : undefined,
    )
  return pile.flatMap((one): Question[] => {
    const sender = [...stage.seated.bodies.values()].find(({ id }) => id === one.sender)
    const lead = leads.find(({ incoming }) => incoming === one.id)?.id
    return asking.has(one.id) && sender && lead
      ? [{ incoming: one.id, sender, symbol: one.symbol, subject: one.subject, handler: who.key, lead, since: directAt }]
      : []
  })
}

/** A question that no letter answered in two weeks was settled otherwise: its work ends with an outcome. Returns the open ones. */
export async function settled(stage: Stage, questions: readonly Question[], at: Date): Promise<Question[]> {
  const open: Question[] = []
  for (const one of questions) {
    const when = stage.days.later(one.since, 9, 15 * 60 + 20)
    if (when > at || when > stage.now) open.push(one)
    else
      await stage
        .desk(one.handler, when)
        .work((work) => done(work, one.lead, 'Đã trao đổi, thống nhất với cơ quan gửi; không cần văn bản trả lời.'))
  }
  return open
}

/** Everything that waits at one agency: registered, directed, worked on and finished, each at its time and none after now. */
export async function handled(stage: Stage, body: Body): Promise<Question[]> {
  const arrivals = await stage.desk(body.clerk ?? '', stage.now).work(arrivalsOf)
  const piles = Map.groupBy(arrivals, (one) => turnAfter(stage, one.at).getTime())
  const questions: Question[] = []
  for (const [turn, pile] of piles) {
    if (turn > stage.now.getTime()) continue
    const rest = await sorted(stage, body, pile, new Date(turn))
    questions.push(...(await worked(stage, body, rest, handlingOf(stage, body))))
  }
  return questions
}
