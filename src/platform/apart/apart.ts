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

type Limits = Pick<Apart, 'longest' | 'resident'>

/** What a process apart says of its work; undefined when the work ended it, or took too much. @throws when it never stood */
function answerOf<Answer>(child: ChildProcess, message: object, limits: Limits): Promise<Answer | undefined> {
  const { longest, resident = Number.POSITIVE_INFINITY } = limits
  return new Promise((resolve, reject) => {
    let stands = false
    let timer = setTimeout(() => ended(), Math.max(longest, longestStart))
    const look = setInterval(() => residentOf(child.pid) > resident && ended(), lookEvery)
    const ended = (answer?: Answer) => {
      clearTimeout(timer)
      clearInterval(look)
      if (stands) resolve(answer)
      else reject(new Error('the program for work apart does not start'))
    }
    child.on('message', (said: Said<Answer>) => {
      stands = true
      if ('answer' in said) return ended(said.answer)
      clearTimeout(timer)
      timer = setTimeout(() => ended(), longest)
      // A failed sending is followed by the end of the process.
      child.send(message, () => undefined)
    })
    child.once('error', () => ended())
    child.once('exit', () => ended())
  })
}

/**
 * Asks a program in a process of its own, for a file from outside may be made to hurt: it knows nothing of ours, no environment,
 * no secrets, has a limit of time and memory, and what it uses up or how it dies is its own affair.
 * Undefined when the work ended it or took too long: that is the file's fault. Its own, not to start, is thrown.
 */
export function askApart<Answer>({ program, memory, ...limits }: Apart, message: object): Promise<Answer | undefined> {
  return inTurn(async () => {
    const child = fork(program, [], {
      execArgv: [`--max-old-space-size=${memory}`],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    try {
      return await answerOf<Answer>(child, message, limits)
    } finally {
      child.removeAllListeners()
      child.on('error', () => undefined)
      child.kill('SIGKILL')
    }
  })
}
