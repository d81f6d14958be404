import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { repositoryFolder } from '#platform/config/config.ts'

const Template = z.object({ family: z.string(), basis: z.string(), text: z.string(), answer: z.string().optional() })

/** Skeletons by family of kinds, as typed text with its agency filled in; `answer` begins an answer to a document. */
export type Template = { text: string; answer: string }

/** What stands in the places that the system fills; `answered` is "Công văn số 168/UBND-TH ngày 19/11/2026 của …". */
export type TemplatePlaces = { agency: string; answered: string }

const filled = (text: string, places: TemplatePlaces) =>
  text
    .replaceAll('{agency}', places.agency)
    .replaceAll('{answered}', places.answered || '[số, ký hiệu, ngày, cơ quan ban hành]')
    .trimEnd()

/** The skeletons of data/templates (NĐ 30/2020 phụ lục III), by family. */
export async function templates(places: TemplatePlaces): Promise<Record<string, Template>> {
  const folder = join(repositoryFolder, 'data/templates')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml'))
  const read = names.map(async (name) => Template.parse(parse(await readFile(join(folder, name), 'utf8'))))
  const all = await Promise.all(read)
  return Object.fromEntries(
    all.map((one) => [one.family, { text: filled(one.text, places), answer: filled(one.answer ?? one.text, places) }]),
  )
}
