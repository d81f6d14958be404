import { letterPdf } from '#platform/pdf/letter.testing.ts'
import { recogniser } from './program.ts'
import { recognise } from './recognise.ts'
import { chance, drawnPage, noisy, png, sealedOver, tilted, trueWords, wordAccuracy } from './scan.testing.ts'

// npm run campaign:scans -- [how many] [first seed]: scans pages by program, askew, grained, with a seal over their text, reads each.
const [count = 100, first = 1] = process.argv.slice(2).map(Number)
const wanted = 0.95

const sentences = [
  'Thực hiện Kế hoạch số 27/KH-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh, Sở đề nghị các đơn vị rà soát số liệu.',
  'Đối chiếu với Kho bạc Nhà nước khu vực XIV và gửi báo cáo trước ngày 25 hằng tháng để tổng hợp, trình cấp có thẩm quyền.',
  'Tỷ lệ giải ngân vốn đầu tư công đến hết quý III đạt 61,4% kế hoạch, thấp hơn cùng kỳ năm trước 3,2 điểm phần trăm.',
  'Giao Phòng Quản lý ngân sách chủ trì, phối hợp với Văn phòng Sở hoàn thiện phương án, bảo đảm tiến độ và chất lượng.',
  'Hộ ông Nguyễn Hữu Thưởng, thôn Phú Ngãi, xã Bồng Miêu được bồi thường 1.250 m² đất trồng cây hằng năm khác.',
]

const shares: number[] = []
for (let seed = first; seed < first + count; seed += 1) {
  const next = chance(seed)
  const body = Array.from({ length: 5 }, () => sentences[Math.floor(next() * sentences.length)]).join('\n')
  const letter = letterPdf(body)
  const [tilt, grain] = [next() * 4 - 2, next() * 50]
  const seal = { x: 150 + next() * 300, y: 200 + next() * 250, radius: 50 }
  const page = noisy(tilted(sealedOver(drawnPage(letter, 200), seal, 200), tilt), { seed, grain })
  const asked = { mediaType: 'image/png', title: `${seed}`, at: new Date(0) }
  const made = await recognise(png(page, { dpi: 200 }), asked, recogniser())
  const share = 'notRead' in made ? 0 : wordAccuracy(trueWords(letter), made.pages[0]?.text ?? '', seal)
  shares.push(share)
  const what = `tilt ${tilt.toFixed(2)}, grain ${grain.toFixed(0)}, seal ${seal.x.toFixed(0)} ${seal.y.toFixed(0)}`
  if (share < wanted) console.log(`seed ${seed}: ${(share * 100).toFixed(1)} % (${what})`)
}
const sorted = shares.toSorted((a, b) => a - b)
const mean = shares.reduce((sum, one) => sum + one, 0) / Math.max(1, shares.length)
const below = shares.filter((one) => one < wanted).length
console.log(
  `${shares.length} pages: mean ${(mean * 100).toFixed(2)} %, median ${((sorted[sorted.length >> 1] ?? 0) * 100).toFixed(2)} %, worst ${((sorted[0] ?? 0) * 100).toFixed(1)} %, below ${wanted * 100} %: ${below}`,
)
