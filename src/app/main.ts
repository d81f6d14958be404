import { readConfig } from '#platform/config/config.ts'
import { cannotStartExit, startProblemOf } from '#platform/config/problem.ts'
import { type Running, start } from './start.ts'

const tell = (sentence: string) => console.error(sentence)
/** A fault with its stack alone: what the database adds to an error quotes rows. */
const fault = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error))

/** Ends the process in order on SIGTERM and SIGINT; a second signal, or half a minute, ends it at once. */
function endOnSignal(running: Running) {
  let ending = false
  const end = (signal: string) => {
    if (ending) process.exit(1)
    ending = true
    tell(`Nhận ${signal}, đang dừng …`)
    setTimeout(() => process.exit(1), 30_000).unref()
    running.stop().then(
      () => process.exit(0),
      (error) => {
        tell(fault(error))
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(signal))
}

try {
  const running = await start(readConfig(process.env), tell)
  endOnSignal(running)
  tell(running.address ? `Liên Thông đang chạy tại ${running.address}` : 'Liên Thông: tiến trình xử lý việc nền đang chạy.')
} catch (error) {
  tell(startProblemOf(error) ?? fault(error))
  process.exit(startProblemOf(error) ? cannotStartExit : 1)
}
