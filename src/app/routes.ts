import { index, type RouteConfig, route } from '@react-router/dev/routes'

/** Every page and its address. Route modules are the `.page.tsx` files of the modules. */
export default [
  index('start.page.tsx'),
  route('giao-dien', 'theme.page.ts'),
  route('*', 'missing.page.tsx'),
] satisfies RouteConfig
