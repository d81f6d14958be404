import { type Actor, machineAt, visitor } from '#kernel/actor.ts'
import { Refused, refusalOf } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { type Recogniser, recogniser } from '#platform/ocr/program.ts'
import { type Recognised, recognise } from '#platform/ocr/recognise.ts'
import { incomingFiles } from '../incoming/incoming.sql.ts'
import { hasSecretStamp } from '../secrecy.ts'
import { watched } from '../watch.ts'
import { giveBack, saveRead, saveUnread, type Taken, takeDigitised } from './digitised.sql.ts'
import { digitisedName, qualityOf } from './digitised.ts'

async function scanOf(work: Work, desk: Desk, { incoming, file }: Taken) {
  const scan = (await incomingFiles(work.tx, incoming)).find((one) => one.id === file)
  if (!scan) throw new Refused('not-found', file)
  return { scan, source: await desk.vault.files.source(work.tx, scan.sha256), at: work.clock.now }
}

async function keepRead(desk: Desk, taken: Taken, { pdf, pages }: Recognised): Promise<void> {
  await watched(desk, { door: 'incoming.digitise', about: taken.incoming }, async (work) => {
    // A grade of state secret that the machine reads and nobody saw: nothing of what was read is kept (DESIGN 5.4).
    if (hasSecretStamp(pages[0]?.text ?? '')) throw new Refused('secret-material', taken.file)
    const kept = await desk.vault.files.keep(work.tx, pdf, 'application/pdf')
    const text = pages.map((page) => page.text).join('\n')
    await saveRead(work.tx, taken, { sha256: kept.sha256, size: kept.size, quality: qualityOf(pages), text })
    await note(work, 'incoming.digitise', taken.incoming, { file: taken.file, sha256: kept.sha256 })
  })
}

/**
 * Makes the digital copy of one scan, outside any transaction; the scan stays as it came, whatever comes of it. Repeatable: what
 * is made already is not made again.
 */
export async function digitise(desk: Desk, taken: Taken, program: Recogniser | null): Promise<void> {
  const { scan, source, at } = await desk.work((work) => scanOf(work, desk, taken))
  const made = await recognise(source, { mediaType: scan.mediaType, title: digitisedName(scan.name), at }, program)
  if ('notRead' in made) {
    const { notRead } = made
    await desk.work(({ tx }) =>
      notRead === 'no-program' ? giveBack(tx, taken.file) : saveUnread(tx, taken.file, { state: 'FAILED', failure: notRead }),
    )
    return
  }
  try {
    await keepRead(desk, taken, made)
  } catch (error) {
    if (refusalOf(error)?.code !== 'secret-material') throw error
    await desk.work(({ tx }) => saveUnread(tx, taken.file, { state: 'STOPPED' }))
  }
}

/** Scans of one look: between two looks others may have their turn. */
const most = 5

/**
 * Digitises what waits, the oldest first, a few at a time. Without the recognising program everything waits for it. One that
 * makes us fail says so and no longer stands in the way of the others. Answers how many. Safe to run twice.
 */
export async function digitiseNext(deskOf: (actor: Actor) => Desk, program: Recogniser | null = recogniser()): Promise<number> {
  if (!program) return 0
  for (let done = 0; done < most; done += 1) {
    const taken = await deskOf(visitor).work(({ tx }) => takeDigitised(tx))
    if (!taken) return done
    const desk = deskOf(machineAt(taken.agency))
    try {
      await digitise(desk, taken, program)
    } catch (error) {
      await desk.work(({ tx }) => saveUnread(tx, taken.file, { state: 'FAILED', failure: 'fault' }))
      throw error
    }
  }
  return most
}
