import { useTimeStyle } from '../time/zone.tsx'
import {
  formatDay,
  formatLongDay,
  formatMoment,
  formatTimeRange,
  placeOf,
  zoneLong,
  zoneShort,
} from '../time/format.ts'
import './styles/when.css'

export interface Span {
  startsAt: string
  endsAt: string
}

/** The confirmed time where there is one, else the requested one. */
export function spanOf(request: {
  requestedStartsAt: string
  requestedEndsAt: string
  appointment: Span | null
}): Span {
  return request.appointment ?? { startsAt: request.requestedStartsAt, endsAt: request.requestedEndsAt }
}

/** One line: "Tue, May 5 · 10:00 – 11:00 AM EDT". The zone is never left out. */
export function When({ startsAt, endsAt, zone }: Span & { zone?: string }) {
  const style = useTimeStyle(zone)
  return (
    <time className="when" dateTime={startsAt} title={zoneLong(startsAt, style)}>
      <span className="when__day">{formatDay(startsAt, style)}</span>{' '}
      <span className="when__time">{formatTimeRange(startsAt, endsAt, style)}</span>{' '}
      <span className="when__zone">{zoneShort(startsAt, style)}</span>
    </time>
  )
}

/** Large, for the head of a page: the day on its own line. */
export function BigWhen({ startsAt, endsAt }: Span) {
  const style = useTimeStyle()
  return (
    <time className="big-when" dateTime={startsAt}>
      <span className="big-when__day">{formatLongDay(startsAt, style)}</span>
      <span className="big-when__time">
        {formatTimeRange(startsAt, endsAt, style)} <span className="when__zone">{zoneShort(startsAt, style)}</span>
      </span>
    </time>
  )
}

/** The same moment on another person's clock; nothing when theirs shows the same. */
export function OtherClock({ startsAt, endsAt, zone, label }: Span & { zone: string; label: string }) {
  const own = useTimeStyle()
  const theirs = useTimeStyle(zone)
  if (formatMoment(startsAt, own) === formatMoment(startsAt, theirs)) return null
  const day = formatDay(startsAt, theirs)
  const said = `${day}, ${formatTimeRange(startsAt, endsAt, theirs)} ${zoneShort(startsAt, theirs)}`
  return (
    <p className="other-clock">
      {label}: {said} <span className="faint">({placeOf(zone)})</span>
    </p>
  )
}

/** A moment in the past, with its zone. */
export function Moment({ at }: { at: string }) {
  const style = useTimeStyle()
  return (
    <time dateTime={at} title={zoneLong(at, style)}>
      {formatMoment(at, style)} <span className="when__zone">{zoneShort(at, style)}</span>
    </time>
  )
}
