import type { Config } from '@react-router/dev/config'

export default {
  appDirectory: 'src/app',
  buildDirectory: 'build',
  // All addresses with the first page: no further requests while somebody works on a slow line.
  routeDiscovery: { mode: 'initial' },
} satisfies Config
