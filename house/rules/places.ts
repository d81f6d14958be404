import { imports, inSource, isCode, isTest, nodes, type Rule, type SourceFile } from './tree.ts'

const inModules = (path: string) => path.startsWith('src/modules/') && !isTest(path)
const imported = (file: SourceFile, wanted: RegExp) => imports(file).filter((specifier) => wanted.test(specifier))
const each = (files: readonly SourceFile[], which: (path: string) => boolean, find: (file: SourceFile) => string[]) =>
  files.filter(({ path }) => isCode(path) && which(path)).flatMap((file) => find(file).map((what) => `${file.path}: ${what}`))

// Perform files read a posted form on behalf of their page; browser files run in the page itself.
const isDoor = (path: string) =>
  /\.(page|api|files)\.tsx?$|\.tsx$|(perform|deed|answer)\.ts$|\.browser\.|refusals\.vi\.ts$|\.forms\.ts$|module\.ts$/.test(path)

export const eachInItsPlace: Rule = {
  number: 5,
  sentence: 'HTTP only in pages and `.api.ts`, SQL only in `.sql.ts` and policies, looks only in `.tsx` and `platform/look`.',
  check: (files) => [
    ...each(
      files,
      (path) => inModules(path) && !isDoor(path),
      (file) =>
        [...imported(file, /^(fastify|react-router)$/), ...imported(file, /^#platform\/http\//)].map((one) => `HTTP (${one})`),
    ),
    ...each(
      files,
      (path) => inModules(path) && !path.endsWith('.tsx'),
      (file) => imported(file, /^#platform\/look\//).map((one) => `looks (${one})`),
    ),
    ...each(
      files,
      (path) => inModules(path) && !/\.(sql|policy)\.ts$/.test(path),
      (file) => (/^import (?!type ).*from 'kysely'/m.test(file.text) ? ['SQL (kysely)'] : []),
    ),
  ],
}

/** Whatever may hold a pool: the ground, the app, the command line, and pages for acts that come before there is an actor. */
const mayHoldPool = (path: string) => /^src\/(platform|app)\//.test(path) || isTest(path) || !path.startsWith('src/')

export const nothingAmbient: Rule = {
  number: 4,
  sentence: 'Decisions are pure; `tx`, `actor`, `clock` are arguments; nothing is ambient.',
  check: (files) => [
    ...each(
      files,
      (path) => inModules(path) || path.startsWith('src/kernel/'),
      (file) => [
        // A hook lives in the browser and may look at the clock on the wall.
        ...(/\bDate\.now\(|new Date\(\)/.test(file.text) && !imports(file).includes('react')
          ? ['reads the time past app.now()']
          : []),
        ...(/^(export )?let /m.test(file.text) ? ['module state (let)'] : []),
      ],
    ),
    ...each(
      files,
      (path) => !mayHoldPool(path),
      (file) => imported(file, /#platform\/db\/pool\.ts/).map(() => 'holds the pool'),
    ),
    ...each(
      files,
      (path) => path.startsWith('src/kernel/') && !isTest(path),
      (file) => imported(file, /^(node:|pg|kysely|fastify|#platform)/).map((one) => `the kernel reaches out (${one})`),
    ),
  ],
}

const forbidden = /(^|\/)(utils?|helpers?|common|shared|services?|misc)\//

export const noDumpingGround: Rule = {
  number: 11,
  sentence: 'No folder called utils, helpers, common, shared or services; no class where a function does.',
  check: (files) => [
    ...files.filter(({ path }) => forbidden.test(path)).map(({ path }) => `${path}: forbidden folder`),
    ...each(
      files,
      (path) => inSource(path) && !path.includes('.browser.'),
      (file) =>
        nodes(file)
          .filter(
            (node) =>
              node.type === 'ClassDeclaration' &&
              !/extends\s+(Error|Transform|Readable)/.test(file.text.slice(node.start, node.start + 120)),
          )
          .map(() => 'a class'),
    ),
  ],
}

export const refusalsByCode: Rule = {
  number: 6,
  sentence: 'Refusals are recognised by `code`, never by `instanceof`.',
  check: (files) =>
    each(
      files,
      () => true,
      (file) => (new RegExp(`instance${'of'}\\s+Refused\\b`).test(file.text) ? ['recognised by its class'] : []),
    ),
}
