import { buildIfStale } from './lib/build.mjs'
import { handOver } from './lib/hand-over.mjs'
import { installIfStale } from './lib/install.mjs'

const args = process.argv.slice(2)
await installIfStale()
// A real installation may be served by a user who may not write here: its pages are built while it is set up.
if (args[0] === 'setup' && !args.includes('--help')) await buildIfStale()
handOver('src/app/cli/cli.ts', args, { env: { NODE_ENV: 'production' } })
