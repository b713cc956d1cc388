import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useAct } from '../../api/act.ts'
import type { EventLineFragment, RequestDetailFragment } from '../../gql/requests.ts'
import { ApproveRequestDocument } from '../../gql/schedule.ts'
import { useWords } from '../../i18n/language.tsx'
import { ChangedMeanwhile } from '../../parts/changed-meanwhile.tsx'
import { whoseRequest } from '../../parts/request-facts.tsx'
import { useSeenVersion } from '../../parts/version.ts'
import { useZone } from '../../time/zone.tsx'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { TextArea } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useBookingDraft } from './booking-draft.ts'
import { OverrideField, WhenFields, WhoFields } from './booking-fields.tsx'
import { TicketField } from '../../parts/ticket-field.tsx'

export interface ActFormProps {
  request: RequestDetailFragment
  last: EventLineFragment | undefined
  onCancel: () => void
  onDeciding: (isLeaving: boolean) => void
  onDone: () => void
}

const longestText = 2_000

export function ApproveForm({ request, last, onCancel, onDeciding, onDone }: ActFormProps) {
  const words = useWords()
  const { approve, fields } = words.requests
  const zone = useZone()
  const booking = useBookingDraft(request, zone)
  const version = useSeenVersion(request.version)
  const { isRunning, refused, run } = useAct(ApproveRequestDocument, ['internalNotes'])
  const [internalNotes, setNotes] = useState(request.internalNotes ?? '')
  const [ticketId, setTicket] = useState(request.ticket?.id ?? null)
  const isPending = request.status === 'PENDING'

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { draft, startsAt, override } = booking
    if (!booking.isReady || !startsAt || !draft.technicianId) return
    onDeciding(true)
    const done = await run({
      input: {
        id: request.id,
        expectedVersion: version.expectedVersion,
        technicianId: draft.technicianId,
        startsAt,
        durationMinutes: draft.durationMinutes,
        internalNotes: internalNotes.trim() || null,
        ticketId,
        override,
      },
    })
    if (!done) return onDeciding(false)
    showToast({ text: approve.done(whoseRequest(request)) })
    onDone()
  }

  return (
    <Form
      className="form act-form"
      onSubmit={(event) => void submit(event)}
      validationErrors={refused?.fields ?? {}}
      aria-label={approve.title}
    >
      <p className="act-form__title">{approve.title}</p>
      {version.hasChanged && <ChangedMeanwhile last={last} stillApplies={isPending} onSeen={version.accept} />}
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <WhenFields booking={booking} zone={zone} />
      <WhoFields booking={booking} request={request} zone={zone} />
      <OverrideField booking={booking} />
      <TextArea
        name="internalNotes"
        label={approve.notes}
        hint={fields.internalNotesHint}
        optional={words.optional}
        value={internalNotes}
        onChange={setNotes}
        maxLength={longestText}
        rows={2}
      />
      <TicketField clientId={request.client?.id ?? null} ticket={request.ticket} onChange={setTicket} />
      <div className="form__actions act-form__end">
        <Button
          type="submit"
          kind="primary"
          icon="check"
          isPending={isRunning}
          isDisabled={!isPending || !booking.isReady}
        >
          {booking.violated.length > 0 ? approve.confirmOverride : approve.confirm}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  )
}
