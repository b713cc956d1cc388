import { useLocale, useWords } from '../../i18n/language.tsx'
import { formatDate } from '../../time/format.ts'
import { addDays, dateIn } from '../../time/walltime.ts'
import { useTimeStyle } from '../../time/zone.tsx'
import type { CalendarState, Entry, Waiting } from './calendar-data.ts'
import { EntryLink, WaitingLink } from './entry-link.tsx'
import { groupBy } from '../../time/group.ts'

export interface AgendaProps {
  calendar: CalendarState
  first: string
  days: number
  zone: string
}

type Line = { kind: 'booked'; entry: Entry; startsAt: string } | { kind: 'waiting'; request: Waiting; startsAt: string }

/** The same on a narrow screen: one line after the other, in the order of the day. */
export function Agenda({ calendar, first, days, zone }: AgendaProps) {
  const { calendar: words } = useWords()
  const locale = useLocale()
  const style = useTimeStyle(zone)
  const names = new Map(calendar.everyone.map(({ id, name }) => [id, name]))
  const lines: Line[] = [
    ...(calendar.entries ?? []).map((entry) => ({ kind: 'booked' as const, entry, startsAt: entry.startsAt })),
    ...calendar.waiting.map((request) => ({ kind: 'waiting' as const, request, startsAt: request.startsAt })),
  ].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  const dates = Array.from({ length: days }, (_, day) => addDays(first, day))
  const byDate = groupBy(lines, (line) => dateIn(line.startsAt, zone))
  return (
    <div className="agenda">
      {dates.map((date) => (
        <section key={date} aria-label={formatDate(date, locale, { weekday: 'long', day: 'numeric', month: 'long' })}>
          {days > 1 && <h2>{formatDate(date, locale, { weekday: 'long', day: 'numeric', month: 'short' })}</h2>}
          {!byDate.has(date) && <p className="faint">{words.emptyDay}</p>}
          <ol>
            {byDate.get(date)?.map((line) =>
              line.kind === 'booked' ? (
                <li key={line.entry.id}>
                  <EntryLink entry={line.entry} style={style} />
                  <span className="agenda__who">{names.get(line.entry.technician.id)}</span>
                </li>
              ) : (
                <li key={line.request.id}>
                  <WaitingLink request={line.request} style={style} />
                  <span className="agenda__who">{words.waiting}</span>
                </li>
              ),
            )}
          </ol>
        </section>
      ))}
    </div>
  )
}
