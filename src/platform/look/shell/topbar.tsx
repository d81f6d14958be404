import { Anchor, PostForm } from '../anchor/anchor.tsx'
import { Avatar, type AvatarTone } from '../avatar/avatar.tsx'
import { IconLink } from '../button/button.tsx'
import { Emblem } from '../emblem/emblem.tsx'
import { Icon } from '../icon/icon.tsx'
import type { IconName } from '../icon/paths.ts'
import { LanguageSwitch, useSay } from '../language/language.tsx'
import { Menu, MenuButton, MenuLink, MenuPart } from '../menu/menu.tsx'
import { SearchField } from '../search/search.tsx'
import { type Scheme, SchemeSwitch } from './scheme.tsx'

export type ShellPerson = {
  name: string
  /** Post and division as shown below the name, "Chuyên viên, P. Ngân sách". */
  post: string
  tone?: AvatarTone
  /** The posts between which this person may change; one is current. */
  posts?: readonly { id: string; label: string; current?: boolean }[]
}
export type TopBarProps = {
  agency: { name: string; parent?: string }
  person: ShellPerson
  scheme: Scheme
  query?: string | undefined
  create?: readonly { label: string; href: string; icon?: IconName }[]
  news?: { count: number; href: string }
  help?: string
  /** "Chào anh An": takes the parent agency's place on the phone. */
  greeting?: string | undefined
  /** Addresses of the deeds in the bar; the defaults are those of the application. */
  deeds?: { scheme?: string; role?: string; leave?: string; account?: string }
}

function Create(props: { rows: NonNullable<TopBarProps['create']> }) {
  const say = useSay()
  const face = (
    <>
      <Icon name="plus" size="small" />
      <span className="lt-topbar__word">{say('Tạo mới', 'New')}</span>
    </>
  )
  return (
    <Menu faceClass="lt-btn" face={face} label={say('Tạo mới', 'New')}>
      {props.rows.map((row) => (
        <MenuLink key={row.href} href={row.href} icon={row.icon ?? 'document'}>
          {row.label}
        </MenuLink>
      ))}
    </Menu>
  )
}

function PersonMenu(props: { person: ShellPerson; help: string; deeds: NonNullable<TopBarProps['deeds']> }) {
  const { person, deeds } = props
  const say = useSay()
  const face = (
    <>
      <Avatar name={person.name} tone={person.tone} />
      <span className="lt-who__words">
        <b>{person.name}</b>
        <span>{person.post}</span>
        <span className="lt-vh">{say('Đổi vai trò, đăng xuất', 'Change role, sign out')}</span>
      </span>
      <Icon name="down" size="tiny" />
    </>
  )
  return (
    <Menu faceClass="lt-who" face={face}>
      {person.posts && person.posts.length > 1 && (
        <MenuPart title={say('Làm việc với vai trò', 'Work in the role of')}>
          <PostForm action={deeds.role ?? '/vai-tro'} whole>
            {person.posts.map((post) => (
              <MenuButton key={post.id} name="post" value={post.id} current={post.current ?? false}>
                {post.label}
              </MenuButton>
            ))}
          </PostForm>
        </MenuPart>
      )}
      <MenuPart>
        <MenuLink href={deeds.account ?? '/tai-khoan'} icon="person">
          {say('Tài khoản của tôi', 'My account')}
        </MenuLink>
        <MenuLink href="/chung-thu-so" icon="shield">
          {say('Chứng thư số', 'Certificates')}
        </MenuLink>
        <MenuLink href="/uy-quyen" icon="forward">
          {say('Ủy quyền khi đi vắng', 'Delegation when away')}
        </MenuLink>
        <MenuLink href={props.help} icon="help">
          {say('Trợ giúp', 'Help')}
        </MenuLink>
        <PostForm action={deeds.leave ?? '/dang-xuat'} whole>
          <MenuButton icon="open">{say('Đăng xuất', 'Sign out')}</MenuButton>
        </PostForm>
      </MenuPart>
      <MenuPart>
        <div className="lt-menu__language">
          <LanguageSwitch />
        </div>
      </MenuPart>
    </Menu>
  )
}

/** Plate and agency, search, new things, news, help, theme, person. */
export function TopBar(props: TopBarProps) {
  const { agency, news, greeting } = props
  const say = useSay()
  const newsLabel = news?.count ? `${say('Thông báo', 'News')}, ${news.count} ${say('mới', 'new')}` : say('Thông báo', 'News')
  return (
    <header className="lt-topbar">
      <Anchor href="/" className={`lt-org${greeting ? ' lt-org--greets' : ''}`}>
        <Emblem />
        <span className="lt-org__words">
          <b className="lt-clip">{agency.name}</b>
          {agency.parent && <span className="lt-org__parent lt-clip">{agency.parent}</span>}
          {greeting && <span className="lt-org__greeting lt-clip">{greeting}</span>}
        </span>
      </Anchor>
      <SearchField query={props.query} />
      <span className="lt-spacer" />
      {props.create && props.create.length > 0 && <Create rows={props.create} />}
      <div className="lt-topbar__signs">
        {news && <IconLink icon="bell" label={newsLabel} href={news.href} count={news.count} />}
        <span className="lt-topbar__help">
          <IconLink icon="help" label={say('Trợ giúp', 'Help')} href={props.help ?? '/tro-giup'} />
        </span>
        <SchemeSwitch scheme={props.scheme} action={props.deeds?.scheme ?? '/giao-dien'} />
      </div>
      <PersonMenu person={props.person} help={props.help ?? '/tro-giup'} deeds={props.deeds ?? {}} />
    </header>
  )
}
