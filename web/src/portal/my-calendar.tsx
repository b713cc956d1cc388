import { useQuery } from 'urql'
import { Link, useSearchParams } from 'wouter'
import { useAfterRequestEvents } from '../api/events.ts'
import { RequestListDocument, type RequestRowFragment } from '../gql/requests.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { spanOf } from '../parts/when.tsx'
import { formatDate, formatTime, zoneLong } from '../time/format.ts'
import { addDays, dateIn, isDate, startOfDay, startOfWeek, today, weekday } from '../time/walltime.ts'
import { useFirstDay, useTimeStyle, useZone } from '../time/zone.tsx'
import { ErrorState } from '../ui/feedback.tsx'
import { Icon } from '../ui/icon.tsx'
import { groupBy } from '../time/group.ts'

const mostShown = 100

function datesOf(month: string, firstDay: number): string[] {
  const first = startOfWeek(`${month}-01`, firstDay)
  const next = Temporal.PlainDate.from(`${month}-01`).add({ months: 1 }).toString()
  const dates: string[] = []
  for (let date = first; date < next || weekday(date) !== firstDay; date = addDays(date, 1)) dates.push(date)
  return dates
}

function useMonth(dates: string[], zone: string) {
  const [{ data, error }, refetch] = useQuery({
    query: RequestListDocument,
    variables: {
      filter: {
        status: ['PENDING', 'APPROVED'],
        startsFrom: startOfDay(dates[0] ?? '', zone),
        startsBefore: startOfDay(addDays(dates.at(-1) ?? '', 1), zone),
      },
      orderBy: { field: 'STARTS_AT', direction: 'ASC' },
      first: mostShown,
    },
  })
  const again = () => refetch({ requestPolicy: 'network-only' })
  useAfterRequestEvents(again)
  return { rows: data?.appointmentRequests.nodes ?? [], error, again }
}

/** The month with one's own requests and appointments in it. */
export function MyCalendar() {
  const { portal: words } = useWords()
  const locale = useLocale()
  const zone = useZone()
  const style = useTimeStyle()
  const [search] = useSearchParams()
  const now = today(zone)
  const asked = `${search.get('month') ?? ''}-01`
  const month = (isDate(asked) ? asked : now).slice(0, 7)
  const dates = datesOf(month, useFirstDay())
  const { rows, error, again } = useMonth(dates, zone)
  const byDate = groupBy(rows, (row) => dateIn(spanOf(row).startsAt, zone))
  if (error && rows.length === 0) return <ErrorState error={error} onRetry={again} />
  return (
    <section className="card my-calendar" aria-label={words.calendar}>
      <MonthNav month={month} />
      <ol className="my-calendar__weekdays" aria-hidden="true">
        {dates.slice(0, 7).map((date) => (
          <li key={date}>{formatDate(date, locale, { weekday: 'short' })}</li>
        ))}
      </ol>
      <ol className="my-calendar__grid">
        {dates.map((date) => (
          <li
            key={date}
            className="my-calendar__day"
            data-outside={!date.startsWith(month) || undefined}
            data-empty={!byDate.has(date) || undefined}
            aria-current={date === now ? 'date' : undefined}
          >
            <time dateTime={date}>
              <span className="my-calendar__long">
                {formatDate(date, locale, { weekday: 'long', day: 'numeric', month: 'long' })}
              </span>
              <span className="my-calendar__short" aria-hidden="true">
                {formatDate(date, locale, { day: 'numeric' })}
              </span>
            </time>
            <ul>
              {byDate.get(date)?.map((row) => (
                <li key={row.id}>
                  <DayEntry row={row} time={formatTime(spanOf(row).startsAt, style)} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {rows.length === 0 && <p className="faint">{words.nothingThisMonth}</p>}
      <p className="faint small">{zoneLong(startOfDay(now.startsWith(month) ? now : `${month}-15`, zone), style)}</p>
    </section>
  )
}

function DayEntry({ row, time }: { row: RequestRowFragment; time: string }) {
  const { requests } = useWords()
  return (
    <Link href={`/portal/requests/${row.reference}`} className={`my-entry my-entry--${row.status.toLowerCase()}`}>
      <span className="tabular">{time}</span> {row.service.name}
      <span className="visually-hidden">, {requests.status[row.status]}</span>
    </Link>
  )
}

function MonthNav({ month }: { month: string }) {
  const { portal: words, booking } = useWords()
  const locale = useLocale()
  const hrefOf = (months: number) =>
    `/portal?view=calendar&month=${Temporal.PlainDate.from(`${month}-01`).add({ months }).toString().slice(0, 7)}`
  return (
    <header className="my-calendar__head">
      <h2>{formatDate(`${month}-01`, locale, { month: 'long', year: 'numeric' })}</h2>
      <nav className="cluster" aria-label={words.month}>
        <Link href={hrefOf(-1)} className="icon-button" aria-label={booking.previousMonth}>
          <Icon name="chevronLeft" />
        </Link>
        <Link href="/portal?view=calendar" className="button button--secondary button--small">
          {words.today}
        </Link>
        <Link href={hrefOf(1)} className="icon-button" aria-label={booking.nextMonth}>
          <Icon name="chevronRight" />
        </Link>
      </nav>
    </header>
  )
}
