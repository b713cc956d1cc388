import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import type { EventLineFragment, RequestDetailFragment } from '../../gql/requests.ts'
import { ApproveRequestDocument } from '../../gql/decisions.ts'
import { useWords } from '../../i18n/language.tsx'
import { ChangedMeanwhile } from '../../parts/changed-meanwhile.tsx'
import { type ChosenTicket, TicketField } from '../../parts/ticket-field.tsx'
import { useSeenVersion } from '../../parts/version.ts'
import { useZone } from '../../time/zone.tsx'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { TextArea } from '../../ui/field.tsx'
import { type BookingDraft, useBookingDraft } from './booking-draft.ts'
import { OverrideField, WhenFields, WhoFields } from './booking-fields.tsx'
import { keptDraft, useDecision } from './decision.ts'

export interface ActFormProps {
  request: RequestDetailFragment
  last: EventLineFragment | undefined
  onCancel: () => void
  onDone: () => void
}

interface ApproveDraft {
  booking: BookingDraft
  internalNotes: string
  ticket: ChosenTicket | null
}

const longestText = 2_000

export function ApproveForm({ request, last, onCancel, onDone }: ActFormProps) {
  const words = useWords()
  const { approve, fields } = words.requests
  const zone = useZone()
  const [before] = useState(() => keptDraft<ApproveDraft>('approve', request.id))
  const booking = useBookingDraft(request, zone, before?.draft.booking)
  const version = useSeenVersion(request.version, before?.expectedVersion)
  const { isRunning, refused, decide } = useDecision('approve', request, ApproveRequestDocument, ['internalNotes'])
  const [internalNotes, setNotes] = useState(before?.draft.internalNotes ?? request.internalNotes ?? '')
  const [ticket, setTicket] = useState<ChosenTicket | null>(before ? before.draft.ticket : request.ticket)
  const isPending = request.status === 'PENDING'

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { draft, startsAt, override } = booking
    if (!booking.isReady || !startsAt || !draft.technicianId) return
    const input = {
      id: request.id,
      expectedVersion: version.expectedVersion,
      technicianId: draft.technicianId,
      startsAt,
      durationMinutes: draft.durationMinutes,
      internalNotes: internalNotes.trim() || null,
      ticketId: ticket?.id ?? null,
      override,
    }
    if (await decide({ variables: { input }, draft: { booking: draft, internalNotes, ticket } })) onDone()
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
      <TicketField clientId={request.client?.id ?? null} ticket={ticket} onChange={(_, chosen) => setTicket(chosen)} />
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
