import path from 'node:path'
import { reactRouter } from '@react-router/dev/vite'
import { defineConfig, type Plugin } from 'vite'

const root = import.meta.dirname

/**
 * On the server a bundled module still stands where its source stands: what it reads beside itself (law as data, word lists)
 * is found from `import.meta.dirname` in the bundle as it is when Node.js runs the source.
 */
function keepPlace(): Plugin {
  return {
    name: 'keep-place',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'ssr',
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/, code: /import\.meta\.(dirname|filename|url)\b/ },
      handler(code, id) {
        const file = path
          .relative(root, id.split('?')[0] ?? id)
          .split(path.sep)
          .join('/')
        const url = `new URL(${JSON.stringify(`../../${file}`)}, import.meta.url)`
        const places = { url: `${url}.href`, filename: `__path(${url})`, dirname: `__path(new URL('.', ${url})).slice(0, -1)` }
        const text = code.replace(/import\.meta\.(dirname|filename|url)\b/g, (_all, name: keyof typeof places) => places[name])
        return { code: `import { fileURLToPath as __path } from 'node:url';${text}`, map: null }
      },
    },
  }
}

export default defineConfig({
  root,
  plugins: [keepPlace(), reactRouter()],
  publicDir: false,
  // The vendored fonts must stay files: the content security policy takes fonts from files only.
  build: { assetsInlineLimit: 0, target: 'es2023' },
})
