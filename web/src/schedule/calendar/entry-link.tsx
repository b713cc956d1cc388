import { Link } from 'wouter'
import { useWords } from '../../i18n/language.tsx'
import { whoseRequest } from '../../parts/request-facts.tsx'
import { formatTimeRange, type TimeStyle } from '../../time/format.ts'
import { minutesBetween } from '../../time/walltime.ts'
import type { Entry, Waiting } from './calendar-data.ts'
import { MoveButton, useMovable } from './moving.tsx'

const shortBelow = 45

function look(kind: string, startsAt: string, endsAt: string): string {
  return `entry entry--${kind}${minutesBetween(startsAt, endsAt) < shortBelow ? ' entry--short' : ''}`
}

export function EntryLink({ entry, style }: { entry: Entry; style: TimeStyle }) {
  const { requests } = useWords()
  const { request, startsAt, endsAt, status } = entry
  const time = formatTimeRange(startsAt, endsAt, style)
  const isMovable = useMovable(entry)
  const link = (
    <Link
      href={`/schedule/requests/${request.reference}?status=all`}
      className={look(status.toLowerCase(), startsAt, endsAt)}
      title={`${whoseRequest(request)}, ${request.service.name}, ${time}`}
    >
      <strong>{whoseRequest(request)}</strong>
      <span className="entry__time">{time}</span> <span className="entry__service">{request.service.name}</span>
      {status !== 'SCHEDULED' && <span className="visually-hidden">, {requests.appointmentStatus[status]}</span>}
    </Link>
  )
  if (!isMovable) return link
  return (
    <div className="entry-place" data-movable={request.reference}>
      {link}
      <MoveButton entry={entry} />
    </div>
  )
}

export function WaitingLink({ request, style }: { request: Waiting; style: TimeStyle }) {
  const { requests } = useWords()
  const { startsAt, endsAt } = request
  const time = formatTimeRange(startsAt, endsAt, style)
  return (
    <Link
      href={`/schedule/requests/${request.reference}`}
      className={look('pending', startsAt, endsAt)}
      title={`${whoseRequest(request)}, ${request.service.name}, ${time}`}
    >
      <strong>{whoseRequest(request)}</strong>
      <span className="entry__time">{time}</span> <span className="entry__service">{request.service.name}</span>
      <span className="visually-hidden">, {requests.status.PENDING}</span>
    </Link>
  )
}
