import { describeConfig, readConfig, settings } from '#platform/config/config.ts'
import type { Command } from './command.ts'

export const command: Command = {
  name: 'settings',
  summary: 'Cấu hình đang có hiệu lực của bản cài này, không in mật khẩu.',
  examples: ['bin/lienthong settings --json'],
  run: async ({ env }) => {
    const lines = describeConfig(readConfig(env))
    const json = lines.map(([name, value]) => ({ name, value, given: Boolean(env[name]?.trim()), means: settings[name].means }))
    return { status: 0, json, text: lines.map(([name, value]) => `${name}=${value}`).join('\n') }
  },
}
