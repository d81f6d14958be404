import { isCode, isTest, nodes, type Rule } from './tree.ts'

// Written in pieces, so that this file does not break its own rule.
const marks = new RegExp(`\\b(${['TO', 'DO'].join('')}|FIX${'ME'}|XX${'X'}|HA${'CK'})\\b`)
const disabled = new RegExp(
  `@ts-${'ignore'}|@ts-${'expect-error'}|@ts-${'nocheck'}|biome-${'ignore'} (?!format)|eslint-${'disable'}`,
)
const switchedOff = /^\s*(it|test|describe)\.(skip|only|todo|fails)\b/m
const outside = new RegExp(`(^|[^A-Za-z0-9_.])/(${'wo'}rk|${'fa'}rm)/|\\.\\./${'sha'}red/`)

export const honest: Rule = {
  number: 8,
  sentence: 'Strict types without `any`, no disabled check, no unfinished mark, no switched off test.',
  check: (files) =>
    files
      .filter(({ path }) => isCode(path) || path.startsWith('bin/'))
      .flatMap(({ path, text }) => [
        ...(marks.test(text) ? [`${path}: a mark of unfinished work`] : []),
        ...(disabled.test(text) ? [`${path}: a disabled check`] : []),
        ...(switchedOff.test(text) ? [`${path}: a switched off test`] : []),
        ...(isCode(path) && nodes({ path, text }).some((node) => node.type === 'TSAnyKeyword') ? [`${path}: any`] : []),
        ...(/^(export )?(declare )?(const )?enum /m.test(text) ? [`${path}: enum`] : []),
      ]),
}

export const standsAlone: Rule = {
  number: 9,
  sentence: 'Nothing in the tree reads outside the repository.',
  check: (files) => files.filter(({ text }) => outside.test(text)).map(({ path }) => `${path}: names a place outside`),
}

/** Every action leaves its audit row: a file that takes a step of a life, or writes by hand, notes it. */
export const everyActionIsAudited: Rule = {
  number: 6,
  sentence: 'Every step has an action, and every action notes the audit.',
  check: (files) =>
    files
      .filter(
        ({ path }) =>
          path.startsWith('src/modules/') &&
          !isTest(path) &&
          /\.ts$/.test(path) &&
          !/\.(sql|states|policy|forms|page|api)\.ts$/.test(path),
      )
      .filter(({ text }) => /States\.take\(/.test(text) && /export async function/.test(text) && !/\bnote\(/.test(text))
      .map(({ path }) => `${path}: takes a step and notes nothing`),
}
