import type { ReactNode } from 'react'
import type { RequestDetailFragment } from '../gql/requests.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { formatMinutes } from '../time/format.ts'
import { Icon } from '../ui/icon.tsx'
import { Moment } from './when.tsx'
import './styles/facts.css'

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Client, or who asked where there is no client. */
export function whoseRequest(request: {
  client: { name: string } | null
  requester: { name: string; companyName: string | null }
}): string {
  return request.client?.name ?? request.requester.companyName ?? request.requester.name
}

/** An address of a ticket comes from another system; only web addresses become links. */
export function TicketLink({ ticket }: { ticket: { number: string; title: string; url: string | null } }) {
  const isWeb = ticket.url !== null && /^https?:\/\//i.test(ticket.url)
  if (!isWeb) return <span title={ticket.title}>{ticket.number}</span>
  return (
    <a className="ticket-link" href={ticket.url ?? ''} title={ticket.title} target="_blank" rel="noreferrer">
      {ticket.number}
      <Icon name="external" size={13} />
    </a>
  )
}

export function RequesterFacts({ request }: { request: RequestDetailFragment }) {
  const { requests: words } = useWords()
  const { client, requester } = request
  return (
    <>
      <Fact label={words.fields.client}>{client?.name ?? requester.companyName ?? words.noClient}</Fact>
      <Fact label={words.fields.requester}>{requester.name}</Fact>
      <Fact label={words.fields.email}>
        <a href={`mailto:${requester.email}`}>{requester.email}</a>
      </Fact>
      {requester.phone && (
        <Fact label={words.fields.phone}>
          <a href={`tel:${requester.phone.replaceAll(/[^+\d]/g, '')}`}>{requester.phone}</a>
        </Fact>
      )}
    </>
  )
}

export function RequestFacts({ request }: { request: RequestDetailFragment }) {
  const words = useWords()
  const { fields } = words.requests
  const locale = useLocale()
  const { appointment, preferredTechnician, ticket, durationMinutes, decidedBy, decidedAt } = request
  return (
    <>
      <Fact label={fields.service}>{request.service.name}</Fact>
      <Fact label={fields.duration}>{formatMinutes(durationMinutes, locale)}</Fact>
      {appointment && <Fact label={fields.technician}>{appointment.technician.name}</Fact>}
      {(!appointment || preferredTechnician) && (
        <Fact label={fields.preferredTechnician}>{preferredTechnician?.name ?? words.requests.noPreference}</Fact>
      )}
      {ticket && (
        <Fact label={fields.ticket}>
          <TicketLink ticket={ticket} /> <span className="soft">{ticket.title}</span>
        </Fact>
      )}
      <Fact label={fields.created}>
        <Moment at={request.createdAt} />
      </Fact>
      {decidedBy && decidedAt && (
        <Fact label={fields.decidedBy}>
          {decidedBy.name}, <Moment at={decidedAt} />
        </Fact>
      )}
      {appointment && appointment.overriddenRules.length > 0 && (
        <Fact label={fields.waived}>{appointment.overriddenRules.map((rule) => words.rules[rule]).join('; ')}</Fact>
      )}
    </>
  )
}

/** Texts that people wrote: as they wrote them, line breaks and all. */
export function WrittenText({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="written" aria-label={label}>
      <p className="written__label">{label}</p>
      <p className="written__text">{children}</p>
    </section>
  )
}
