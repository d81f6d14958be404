import { openApi, operations, pageDoors } from './doors.ts'
import { code, page, table } from './markdown.ts'

/** docs/generated/routes.md */
export async function routesPage(): Promise<string> {
  const listed = await pageDoors()
  const described = operations(await openApi())
  return page('Routes', '`src/app/routes.ts` and the API’s OpenAPI document', [
    '## Pages',
    table(
      ['Address', 'Route module'],
      listed.map(({ path, file }) => [code(path), code(file)]),
    ),
    '## API',
    'The document is served at `/api/v1/openapi.json` and tried at `/api/v1/docs`. Every answer but a success is a problem (RFC 9457).',
    table(
      ['Operation', 'What it does', 'Answers', 'Open'],
      described.map(({ method, path, summary, statuses, open }) => [
        code(`${method} ${path}`),
        summary,
        statuses.join(', '),
        open ? 'to everybody' : 'signed in',
      ]),
    ),
  ])
}
