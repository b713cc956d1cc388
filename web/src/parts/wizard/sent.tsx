import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { RequestAppointmentMutation } from '../../gql/booking.ts'
import { useWords } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { BigWhen } from '../when.tsx'
import type { Asker } from './wizard.tsx'

export type SentRequest = NonNullable<RequestAppointmentMutation['requestAppointment']['appointmentRequest']>

export interface SentProps {
  request: SentRequest
  service: string
  asker: Asker
  href: string | null
  onAgain: () => void
}

/** A visitor who has one more step to go. */
export function ToConfirm({ onAgain }: { onAgain: () => void }) {
  const { booking: words } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="sent">
      <span className="sent__picture">
        <Icon name="mail" size={30} />
      </span>
      <h2 ref={heading} tabIndex={-1}>
        {words.toConfirmTitle}
      </h2>
      <p className="sent__text">{words.toConfirmText}</p>
      <div className="form__actions">
        <Button onPress={onAgain}>{words.another}</Button>
      </div>
    </section>
  )
}

/** Says plainly what has, and what has not, happened yet. */
export function Sent({ request, service, asker, href, onAgain }: SentProps) {
  const { booking: words } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const isConfirmed = request.status === 'APPROVED'
  const title = isConfirmed ? words.confirmedTitle : asker === 'staff' ? words.sentStaff : words.sentTitle
  return (
    <section className="sent">
      <span className={isConfirmed ? 'sent__picture sent__picture--confirmed' : 'sent__picture'}>
        <Icon name={isConfirmed ? 'check' : 'mail'} size={30} />
      </span>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p className="soft">{service}</p>
      <BigWhen startsAt={request.requestedStartsAt} endsAt={request.requestedEndsAt} />
      {asker !== 'staff' && <p className="sent__text">{isConfirmed ? words.confirmedText : words.sentText}</p>}
      {asker === 'visitor' && <p className="soft">{words.checkMail}</p>}
      <p>
        <span className="faint">{words.reference}</span> <code>{request.reference}</code>
      </p>
      <div className="form__actions">
        {href && (
          <Link href={href} className="button button--primary button--normal">
            {words.view}
          </Link>
        )}
        <Button onPress={onAgain}>{words.another}</Button>
      </div>
    </section>
  )
}
