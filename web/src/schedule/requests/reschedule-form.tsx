import type { FormEvent } from 'react'
import { Form } from 'react-aria-components/Form'
import { useAct } from '../../api/act.ts'
import { RescheduleDocument } from '../../gql/decisions.ts'
import { useWords } from '../../i18n/language.tsx'
import { ChangedMeanwhile } from '../../parts/changed-meanwhile.tsx'
import { useSeenVersion } from '../../parts/version.ts'
import { useZone } from '../../time/zone.tsx'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { showToast } from '../../ui/toasts.ts'
import type { ActFormProps } from './approve-form.tsx'
import { useBookingDraft } from './booking-draft.ts'
import { OverrideField, WhenFields, WhoFields } from './booking-fields.tsx'

export function RescheduleForm({ request, last, onCancel, onDone }: ActFormProps) {
  const words = useWords()
  const { reschedule } = words.requests
  const zone = useZone()
  const booking = useBookingDraft(request, zone)
  const version = useSeenVersion(request.version)
  const { isRunning, refused, run } = useAct(RescheduleDocument)
  const isBooked = request.status === 'APPROVED'

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { draft, startsAt, override } = booking
    if (!booking.isReady || !startsAt || !draft.technicianId) return
    const done = await run({
      input: {
        requestId: request.id,
        expectedVersion: version.expectedVersion,
        technicianId: draft.technicianId,
        startsAt,
        durationMinutes: draft.durationMinutes,
        override,
      },
    })
    if (!done) return
    showToast({ text: reschedule.done })
    onDone()
  }

  return (
    <Form
      className="form act-form"
      onSubmit={(event) => void submit(event)}
      validationErrors={refused?.fields ?? {}}
      aria-label={reschedule.title}
    >
      <p className="act-form__title">{reschedule.title}</p>
      {version.hasChanged && <ChangedMeanwhile last={last} stillApplies={isBooked} onSeen={version.accept} />}
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <WhenFields booking={booking} zone={zone} />
      <WhoFields booking={booking} request={request} zone={zone} />
      <OverrideField booking={booking} />
      <div className="form__actions act-form__end">
        <Button type="submit" kind="primary" isPending={isRunning} isDisabled={!isBooked || !booking.isReady}>
          {booking.violated.length > 0 ? reschedule.confirmOverride : reschedule.confirm}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  )
}
