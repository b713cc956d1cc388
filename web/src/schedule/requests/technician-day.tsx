import type { CSSProperties } from 'react'
import { useQuery } from 'urql'
import { TechnicianDayDocument } from '../../gql/schedule.ts'
import { useWords } from '../../i18n/language.tsx'
import { whoseRequest } from '../../parts/request-facts.tsx'
import type { Span } from '../../parts/when.tsx'
import { workingTime } from '../../parts/working-time.ts'
import { formatTimeRange } from '../../time/format.ts'
import { addDays, minutesBetween, startOfDay } from '../../time/walltime.ts'
import { useTimeStyle } from '../../time/zone.tsx'
import { DayColumn, HourScale } from '../day-column.tsx'
import { hourCount, placeOf, rangeOf } from '../timeline.ts'

/** Under 45 minutes there is room for one line only. */
function lookOf({ status, startsAt, endsAt }: Span & { status: string }): string {
  const short = minutesBetween(startsAt, endsAt) < 45 ? ' entry--short' : ''
  return `entry entry--${status.toLowerCase()}${short}`
}

export interface TechnicianDayProps {
  technician: { id: string; name: string }
  date: string
  zone: string
  proposed: Span
  requestId: string
}

/** The day of the chosen technician with the appointment in question in its place, so that nobody has to look it up. */
export function TechnicianDay({ technician, date, zone, proposed, requestId }: TechnicianDayProps) {
  const { approve: words } = useWords().requests
  const style = useTimeStyle(zone)
  const from = startOfDay(date, zone)
  const to = startOfDay(addDays(date, 1), zone)
  const [{ data }] = useQuery({
    query: TechnicianDayDocument,
    variables: { id: technician.id, from, to, fromDate: addDays(date, -1), toDate: addDays(date, 1) },
  })
  const found = data?.node?.__typename === 'Technician' ? data.node : undefined
  const working = found ? workingTime(found, found.exceptions, from, to) : []
  const entries = (found?.appointments ?? []).filter(
    (entry) => entry.status !== 'CANCELLED' && entry.request.id !== requestId,
  )
  const range = rangeOf([...working, ...entries, proposed], { from: Date.parse(from), to: Date.parse(to) })

  return (
    <section className="technician-day" aria-label={words.dayOf(technician.name)}>
      <p className="technician-day__name">{words.dayOf(technician.name)}</p>
      <div className="technician-day__grid" style={{ blockSize: `${hourCount(range) * 2.1}rem` }}>
        <HourScale range={range} style={style} />
        <DayColumn
          range={range}
          working={working}
          entries={entries}
          render={(entry) => (
            <span className={lookOf(entry)}>
              <strong>{whoseRequest(entry.request)}</strong>
              {formatTimeRange(entry.startsAt, entry.endsAt, style)}
            </span>
          )}
        >
          <span className="column__entry technician-day__proposed" style={placeOf(proposed, range) as CSSProperties}>
            <span className="entry entry--proposed">{words.proposed}</span>
          </span>
        </DayColumn>
      </div>
    </section>
  )
}
