import { useLocale, useWords } from '../../i18n/language.tsx'
import { workingTime } from '../../parts/working-time.ts'
import { formatDate } from '../../time/format.ts'
import { addDays, dateIn, startOfDay, today } from '../../time/walltime.ts'
import { useTimeStyle } from '../../time/zone.tsx'
import type { CalendarState, Person } from './calendar-data.ts'
import { EntryLink, WaitingLink } from './entry-link.tsx'
import { groupBy } from '../../time/group.ts'

export interface WeekViewProps {
  calendar: CalendarState
  first: string
  zone: string
}

/** A row a technician, a column a day: who is where this week, and who still has room. */
export function WeekView({ calendar, first, zone }: WeekViewProps) {
  const { calendar: words } = useWords()
  const locale = useLocale()
  const style = useTimeStyle(zone)
  const now = today(zone)
  const dates = Array.from({ length: 7 }, (_, day) => addDays(first, day))
  const { waiting } = calendar
  const people = calendar.people ?? []
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="week" tabIndex={0} role="region" aria-label={words.week}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.technician}</th>
            {dates.map((date) => (
              <th key={date} scope="col" aria-current={date === now ? 'date' : undefined}>
                {formatDate(date, locale, { weekday: 'short' })}{' '}
                <strong>{formatDate(date, locale, { day: 'numeric' })}</strong>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {waiting.length > 0 && (
            <tr className="week__waiting">
              <th scope="row">{words.waiting}</th>
              {dates.map((date) => (
                <td key={date}>
                  {waiting
                    .filter((request) => dateIn(request.startsAt, zone) === date)
                    .map((request) => (
                      <WaitingLink key={request.id} request={request} style={style} />
                    ))}
                </td>
              ))}
            </tr>
          )}
          {people.map((person) => (
            <PersonRow key={person.id} person={person} dates={dates} calendar={calendar} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PersonRow({
  person,
  dates,
  calendar,
  zone,
}: {
  person: Person
  dates: string[]
  calendar: CalendarState
  zone: string
}) {
  const { calendar: words } = useWords()
  const style = useTimeStyle(zone)
  const entries = (calendar.entries ?? []).filter((entry) => entry.technician.id === person.id)
  const byDate = groupBy(entries, (entry) => dateIn(entry.startsAt, zone))
  const exceptions = [...person.exceptions, ...calendar.closures]
  const works = (date: string) =>
    workingTime(person, exceptions, startOfDay(date, zone), startOfDay(addDays(date, 1), zone)).length > 0
  return (
    <tr>
      <th scope="row">{person.name}</th>
      {dates.map((date) => {
        const ofDay = byDate.get(date) ?? []
        const isOff = !works(date)
        return (
          <td key={date} className={isOff ? 'week__off' : undefined}>
            {isOff && ofDay.length === 0 && <span className="faint small">{words.off}</span>}
            {ofDay.map((entry) => (
              <EntryLink key={entry.id} entry={entry} style={style} />
            ))}
          </td>
        )
      })}
    </tr>
  )
}
