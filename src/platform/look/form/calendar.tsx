import { MantineProvider } from '@mantine/core'
import { DatePicker, DatesProvider } from '@mantine/dates'
import 'dayjs/locale/vi'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/dates/styles.css'
import './calendar.css'
import { isoOf, vietnameseOf } from './days.ts'
import { lookTheme } from './theme.ts'

/** The calendar of a date field: weeks begin on Monday, words are Vietnamese. Days are dd/mm/yyyy on both sides. */
export default function Calendar(props: {
  chosen: string
  earliest?: string | undefined
  latest?: string | undefined
  pick: (day: string) => void
}) {
  const chosen = isoOf(props.chosen)
  const earliest = isoOf(props.earliest ?? '')
  const latest = isoOf(props.latest ?? '')
  return (
    <MantineProvider theme={lookTheme} withCssVariables={false} withGlobalClasses={false} deduplicateCssVariables>
      <DatesProvider settings={{ locale: 'vi', firstDayOfWeek: 1, weekendDays: [0, 6] }}>
        <DatePicker
          value={chosen}
          {...(chosen ? { defaultDate: chosen } : {})}
          {...(earliest ? { minDate: earliest } : {})}
          {...(latest ? { maxDate: latest } : {})}
          onChange={(day) => {
            if (day) props.pick(vietnameseOf(day))
          }}
          ariaLabels={{
            previousMonth: 'Tháng trước',
            nextMonth: 'Tháng sau',
            previousYear: 'Năm trước',
            nextYear: 'Năm sau',
            previousDecade: 'Mười năm trước',
            nextDecade: 'Mười năm sau',
          }}
          monthLabelFormat="[Tháng] MM/YYYY"
          yearLabelFormat="[Năm] YYYY"
          monthsListFormat="[Th.] M"
          size="sm"
        />
      </DatesProvider>
    </MantineProvider>
  )
}
