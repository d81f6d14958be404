import { Icon, Menu, MenuLink, MenuPart } from '#platform/look/index.ts'

export type Option = { value: string; label: string; href: string; part?: string }

/** One choice of the header as a sheet of links: it works without script. */
export function Chosen(props: { label: string; value: string; options: readonly Option[] }) {
  const parts = Map.groupBy(props.options, ({ part }) => part ?? '')
  const face = (
    <>
      <span>{props.label}</span> <b>{props.value}</b>
      <Icon name="down" size="tiny" />
    </>
  )
  return (
    <Menu face={face} faceClass="lt-chip lt-chip--offer" align="start">
      <div style={{ maxHeight: '60vh', overflowY: 'auto' }}>
        {[...parts].map(([part, options]) => (
          <MenuPart key={part} {...(part ? { title: part } : {})}>
            {options.map((option) => (
              <MenuLink key={option.value} href={option.href}>
                {option.label}
              </MenuLink>
            ))}
          </MenuPart>
        ))}
      </div>
    </Menu>
  )
}
