/** What a line of the text can be; the names are those of `Content`. */
export const partKinds = [
  'paragraph',
  'basis',
  'heading1',
  'heading2',
  'heading3',
  'article',
  'clause',
  'point',
  'appendix',
  'wideAppendix',
  'attached',
] as const
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
  appendix: 'Phụ lục (trang mới)',
  wideAppendix: 'Phụ lục khổ ngang',
  attached: 'Văn bản kèm theo (quy chế, kế hoạch …)',
}

/** What stands above the title of what goes with the document; drawn, never typed. */
export const annexLabel = (form: 'appendix' | 'attached', landscape: boolean): string =>
  `${form === 'attached' ? 'Văn bản kèm theo' : 'Phụ lục'}${landscape ? ' (khổ ngang)' : ''}`
