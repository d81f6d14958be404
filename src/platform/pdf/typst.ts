import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { layoutLawJson } from './law.ts'
import { printable } from './signs.ts'

/** What is used of the typesetter's native package, which carries no types of its own. */
export type TypstDocument = { numOfPages: number }
type Diagnostic = { message: string; path: string }
type Problems = { shortDiagnostics: Diagnostic[] } | null
type Compiled = { result: TypstDocument | null; takeDiagnostics(): Problems; takeWarnings(): Problems }
export type TypstCompiler = {
  compile(options: { mainFilePath: string; inputs: Record<string, string> }): Compiled
  query(document: TypstDocument, options: { selector: string; field: string }): unknown
  pdf(document: TypstDocument, options: { pdfStandard: string; pdfTags?: boolean; creationTimestamp: number }): Uint8Array
  mapShadow(path: string, content: Uint8Array): void
  resetShadow(): void
  evictCache(maxAge: number): void
}
type TypstPackage = {
  NodeCompiler: { create(options: { workspace: string; fontArgs: { fontBlobs: Uint8Array[] }[] }): TypstCompiler }
}

export const templatesFolder = fileURLToPath(new URL('./templates/', import.meta.url))
const fontsFolder = new URL('../../../data/fonts/', import.meta.url)

/** The bytes of one of the four Liberation Serif fonts that stand in for Times New Roman. */
export const fontFile = (style: 'Regular' | 'Bold' | 'Italic' | 'BoldItalic'): Uint8Array =>
  readFileSync(new URL(`LiberationSerif-${style}.ttf`, fontsFolder))

/** A new typesetter with our fonts. Takes some 50 ms and 50 MB: keep it. */
export function newCompiler(): TypstCompiler {
  const packageName = `@myriaddreamin/typst-ts-node-compiler-linux-${process.arch}-gnu`
  const { NodeCompiler } = createRequire(import.meta.url)(packageName) as TypstPackage
  const fontBlobs = (['Regular', 'Bold', 'Italic', 'BoldItalic'] as const).map((style) => Buffer.from(fontFile(style)))
  return NodeCompiler.create({ workspace: templatesFolder, fontArgs: [{ fontBlobs }] })
}

/** What typst says without what it quotes: the words of a letter do not belong in a log. */
const inLog = (message: string) => message.replace(/["'`].*["'`]|[^ -~]+/gs, '…')

/** Typesets, with a box for each sign that no font of ours has; a warning counts as an error, for an unknown font is only a warning and another one would be printed. */
export function compile(compiler: TypstCompiler, template: string, inputs: Record<string, string>): TypstDocument {
  const drawn = Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, printable(text)]))
  const compiled = compiler.compile({
    mainFilePath: `${templatesFolder}${template}.typ`,
    inputs: { ...drawn, law: layoutLawJson },
  })
  const problems = [...(compiled.takeDiagnostics()?.shortDiagnostics ?? []), ...(compiled.takeWarnings()?.shortDiagnostics ?? [])]
  const document = compiled.result
  if (!document || problems.length > 0) {
    throw new Error(
      `typesetting ${template} failed: ${problems.map(({ message, path }) => `${inLog(message)} (${path})`).join('; ')}`,
    )
  }
  return document
}
