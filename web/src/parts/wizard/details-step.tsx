import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useAct } from '../../api/act.ts'
import { RequestAppointmentDocument, type RequestAppointmentInput } from '../../gql/booking.ts'
import { useLanguage, useLocale, useWords } from '../../i18n/language.tsx'
import { formatMinutes } from '../../time/format.ts'
import { addMinutes, dateIn } from '../../time/walltime.ts'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { JustTaken } from '../slots/slot-picker.tsx'
import { isTaken, nearestSlots, type Slot } from '../slots/slot-search.ts'
import { TicketField } from '../ticket-field.tsx'
import { BigWhen, OtherClock } from '../when.tsx'
import { ContactField } from './contact-field.tsx'
import { type DetailsDraft, useIdempotencyKey, type WizardState } from './wizard-state.ts'
import type { SentRequest } from './sent.tsx'
import type { Asker } from './wizard.tsx'

export interface DetailsStepProps {
  wizard: WizardState
  asker: Asker
  host: { name: string; timeZone: string }
  onSent: (request: SentRequest | 'to confirm') => void
}

function inputOf(wizard: WizardState, asker: Asker, startsAt: string, locale: string): RequestAppointmentInput {
  const { draft, durationMinutes, technicianId, zone } = wizard
  const { name, email, phone, companyName, website } = draft.visitor
  const whom: Partial<RequestAppointmentInput> =
    asker === 'visitor'
      ? {
          visitor: {
            name: name.trim(),
            email: email.trim(),
            phone: phone.trim() || null,
            companyName: companyName.trim() || null,
            locale,
            website: website || null,
          },
        }
      : { ticketId: draft.ticketId, ...(asker === 'staff' ? { contactId: draft.contactId } : {}) }
  return {
    serviceId: wizard.service?.id ?? '',
    startsAt,
    durationMinutes,
    timeZone: zone,
    preferredTechnicianId: technicianId,
    description: draft.description.trim() || null,
    ...whom,
  }
}

export function DetailsStep({ wizard, asker, host, onSent }: DetailsStepProps) {
  const words = useWords()
  const language = useLanguage()
  const { booking } = words
  const { service, startsAt, draft, change, slots, zone } = wizard
  const { isRunning, refused, run } = useAct(RequestAppointmentDocument, [
    'description',
    'name',
    'email',
    'phone',
    'companyName',
  ])
  const keyOf = useIdempotencyKey()
  const [isMissing, setMissing] = useState(false)
  if (!service || !startsAt) return null
  const taken = isTaken(slots, startsAt, zone)
  const choose = (slot: Slot) => wizard.go({ start: slot.startsAt }, true)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (asker === 'staff' && !draft.contactId) return setMissing(true)
    const input = inputOf(wizard, asker, startsAt, language)
    const data = await run({ input: { ...input, idempotencyKey: keyOf(input) } })
    const made = data?.requestAppointment
    if (made?.appointmentRequest) onSent(made.appointmentRequest)
    else if (made?.isConfirmationSent) onSent('to confirm')
    else slots.refetch()
  }

  return (
    <Form className="form details" onSubmit={(event) => void submit(event)} validationErrors={refused?.fields ?? {}}>
      <h2>{booking.details}</h2>
      <Summary wizard={wizard} startsAt={startsAt} host={host} />
      {taken && <JustTaken nearest={nearestSlots(slots, startsAt)} onChange={choose} />}
      {asker === 'visitor' && <VisitorFields visitor={draft.visitor} onChange={(visitor) => change({ visitor })} />}
      {asker === 'staff' && (
        <ContactField
          value={draft.contactId}
          onChange={(contactId) => change({ contactId })}
          isMissing={isMissing && !draft.contactId}
        />
      )}
      <TextArea
        name="description"
        label={booking.description}
        hint={booking.descriptionHint}
        optional={words.optional}
        value={draft.description}
        onChange={(description) => change({ description })}
        maxLength={2_000}
        rows={4}
      />
      {asker === 'contact' && (
        <TicketField clientId={null} ticket={null} onChange={(ticketId) => change({ ticketId })} />
      )}
      <p className="details__note">
        <Icon name={service.autoApprove ? 'check' : 'help'} />
        <span>{service.autoApprove ? booking.instantBooking : booking.requestNotBooking}</span>
      </p>
      {!taken && refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <div className="form__actions">
        <Button type="submit" kind="primary" size="large" isPending={isRunning} isDisabled={taken}>
          {service.autoApprove ? booking.sendInstant : booking.send}
        </Button>
        <Button kind="quiet" size="large" onPress={() => wizard.go({ step: null })}>
          {words.back}
        </Button>
      </div>
    </Form>
  )
}

function Summary({
  wizard,
  startsAt,
  host,
}: {
  wizard: WizardState
  startsAt: string
  host: { name: string; timeZone: string }
}) {
  const { booking: words } = useWords()
  const locale = useLocale()
  const { service, durationMinutes, technicianId } = wizard
  if (!service) return null
  const endsAt = addMinutes(startsAt, durationMinutes)
  const technician = service.technicians.find(({ id }) => id === technicianId)
  const change = () => {
    wizard.look(dateIn(startsAt, wizard.zone))
    wizard.go({ step: null })
  }
  return (
    <section className="summary" aria-label={words.chosen}>
      <div>
        <p>
          <strong>{service.name}</strong>, {formatMinutes(durationMinutes, locale)}
          {technician && `, ${technician.name}`}
        </p>
        <BigWhen startsAt={startsAt} endsAt={endsAt} />
        <OtherClock startsAt={startsAt} endsAt={endsAt} zone={host.timeZone} label={words.theirClock(host.name)} />
        {service.effectiveRules.cancellationCutoffMinutes > 0 && (
          <p className="faint small">
            {words.cancelUntil(formatMinutes(service.effectiveRules.cancellationCutoffMinutes, locale))}
          </p>
        )}
      </div>
      <Button size="small" onPress={change}>
        {words.change}
      </Button>
    </section>
  )
}

function VisitorFields({
  visitor,
  onChange,
}: {
  visitor: DetailsDraft['visitor']
  onChange: (visitor: DetailsDraft['visitor']) => void
}) {
  const words = useWords()
  const { booking } = words
  const set = (name: keyof DetailsDraft['visitor']) => (value: string) => onChange({ ...visitor, [name]: value })
  return (
    <>
      <div className="form__row">
        <TextField
          name="name"
          label={booking.name}
          autoComplete="name"
          isRequired
          maxLength={200}
          value={visitor.name}
          onChange={set('name')}
        />
        <TextField
          name="companyName"
          label={booking.company}
          optional={words.optional}
          autoComplete="organization"
          maxLength={200}
          value={visitor.companyName}
          onChange={set('companyName')}
        />
      </div>
      <div className="form__row">
        <TextField
          name="email"
          type="email"
          label={booking.email}
          hint={booking.emailHint}
          autoComplete="email"
          isRequired
          maxLength={254}
          value={visitor.email}
          onChange={set('email')}
        />
        <TextField
          name="phone"
          type="tel"
          label={booking.phone}
          optional={words.optional}
          autoComplete="tel"
          maxLength={50}
          value={visitor.phone}
          onChange={set('phone')}
        />
      </div>
      {/* People do not meet it; programs that fill in everything do. Who fills it confirms by mail. */}
      <div className="details__trap" aria-hidden="true">
        <label>
          {booking.leaveEmpty}
          <input
            name="website"
            tabIndex={-1}
            autoComplete="off"
            value={visitor.website}
            onChange={(event) => set('website')(event.target.value)}
          />
        </label>
      </div>
    </>
  )
}
