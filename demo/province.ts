import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { roles } from '#kernel/actor.ts'
import { repositoryFolder } from '#platform/config/config.ts'

/** An invented province: no name here is that of a real official or agency (DESIGN 5.16). */
export const province = 'Tỉnh Thanh Giang'

/** The PIN of every demonstration key, said aloud on the signing sheet. */
export const demonstrationPin = '12345678'

const DemoAgency = z.object({
  code: z.string(),
  core: z.boolean().default(false),
  parent: z.string().nullable().default(null),
  name: z.string(),
  short: z.string(),
  symbol: z.string(),
  level: z.enum(['CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'HAMLET']),
  kind: z.enum(['STATE', 'PARTY', 'MASS_ORGANISATION', 'PUBLIC_UNIT', 'UNDER_ANOTHER_SEAL']).default('STATE'),
  sealed_by: z.string().nullable().default(null),
  unreachable: z.boolean().default(false),
  from: z.iso.date().optional(),
  until: z.iso.date().nullable().default(null),
  divisions: z.record(z.string(), z.string()),
})
export type DemoAgency = z.infer<typeof DemoAgency>

const DemoPerson = z.object({
  core: z.boolean().default(false),
  login: z.string(),
  name: z.string(),
  at: z.string(),
  in: z.string().nullable().default(null),
  position: z.string(),
  roles: z.array(z.enum(roles)),
  head: z.boolean().default(false),
})
export type DemoPerson = z.infer<typeof DemoPerson>

const Succession = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.enum(['MERGE', 'SPLIT', 'RENAME', 'LEVEL_ABOLISHED']),
  on: z.iso.date(),
})

const fileOf = (name: string): unknown => parse(readFileSync(join(repositoryFolder, 'data/demo', name), 'utf8'))

/** Everything that the demonstration says about its province; `whole` false: only the core, for tests. */
export function describedProvince(whole: boolean) {
  const tree = z.object({ agencies: z.array(DemoAgency), successions: z.array(Succession) }).parse(fileOf('agencies.yaml'))
  const { people } = z.object({ people: z.array(DemoPerson) }).parse(fileOf('people.yaml'))
  const wanted = (one: { core: boolean }) => whole || one.core
  return {
    agencies: tree.agencies.filter(wanted),
    people: people.filter(wanted),
    successions: whole ? tree.successions : [],
  }
}
export type DescribedProvince = ReturnType<typeof describedProvince>

const Pattern = z.object({
  kind: z.string(),
  to: z.enum(['everybody', 'departments', 'communes', 'above', 'one', 'inside']).default('inside'),
  purpose: z
    .enum(['FOR_HANDLING', 'CONSULTATION', 'INFORMATION', 'REPORT', 'PERIODIC_REPORT', 'STATISTICS'])
    .default('INFORMATION'),
  due: z.number().nullable().default(null),
  urgency: z.enum(['NORMAL', 'URGENT', 'VERY_URGENT', 'EXPRESS']).default('NORMAL'),
  numbered: z.boolean().default(true),
  subject: z.string(),
})
export type Pattern = z.infer<typeof Pattern>
const words = z.array(z.string()).min(1)

const Texts = z.object({
  fields: words,
  committee: z.array(Pattern),
  department: z.array(Pattern),
  commune: z.array(Pattern),
  other: z.array(Pattern),
  inside: z.array(Pattern),
  bodies: z.object({ letter: z.string(), report: z.string(), decision: z.string(), answer: z.string() }),
  phrases: z.object({
    notes: words,
    proposals: words,
    outcomes: words,
    returns: words,
    refusals: z.array(z.object({ code: z.string(), text: z.string() })),
  }),
})
export type Texts = z.infer<typeof Texts>

export const writtenTexts = (): Texts => Texts.parse(fileOf('texts.yaml'))
