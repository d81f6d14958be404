import { type ChildProcess, fork } from 'node:child_process'

export type Apart = {
  /** Program that takes one message and answers one. */
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

function answerOf<Answer>(child: ChildProcess, message: object, longest: number): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('too slow')), longest)
    const ended = (error: Error) => {
      clearTimeout(timer)
      reject(error)
    }
    child.once('message', (answer) => {
      clearTimeout(timer)
      resolve(answer as Answer)
    })
    child.once('error', ended)
    child.once('exit', () => ended(new Error('ended without an answer')))
    child.send(message, (error) => (error ? ended(error) : undefined))
  })
}

/**
 * Asks a program in a process of its own, for a file from outside may be made to hurt: it knows nothing of ours, no environment,
 * no secrets, has a limit of time and memory, and what it uses up or how it dies is its own affair.
 * @throws Error when it gives no answer
 */
export function askApart<Answer>({ program, longest, memory }: Apart, message: object): Promise<Answer> {
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
