import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '#kernel/actor.ts'
import { type CalendarRow, calendarRows, instantAt } from '#kernel/calendar.ts'
import { addDays, dayOf } from '#kernel/vietnamese.ts'
import { repositoryFolder } from '#platform/config/config.ts'
import { type Desk, openDesk, type Pool, type Vault } from '#platform/db/desk.ts'
import { openKey, type Signer } from '#signing'
import { type Chance, chanceFrom } from './crowd.ts'
import type { Body, Seated } from './organisation.ts'
import { demonstrationPin, type Texts, writtenTexts } from './province.ts'

/** What every scene of the past needs: whose desk at which instant, which days are worked, what is written. */
export type Stage = {
  seated: Seated
  texts: Texts
  chance: Chance
  /** The instant at which the demonstration is made; nothing happens after it. */
  now: Date
  days: WorkingDays
  actor: (key: string) => Actor
  desk: (key: string, at: Date) => Desk
  body: (code: string) => Body
  /** The agency's key in its clerk's hand, opened once; each use is written down at the instant asked for last. */
  sealOf: (clerk: string, at: Date) => Promise<Signer>
  /** A leader's own key, kept open in the same way. */
  keyOf: (leader: string, at: Date) => Promise<Signer>
  tell: (sentence: string) => void
}

export type WorkingDays = {
  /** Every working day from one to another, both included (yyyy-mm-dd). */
  between: (from: string, to: string) => string[]
  /** So many working days later, at so many minutes after midnight. */
  later: (from: Date, days: number, minutes: number) => Date
}

const off = ['holiday', 'substitute', 'swap_off']

function workingDays(rows: readonly CalendarRow[]): WorkingDays {
  const free = new Set(rows.filter(({ type }) => off.includes(type)).map(({ date }) => date))
  const works = (day: string) => {
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
    return weekday !== 0 && weekday !== 6 && !free.has(day)
  }
  return {
    between(from, to) {
      const days: string[] = []
      for (let day = from; day <= to; day = addDays(day, 1)) if (works(day)) days.push(day)
      return days
    },
    later(from, days, minutes) {
      let day = dayOf(from)
      for (let left = days; left > 0 || !works(day); day = addDays(day, 1)) if (works(day)) left -= 1
      return instantAt(day, minutes)
    },
  }
}

/** Opened keys by clerk. The desk they were opened at follows the time, so that the record of each use tells the truth. */
function keyring(desk: Stage['desk'], holder: 'agency' | 'person'): Stage['sealOf'] {
  const opened = new Map<string, { now: Date; signer: Promise<Signer> }>()
  return (clerk, at) => {
    const known = opened.get(clerk)
    if (known) {
      known.now = at
      return known.signer
    }
    const own = { now: at }
    const { actor, vault } = desk(clerk, at)
    const following: Desk = { actor, vault, work: (act) => desk(clerk, own.now).work(act) }
    const entry = Object.assign(own, { signer: openKey(following, { holder, pin: demonstrationPin }) })
    opened.set(clerk, entry)
    return entry.signer
  }
}

/** @param pool - of the seeding role, for which alone the database lets an instant be set */
export function openStage({
  pool,
  vault,
  tell,
  seated,
}: {
  pool: Pool
  vault: Vault
  tell: Stage['tell']
  seated: Seated
}): Stage {
  const actor = (key: string) => {
    const found = seated.actors.get(key)
    if (!found) throw new Error(`the demonstration lacks ${key}`)
    return found
  }
  const desk = (key: string, at: Date) => openDesk(pool, actor(key), { vault, seedNow: at.toISOString() })
  return {
    seated,
    texts: writtenTexts(),
    chance: chanceFrom(20260105),
    now: new Date(),
    days: workingDays(calendarRows(readFileSync(join(repositoryFolder, 'data/holidays/vn-holidays.csv'), 'utf8'))),
    actor,
    desk,
    sealOf: keyring(desk, 'agency'),
    keyOf: keyring(desk, 'person'),
    body(code) {
      const found = seated.bodies.get(code)
      if (!found) throw new Error(`the demonstration lacks ${code}`)
      return found
    },
    tell,
  }
}

export const minutesLater = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)
