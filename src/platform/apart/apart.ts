import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'

export type Apart = {
  /** Program that answers by `answerApart`. */
  program: string
  /** Longest that its work may take, in milliseconds, and most memory of its heap, in MB. */
  longest: number
  memory: number
  /** Most memory in all, in MB, what files are read into included; looked at where the system tells (Linux). */
  resident?: number
  /** How many questions one process answers before another takes its place; one, unless said otherwise. */
  questions?: number
}

/** A busy machine may start a program slowly; that is not the file's fault. */
const longestStart = 20_000
const lookEvery = 100

/** How many work apart at the same time, whoever asks; others wait for their turn. */
const seats = { free: 2, waiting: [] as (() => void)[] }

async function inTurn<Done>(act: () => Promise<Done>): Promise<Done> {
  if (seats.free > 0) seats.free -= 1
  else await new Promise<void>((resolve) => seats.waiting.push(resolve))
  try {
    return await act()
  } finally {
    const next = seats.waiting.shift()
    // The seat is handed on, so that nobody who comes now takes it.
    if (next) next()
    else seats.free += 1
  }
}

type Said<Answer> = { ready: true } | { answer: Answer }

/** What a process holds, in MB; zero where nobody tells. */
function residentOf(pid: number | undefined): number {
  try {
    const said = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))
    return Number(said?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** A process, and how many questions it was asked; `fresh` until it said that it stands. */
type Standing = { child: ChildProcess; asked: number; fresh: boolean }
type Limits = Pick<Apart, 'longest' | 'resident'>

/** What a process apart says of its work; undefined when the work ended it, or took too much. @throws when it never stood */
function answerOf<Answer>({ child, fresh }: Standing, message: object, limits: Limits): Promise<Answer | undefined> {
  const { longest, resident = Number.POSITIVE_INFINITY } = limits
  return new Promise((resolve, reject) => {
    let stands = !fresh
    let timer = setTimeout(() => ended(), fresh ? Math.max(longest, longestStart) : longest)
    const look = setInterval(() => residentOf(child.pid) > resident && ended(), lookEvery)
    const ended = (answer?: Answer) => {
      clearTimeout(timer)
      clearInterval(look)
      child.removeAllListeners()
      child.on('error', () => undefined)
      if (stands) resolve(answer)
      else reject(new Error('the program for work apart does not start'))
    }
    // A failed sending is followed by the end of the process.
    const ask = () => child.send(message, () => undefined)
    child.on('message', (said: Said<Answer>) => {
      stands = true
      if ('answer' in said) return ended(said.answer)
      clearTimeout(timer)
      timer = setTimeout(() => ended(), longest)
      ask()
    })
    child.once('error', () => ended())
    child.once('exit', () => ended())
    if (stands) ask()
  })
}

/** Processes that answered and wait for the next question, by program; none keeps ours from ending. */
const waiting = new Map<string, { standing: Standing; end: NodeJS.Timeout }[]>()
const longestIdle = 60_000

function standingFor({ program, memory }: Apart): Standing {
  const kept = waiting.get(program)?.pop()
  if (kept) {
    clearTimeout(kept.end)
    kept.standing.child.removeAllListeners()
    kept.standing.child.channel?.ref()
    return kept.standing
  }
  const child = fork(program, [], {
    execArgv: [`--max-old-space-size=${memory}`],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return { child, asked: 0, fresh: true }
}

/** Keeps a process for the next question, for a minute; it may end meanwhile. */
function keep(program: string, { child, asked }: Standing): void {
  const others = waiting.get(program) ?? []
  const kept = { standing: { child, asked, fresh: false }, end: setTimeout(() => child.kill('SIGKILL'), longestIdle).unref() }
  child.once('exit', () => {
    clearTimeout(kept.end)
    const at = others.indexOf(kept)
    if (at >= 0) others.splice(at, 1)
  })
  child.unref()
  child.channel?.unref()
  others.push(kept)
  waiting.set(program, others)
}

/**
 * Asks a program in a process of its own, for a file from outside may be made to hurt: it knows nothing of ours, no environment,
 * no secrets, has a limit of time and memory, and what it uses up or how it dies is its own affair.
 * Undefined when the work ended it or took too long: that is the file's fault. Its own, not to start, is thrown.
 */
export function askApart<Answer>(apart: Apart, message: object): Promise<Answer | undefined> {
  return inTurn(async () => {
    const standing = standingFor(apart)
    const { child } = standing
    standing.asked += 1
    const answer = await answerOf<Answer>(standing, message, apart).catch((error) => {
      child.kill('SIGKILL')
      throw error
    })
    // Whoever used up what it had, or has answered its share, is not asked again.
    const whole =
      answer !== undefined && child.connected && residentOf(child.pid) < (apart.resident ?? Number.POSITIVE_INFINITY) / 2
    if (whole && standing.asked < (apart.questions ?? 1)) keep(apart.program, standing)
    else child.kill('SIGKILL')
    return answer
  })
}
