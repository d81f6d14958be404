import path from 'node:path'
import { fileURLToPath } from 'node:url'

// Plain JavaScript for any Node.js from 18 on: what is here runs before the packages are installed.
if (Number(process.versions.node.split('.')[0]) < 18) {
  console.error(`Cần Node.js 18 trở lên để bắt đầu (máy này có ${process.version}): apt-get install nodejs npm`)
  console.error(`Node.js 18 or newer is needed to begin (this machine has ${process.version}): apt-get install nodejs npm`)
  process.exit(69)
}

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
export const inRoot = (...parts) => path.join(root, ...parts)

/** Progress goes to the error stream: the standard output belongs to what a command answers, JSON for instance. */
export const tell = (sentence) => console.error(sentence)
