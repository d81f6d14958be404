import type { ReactNode } from 'react'
import { Anchor, PostForm } from '../anchor/anchor.tsx'
import { Avatar, type AvatarTone } from '../avatar/avatar.tsx'
import { Drum, Emblem } from '../emblem/emblem.tsx'
import { Icon } from '../icon/icon.tsx'
import { useSay } from '../language/language.tsx'

export type SignInHeroProps = {
  /** Where this is: "Nền tảng điều hành, trao đổi văn bản và một cửa của tỉnh Thanh Giang." */
  about: string
  figures?: readonly { name: string; value: string }[]
  /** The pane at the right: sign-in form or choice of people. */
  children: ReactNode
}

/** The threshold: red pane with the drum at the left, the way in at the right. */
export function SignInHero(props: SignInHeroProps) {
  const say = useSay()
  return (
    <div className="lt-signin">
      <aside className="lt-hero">
        <Drum place="hero" />
        <div className="lt-hero__mark">
          <Emblem label={say('Biểu trưng Liên Thông', 'Emblem of Liên Thông')} />
          <b>Liên Thông</b>
        </div>
        <div className="lt-hero__say">
          <p className="lt-hero__motto">
            {say('Văn bản đi tới nơi,', 'Documents arrive,')} <br />
            {say('việc có người làm,', 'work is taken up,')} <br />
            {say('dân không phải chờ.', 'nobody is kept waiting.')}
          </p>
          <p>{props.about}</p>
        </div>
        {props.figures && (
          <dl>
            {props.figures.map((figure) => (
              <div key={figure.name}>
                <dt>{figure.name}</dt>
                <dd>{figure.value}</dd>
              </div>
            ))}
          </dl>
        )}
      </aside>
      <main className="lt-pick" id="noi-dung">
        {props.children}
      </main>
    </div>
  )
}

export type PickedPerson = { id: string; name: string; position: string; about: string; tone?: AvatarTone }

/** People of the demonstration by agency; one press becomes them (posts `name`=id). */
export function PeoplePicker(props: {
  title: string
  about?: string
  people: readonly PickedPerson[]
  action?: string
  name?: string
}) {
  return (
    <section>
      <h2 className="lt-pick__group">
        {props.title} {props.about && <span>{props.about}</span>}
      </h2>
      <PostForm action={props.action} className="lt-pick__grid" whole>
        {props.people.map((person) => (
          <button key={person.id} type="submit" name={props.name ?? 'person'} value={person.id} className="lt-person">
            <Avatar name={person.name} size={40} tone={person.tone} />
            <span className="lt-person__words">
              <b>{person.name}</b>
              <em>{person.position}</em>
              <small>{person.about}</small>
            </span>
            <Icon name="right" size="small" />
          </button>
        ))}
      </PostForm>
    </section>
  )
}

/** The last line of the sign-in page. */
export function SignInFoot(props: { words: string; link?: { href: string; label: string } }) {
  return (
    <footer className="lt-pick__foot">
      <span>{props.words}</span>
      {props.link && (
        <Anchor href={props.link.href} className="lt-hit">
          {props.link.label}
        </Anchor>
      )}
    </footer>
  )
}
