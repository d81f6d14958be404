import { runCommand } from './run.ts'

const { status, out, err } = await runCommand(process.argv.slice(2), process.env)
if (out) process.stdout.write(`${out}\n`)
if (err) process.stderr.write(`${err}\n`)
process.exitCode = status
