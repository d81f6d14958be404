import { index, layout, type RouteConfig, type RouteConfigEntry, route } from '@react-router/dev/routes'

/** Pages inside the office's frame; what one of them cannot show is said inside the frame. */
const office = (pages: RouteConfigEntry[]) => layout('office.tsx', [layout('within.tsx', pages)])

/** Every page and its address. Route modules are the `.page.tsx` files of the modules. */
export default [
  route('giao-dien', 'theme.page.ts'),
  route('ngon-ngu', 'language.page.ts'),
  route('dang-nhap', '../modules/organisation/accounts/sign-in.page.tsx'),
  route('dang-xuat', '../modules/organisation/accounts/sign-out.page.ts'),
  route('vai-tro', '../modules/organisation/accounts/role.page.ts'),
  route('lien-ket/:token', '../modules/organisation/links/link.page.tsx'),
  route('tep/di/:id/:file', '../modules/documents/outgoing/file.page.ts'),
  route('tep/den/:id/:file', '../modules/documents/incoming/file.page.ts'),
  route('tep/bao-cao/:file', '../modules/statistics/exchange/file.page.ts'),
  route('van-ban/di/tu-luu', '../modules/documents/drafting/autosave.page.ts'),
  office([
    index('../modules/documents/mywork/my-work.page.tsx'),
    route('van-ban/den', '../modules/documents/incoming/incoming-list.page.tsx'),
    route('van-ban/den/vao-so', '../modules/documents/incoming/entry.page.tsx', { id: 'entry-new' }),
    route('van-ban/den/:id', '../modules/documents/incoming/incoming.page.tsx'),
    route('van-ban/den/:id/vao-so', '../modules/documents/incoming/entry.page.tsx', { id: 'entry-begun' }),
    route('van-ban/di', '../modules/documents/outgoing/outgoing-list.page.tsx', { id: 'outgoing-list' }),
    route('van-ban/du-thao', '../modules/documents/outgoing/outgoing-list.page.tsx', { id: 'draft-list' }),
    route('van-ban/di/moi', '../modules/documents/outgoing/compose.page.tsx', { id: 'compose-new' }),
    route('van-ban/di/:id', '../modules/documents/outgoing/outgoing.page.tsx'),
    route('van-ban/di/:id/sua', '../modules/documents/outgoing/compose.page.tsx', { id: 'compose-draft' }),
    route('bao-cao/trao-doi', '../modules/statistics/exchange/exchange.page.tsx'),
    route('bao-cao/trao-doi/van-ban', '../modules/statistics/exchange/behind.page.tsx'),
    route('bao-cao/trao-doi/can-xu-ly', '../modules/statistics/exchange/attention.page.tsx'),
    route('thong-bao-tai-khoan', '../modules/organisation/links/notices.page.tsx'),
    route('tro-giup', 'help.page.tsx'),
    route('tai-khoan', '../modules/organisation/accounts/account.page.tsx'),
    route('uy-quyen', '../modules/organisation/delegations/delegation.page.tsx'),
    route('nhom-noi-nhan', '../modules/organisation/groups/group.page.tsx'),
    route('quan-tri', '../modules/organisation/agencies/tree.page.tsx', [
      index('../modules/organisation/agencies/overview.page.tsx'),
      route('co-quan-moi', '../modules/organisation/agencies/new-agency.page.tsx'),
      route('co-quan/:agency', '../modules/organisation/people/directory.page.tsx'),
      route('co-quan/:agency/don-vi', '../modules/organisation/divisions/division.page.tsx'),
      route('co-quan/:agency/thong-tin', '../modules/organisation/agencies/agency-facts.page.tsx'),
      route('co-quan/:agency/them-nguoi', '../modules/organisation/people/new-person.page.tsx'),
      route('nguoi/:person', '../modules/organisation/people/person.page.tsx'),
    ]),
    route('quan-tri/lien-ket', '../modules/organisation/links/sheet.page.tsx'),
    route('quan-tri/he-thong', 'system.page.tsx'),
    route('chung-thu-so', '../modules/signing/keys/key.page.tsx'),
    route('chung-thu-so/co-quan', '../modules/signing/keys/agency-key.page.tsx'),
    route('chung-thu-so/tin-cay', '../modules/signing/anchors/anchor.page.tsx'),
  ]),
  route('*', 'missing.page.tsx'),
] satisfies RouteConfig
