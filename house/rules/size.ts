import { isCode, isTest, linesOf, type Node, nodes, type Rule, type SourceFile } from './tree.ts'

const caps = { file: 250, test: 500, function: 40, parameters: 4 }
const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/** A component is a picture of the screen: its lines are markup, and only its logic is counted. */
const isMarkup = (body: string) => /\breturn \(\s*</.test(body) || /=> \(\s*</.test(body)

function faultsOfFunction({ path, text }: SourceFile, node: Node): string[] {
  const body = text.slice(node.start, node.end)
  const at = linesOf(text.slice(0, node.start))
  const parameters = (node.params as unknown[]).length
  const logic = isMarkup(body) ? body.slice(0, body.search(/\breturn \(\s*<|=> \(\s*</)) : body
  return [
    ...(linesOf(logic) > caps.function ? [`${path}:${at}: a function of ${linesOf(logic)} lines`] : []),
    // The signature of a framework's entry is the framework's.
    ...(parameters > caps.parameters && !path.endsWith('entry.server.tsx') ? [`${path}:${at}: ${parameters} parameters`] : []),
  ]
}

function faultsOf(file: SourceFile): string[] {
  const test = isTest(file.path)
  const cap = test ? caps.test : caps.file
  const lines = linesOf(file.text)
  const long = lines > cap ? [`${file.path}: ${lines} lines (cap ${cap})`] : []
  if (test) return long
  return [
    ...long,
    ...nodes(file)
      .filter((node) => functions.has(node.type))
      .flatMap((node) => faultsOfFunction(file, node)),
  ]
}

export const caps10: Rule = {
  number: 10,
  sentence:
    'A file has at most 250 lines (a test 500), a function 40, a signature 4 parameters; at the cap look for the missing noun.',
  check: (files) => files.filter(({ path }) => isCode(path)).flatMap(faultsOf),
}
