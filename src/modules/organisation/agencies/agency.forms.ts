import { z } from 'zod'

/** One form of letters, so that equal names are equal (the database asks for it too). */
const words = (most: number) => z.string().trim().normalize('NFC').min(1).max(most)
const day = z.string().optional()
const yes = z
  .string()
  .optional()
  .transform((ticked) => ticked !== undefined)

export const AgencyAddress = z.object({ id: z.uuid() })

/** Everything that describes an agency; days as typed. */
export const AgencyForm = z.object({
  name: words(200),
  shortName: words(60),
  symbol: z.string().normalize('NFC').max(20).regex(/^\S+$/, 'Ký hiệu viết liền, không có dấu cách.'),
  organId: z
    .string()
    .max(35, 'Nhiều nhất 35 ký tự (QĐ 20/2020/QĐ-TTg).')
    .regex(/^[A-Z0-9]+([.-][A-Z0-9]+)*$/, 'Chỉ gồm chữ in hoa không dấu, chữ số và dấu chấm, ví dụ H99.11.'),
  code13: z.string().max(13, 'Nhiều nhất 13 ký tự (QCVN 102:2016/BTTTT).').optional(),
  level: z.enum(['CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'HAMLET']),
  kind: z.enum(['STATE', 'PARTY', 'MASS_ORGANISATION', 'PUBLIC_UNIT', 'UNDER_ANOTHER_SEAL']),
  place: words(60),
  parent: z.uuid().optional(),
  sealedBy: z.uuid().optional(),
  hasSeal: yes,
  reachable: yes,
  effectiveFrom: day,
})
export type AgencyForm = z.output<typeof AgencyForm>

/** What the unit administrator of the agency itself may put right. */
export const OwnAgencyForm = AgencyForm.pick({ shortName: true, symbol: true, place: true })
export type OwnAgencyForm = z.output<typeof OwnAgencyForm>

export const EndAgencyForm = z.object({
  effectiveTo: z.string(),
  successor: z.union([z.array(z.uuid()).max(20), z.uuid().transform((one) => [one])]).optional(),
  succession: z.enum(['MERGE', 'SPLIT', 'RENAME', 'LEVEL_ABOLISHED']).optional(),
})
export type EndAgencyForm = z.output<typeof EndAgencyForm>
