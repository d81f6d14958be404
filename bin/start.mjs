import { buildIfStale } from './lib/build.mjs'
import { handOver } from './lib/hand-over.mjs'
import { installIfStale } from './lib/install.mjs'

await installIfStale()
await buildIfStale()
handOver('src/app/main.ts', process.argv.slice(2), { env: { NODE_ENV: 'production' }, alone: true })
