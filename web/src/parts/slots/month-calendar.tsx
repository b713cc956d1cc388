import { type CalendarDate, parseDate } from '@internationalized/date'
import { Button } from 'react-aria-components/Button'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
} from 'react-aria-components/Calendar'
import { useWords } from '../../i18n/language.tsx'
import { useFirstDay } from '../../time/zone.tsx'
import { Icon } from '../../ui/icon.tsx'

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export interface MonthCalendarProps {
  label: string
  /** The chosen day. */
  value: string | null
  onChange: (date: string) => void
  /** The day that has the keyboard's focus; its month is the one on show. */
  focused: string
  onFocus: (date: string) => void
  first: string
  last: string
  isFree: (date: string) => boolean
}

/** A month in which only days with free times can be chosen. */
export function MonthCalendar({ label, value, onChange, focused, onFocus, first, last, isFree }: MonthCalendarProps) {
  const { booking: words } = useWords()
  const firstDay = useFirstDay()
  return (
    <Calendar<CalendarDate>
      aria-label={label}
      className="month"
      value={value ? parseDate(value) : null}
      onChange={(date) => onChange(date.toString())}
      firstDayOfWeek={dayNames[firstDay - 1] ?? 'mon'}
      focusedValue={parseDate(focused)}
      onFocusChange={(date) => onFocus(date.toString())}
      minValue={parseDate(first)}
      maxValue={parseDate(last)}
      isDateUnavailable={(date) => !isFree(date.toString())}
    >
      <header className="month__head">
        <Button slot="previous" className="icon-button" aria-label={words.previousMonth}>
          <Icon name="chevronLeft" />
        </Button>
        <CalendarHeading className="month__name" />
        <Button slot="next" className="icon-button" aria-label={words.nextMonth}>
          <Icon name="chevronRight" />
        </Button>
      </header>
      <CalendarGrid className="month__grid" weekdayStyle="short">
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className="month__weekday">{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell date={date} className="month__day" />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}
