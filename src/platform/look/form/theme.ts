import { createTheme } from '@mantine/core'

/** Mantine computes contrast from literals, so these repeat --p-* of tokens.css; a test compares them. */
export const scales = {
  gray: ['#F8F9FB', '#F1F3F6', '#E6E9EE', '#D6DBE2', '#B6BEC9', '#8A94A3', '#6B7280', '#4B5563', '#2E3744', '#1A212C'],
  lam: ['#EFF5FC', '#DCE9F8', '#BAD4F1', '#98C3F7', '#7DB4F5', '#3F86D4', '#1E68BC', '#0B4F9E', '#083B78', '#062A56'],
  son: ['#FDF0EF', '#FADDDB', '#F3B8B5', '#FF9A9A', '#E26A6A', '#CC3A3E', '#B5121B', '#8F1219', '#6F0D14', '#4A080D'],
  kim: ['#FFF8E3', '#FDEDBF', '#F8DC8B', '#F4C24D', '#E0A92B', '#C58F18', '#A67308', '#825400', '#603E00', '#402900'],
  ngoc: ['#EAF6EF', '#CFEADB', '#A6DBBF', '#7AD3A0', '#4DB380', '#2A8A58', '#1F7549', '#17643B', '#0E4628', '#082C19'],
  sim: ['#F3EEFB', '#E3D8F4', '#D6C4F3', '#C4A8F0', '#A585DE', '#7E5CB8', '#6B49A2', '#5B3A8C', '#412766', '#2A1845'],
} as const

const { gray, lam, son, kim, ngoc, sim } = scales

/** Theme of the few Mantine components; their colours come from the tokens by calendar.css. */
export const lookTheme = createTheme({
  colors: { gray, lam, son, kim, ngoc, sim, red: son, yellow: kim, green: ngoc, teal: ngoc, violet: sim },
  primaryColor: 'lam',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  defaultRadius: 'md',
  respectReducedMotion: true,
  focusRing: 'auto',
  fontFamily: 'var(--lt-font)',
  cursorType: 'pointer',
})
