import { type ChildProcess, fork } from 'node:child_process'

export type Apart = {
  /** Program that answers by `answerApart`. */
  program: string
  /** Longest that it may take, in milliseconds, and most memory of its heap, in MB. */
  longest: number
  memory: number
}

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

/** What a process apart says of its work; undefined when the work ended it, or took too long. @throws when it never stood */
function answerOf<Answer>(child: ChildProcess, message: object, longest: number): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    let stands = false
    const timer = setTimeout(() => ended(), longest)
    const ended = (answer?: Answer) => {
      clearTimeout(timer)
      if (stands) resolve(answer)
      else reject(new Error('the program for work apart does not start'))
    }
    child.on('message', (said: Said<Answer>) => {
      stands = true
      if ('answer' in said) ended(said.answer)
      // A failed sending is followed by the end of the process.
      else child.send(message, () => undefined)
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
export function askApart<Answer>({ program, longest, memory }: Apart, message: object): Promise<Answer | undefined> {
  return inTurn(async () => {
    const child = fork(program, [], {
      execArgv: [`--max-old-space-size=${memory}`],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    try {
      return await answerOf<Answer>(child, message, longest)
    } finally {
      child.removeAllListeners()
      child.on('error', () => undefined)
      child.kill('SIGKILL')
    }
  })
}
