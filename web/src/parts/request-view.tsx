import { type ReactNode } from 'react'
import type { EventLineFragment, RequestDetailFragment } from '../gql/requests.ts'
import { useWords } from '../i18n/language.tsx'
import { RequestFacts, WrittenText } from './request-facts.tsx'
import { RequestHistory } from './request-history.tsx'
import { StatusBadge } from './status-badge.tsx'
import { BigWhen, OtherClock, spanOf, When } from './when.tsx'
import './styles/request-view.css'

export interface RequestViewProps {
  request: RequestDetailFragment
  events: EventLineFragment[]
  /** Whose clock is shown beside the reader's; null where it is not known. */
  host: { name: string; timeZone: string } | null
  children?: ReactNode
}

function useStanding(request: RequestDetailFragment): string {
  const { portal: words } = useWords()
  switch (request.status) {
    case 'PENDING':
      return words.waiting
    case 'APPROVED':
      return request.appointment ? words.confirmedWith(request.appointment.technician.name) : words.confirmed
    case 'DECLINED':
      return words.declined
    case 'CANCELLED':
      return words.cancelled
  }
}

/** A request as the one who asked sees it: what stands now first, then what was asked, then what happened. */
export function RequestView({ request, events, host, children }: RequestViewProps) {
  const { requests: words, booking } = useWords()
  const standing = useStanding(request)
  const span = spanOf(request)
  const { appointment, requestedStartsAt, requestedEndsAt } = request
  return (
    <article className="request-view">
      <header className={`request-view__head request-view__head--${request.status.toLowerCase()}`}>
        <StatusBadge status={request.status} appointmentStatus={appointment?.status} />
        <BigWhen {...span} />
        {host && <OtherClock {...span} zone={host.timeZone} label={booking.theirClock(host.name)} />}
        {appointment && appointment.startsAt !== requestedStartsAt && (
          <p className="faint small">
            {words.requestedTime}: <When startsAt={requestedStartsAt} endsAt={requestedEndsAt} />
          </p>
        )}
        <p className="request-view__standing">{standing}</p>
      </header>
      {children}
      {request.declineReason && <WrittenText label={words.fields.declineReason}>{request.declineReason}</WrittenText>}
      {request.cancellationReason && (
        <WrittenText label={words.fields.cancellationReason}>{request.cancellationReason}</WrittenText>
      )}
      <WrittenText label={words.fields.description}>
        {request.description ?? <span className="faint">{words.noDescription}</span>}
      </WrittenText>
      <dl className="facts">
        <RequestFacts request={request} />
      </dl>
      {events.length > 0 && (
        <section className="request-view__history">
          <h2>{words.history}</h2>
          <RequestHistory events={events} />
        </section>
      )}
    </article>
  )
}
