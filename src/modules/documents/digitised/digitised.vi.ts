import type { DigitisedFailure, Finding, Quality } from './digitised.ts'

const degrees = (tilt: number) => (tilt / 100).toFixed(1).replace('.', ',')

/** What was found, and what to do, in words. */
export function findingWords(finding: Finding, { dpi, tilt, confidence }: Quality): string {
  const words: Record<Finding, string> = {
    coarse: `Quét ${dpi} dpi, chuẩn số hóa là từ 200 dpi: nếu còn bản giấy, hãy quét lại cho rõ.`,
    uncoloured: 'Bản quét không phải ảnh màu, chuẩn số hóa là ảnh màu: nếu còn bản giấy, hãy quét lại ở chế độ màu.',
    leaning: `Trang nghiêng ${degrees(tilt)}°: chữ có thể nhận sai, hãy đặt giấy thẳng rồi quét lại.`,
    doubtful: `Độ tin cậy của chữ chỉ ${confidence}%: hãy so với bản quét trước khi xác nhận.`,
    wordless: 'Không nhận ra chữ nào: tìm kiếm sẽ không thấy nội dung trang này.',
  }
  return words[finding]
}

export const failureWords: Readonly<Record<DigitisedFailure, string>> = {
  'too-many-pages': 'Bản quét có hơn 200 trang nên chưa số hóa: hãy chia thành nhiều tệp. Bản quét vẫn được giữ nguyên.',
  unreadable: 'Máy không đọc được bản quét này: hãy quét lại, hoặc thử lại. Bản quét vẫn được giữ nguyên.',
  fault: 'Số hóa chưa xong vì lỗi của hệ thống. Bản quét vẫn được giữ nguyên; hãy thử lại, còn lỗi thì báo quản trị.',
}

export const colourWords = { COLOUR: 'ảnh màu', GREY: 'ảnh xám', BLACK_AND_WHITE: 'ảnh đen trắng' } as const

/** What was measured, in one line: "2 trang · 200 dpi · ảnh màu · nghiêng 0,4° · tin cậy 93%". */
export const qualityLine = ({ pages, dpi, colour, tilt, confidence }: Quality): string =>
  [
    `${pages} trang`,
    ...(dpi === null ? [] : [`${dpi} dpi`]),
    colourWords[colour],
    `nghiêng ${degrees(tilt)}°`,
    ...(confidence === null ? [] : [`tin cậy của chữ ${confidence}%`]),
  ].join(' · ')
