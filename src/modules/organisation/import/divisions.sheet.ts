import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import { agencyByOrganId, divisionsOf } from '../agencies/agency.sql.ts'
import { DivisionForm } from '../divisions/division.forms.ts'
import { addDivision, editDivision } from '../divisions/tend-division.ts'
import { lineActs } from './bring.ts'
import { type Column, sheet } from './sheet.ts'

const columns: Column[] = [
  { head: 'Mã cơ quan', field: 'agency', required: true, means: 'Mã định danh của cơ quan', examples: ['H99.11', 'H99.11'] },
  {
    head: 'Tên phòng, ban',
    field: 'name',
    required: true,
    means: 'Nhận ra phòng, ban đã có',
    examples: ['Văn phòng', 'Phòng Ngân sách'],
  },
  { head: 'Ký hiệu', field: 'symbol', required: true, means: 'Đứng sau ký hiệu cơ quan', examples: ['VP', 'NS'] },
]

export const divisionsSheet = sheet({
  name: 'Phòng ban',
  columns,
  shape: DivisionForm.extend({ agency: z.string() }),
  async bring(at, lines) {
    for (const line of lines) {
      await lineActs(at, line, async () => {
        const { agency: code, ...named } = line.values
        const agency = await agencyByOrganId(at.work.tx, code)
        if (!agency) throw new Refused('not-found', 'agency')
        const known = (await divisionsOf(at.work.tx, agency.id)).find((one) => one.name === named.name)
        if (!known) {
          await addDivision(at.work, agency.id, named)
          return 'new'
        }
        if (known.symbol === named.symbol) return 'same'
        await editDivision(at.work, known.id, named)
        return 'changed'
      })
    }
  },
})
