import { addDays, dateIn } from '../time/walltime.ts'
import type { Span } from './when.tsx'

const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']

interface Hours {
  from: string
  to: string
}

interface Timetable {
  timeZone: string
  weeklyHours: (Hours & { day: string })[]
}

interface ExceptionDays {
  from: string
  to: string
  hours: Hours[]
  technician: { id: string } | null
}

function at(date: string, time: string, zone: string, disambiguation: 'compatible' | 'later'): string {
  const [day, clock] = time === '24:00' ? [addDays(date, 1), '00:00'] : [date, time]
  return Temporal.PlainDateTime.from(`${day}T${clock}`).toZonedDateTime(zone, { disambiguation }).toInstant().toString()
}

function hoursOn(date: string, timetable: Timetable, exceptions: ExceptionDays[]): Hours[] {
  const standing = exceptions.filter(({ from, to }) => from <= date && date <= to)
  const exception = standing.find(({ technician }) => technician) ?? standing[0]
  if (exception) return exception.hours
  const name = days[Temporal.PlainDate.from(date).dayOfWeek - 1]
  return timetable.weeklyHours.filter(({ day }) => day === name)
}

/** When somebody works between two instants, for showing; what may be booked is the server's to say. */
export function workingTime(timetable: Timetable, exceptions: ExceptionDays[], from: string, to: string): Span[] {
  const { timeZone } = timetable
  const spans: Span[] = []
  const last = dateIn(to, timeZone)
  for (let date = addDays(dateIn(from, timeZone), -1); date <= last; date = addDays(date, 1)) {
    for (const range of hoursOn(date, timetable, exceptions)) {
      const endDate = range.to <= range.from ? addDays(date, 1) : date
      const startsAt = at(date, range.from, timeZone, 'compatible')
      const endsAt = at(endDate, range.to, timeZone, 'later')
      if (startsAt < to && endsAt > from)
        spans.push({ startsAt: startsAt < from ? from : startsAt, endsAt: endsAt > to ? to : endsAt })
    }
  }
  return spans
}
