import { Icon, Menu, MenuLink, PageHeader, Tag } from '#platform/look/index.ts'
import { Chosen, type Option } from './chosen.tsx'

type Choice = { label: string; value: string; options: readonly Option[] }
type Props = {
  title: string
  about?: string
  /** Period, scope, agency: a choice where there is more than one, else a plain tag. */
  choices: readonly Choice[]
  /** Instant of the figures, in words. */
  asOf: string
  /** The same table as a file. */
  files: { csv: string; xlsx: string }
}

/** The head of a report: what it is of, as of when, and the way to take it along. */
export function ReportHead({ title, about, choices, asOf, files }: Props) {
  return (
    <PageHeader
      title={title}
      {...(about ? { about } : {})}
      scope={choices.map(({ label, value, options }) =>
        options.length > 1 ? (
          <Chosen key={label} label={label} value={value} options={options} />
        ) : (
          <Tag key={label}>{value}</Tag>
        ),
      )}
      actions={
        <>
          <span className="lt-small lt-3 lt-num">Số liệu đến {asOf}</span>
          <Menu
            face={
              <>
                <Icon name="download" size="small" />
                Xuất
              </>
            }
            faceClass="lt-btn"
          >
            <MenuLink href={files.xlsx}>Excel</MenuLink>
            <MenuLink href={files.csv}>CSV</MenuLink>
          </Menu>
        </>
      }
    />
  )
}
