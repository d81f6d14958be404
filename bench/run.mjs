import { buildIfStale } from '../bin/lib/build.mjs'
import { handOver } from '../bin/lib/hand-over.mjs'
import { installIfStale } from '../bin/lib/install.mjs'

await installIfStale()
await buildIfStale()
handOver('bench/bench.ts', process.argv.slice(2), {})
