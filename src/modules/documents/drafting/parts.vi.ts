/** What a line of the text can be; the names are those of `Content`. */
export const partKinds = ['paragraph', 'basis', 'heading1', 'heading2', 'heading3', 'article', 'clause', 'point'] as const
export type PartKind = (typeof partKinds)[number]

export const partLabels: Record<PartKind, string> = {
  paragraph: 'Đoạn văn',
  basis: 'Căn cứ',
  heading1: 'Phần, chương',
  heading2: 'Mục',
  heading3: 'Tiểu mục',
  article: 'Điều',
  clause: 'Khoản',
  point: 'Điểm',
}
