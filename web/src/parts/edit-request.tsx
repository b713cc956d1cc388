import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useQuery } from 'urql'
import { useAct } from '../api/act.ts'
import { BookableServicesDocument, type ServiceChoiceFragment } from '../gql/booking.ts'
import {
  type EventLineFragment,
  type RequestDetailFragment,
  UpdateRequestDocument,
  type UpdateAppointmentRequestInput,
} from '../gql/requests.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { formatMinutes } from '../time/format.ts'
import { addMinutes, dateIn } from '../time/walltime.ts'
import { useZone } from '../time/zone.tsx'
import { Button } from '../ui/button.tsx'
import { Alert } from '../ui/feedback.tsx'
import { TextArea } from '../ui/field.tsx'
import { SelectField } from '../ui/select.tsx'
import { showToast } from '../ui/toasts.ts'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { SlotPicker } from './slots/slot-picker.tsx'
import { isTaken, useSlotMonth } from './slots/slot-search.ts'
import { TicketField } from './ticket-field.tsx'
import { useSeenVersion } from './version.ts'
import { BigWhen } from './when.tsx'

export interface EditRequestProps {
  request: RequestDetailFragment
  last: EventLineFragment | undefined
  onDone: () => void
  onCancel: () => void
}

const anyone = 'anyone'

interface EditDraft {
  serviceId: string
  durationMinutes: number
  technicianId: string | null
  startsAt: string
  description: string
  ticketId: string | null
}

function draftOf(request: RequestDetailFragment): EditDraft {
  return {
    serviceId: request.service.id,
    durationMinutes: request.durationMinutes,
    technicianId: request.preferredTechnician?.id ?? null,
    startsAt: request.requestedStartsAt,
    description: request.description ?? '',
    ticketId: request.ticket?.id ?? null,
  }
}

/** Only what was changed is sent: an untouched time stays the instant it is, in whichever zone it was looked at. */
function changesOf(
  request: RequestDetailFragment,
  draft: EditDraft,
  zone: string,
): Partial<UpdateAppointmentRequestInput> {
  const before = draftOf(request)
  const changes: Partial<UpdateAppointmentRequestInput> = {}
  const isMoved =
    draft.startsAt !== before.startsAt ||
    draft.durationMinutes !== before.durationMinutes ||
    draft.serviceId !== before.serviceId
  if (isMoved)
    Object.assign(changes, { startsAt: draft.startsAt, durationMinutes: draft.durationMinutes, timeZone: zone })
  if (draft.serviceId !== before.serviceId) changes.serviceId = draft.serviceId
  if (draft.technicianId !== before.technicianId) changes.preferredTechnicianId = draft.technicianId
  if (draft.description.trim() !== before.description) changes.description = draft.description.trim() || null
  if (draft.ticketId !== before.ticketId) changes.ticketId = draft.ticketId
  return changes
}

export function EditRequest({ request, last, onDone, onCancel }: EditRequestProps) {
  const words = useWords()
  const { portal, booking } = words
  const zone = useZone()
  const version = useSeenVersion(request.version)
  const { isRunning, refused, run } = useAct(UpdateRequestDocument, ['description'])
  const [draft, setDraft] = useState(() => draftOf(request))
  const change = (changes: Partial<EditDraft>) => setDraft((before) => ({ ...before, ...changes }))
  const [{ data }] = useQuery({ query: BookableServicesDocument })
  const services = data?.services.nodes.filter((one) => one.isBookable || one.id === request.service.id) ?? []
  const service = services.find((one) => one.id === draft.serviceId)
  const stillApplies = request.allowedActions.includes('UPDATE')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const changes = changesOf(request, draft, zone)
    if (Object.keys(changes).length === 0) return onDone()
    if (!(await run({ input: { id: request.id, expectedVersion: version.expectedVersion, ...changes } }))) return
    showToast({ text: portal.editSaved })
    onDone()
  }

  return (
    <Form className="form" onSubmit={(event) => void submit(event)} validationErrors={refused?.fields ?? {}}>
      {version.hasChanged && <ChangedMeanwhile last={last} stillApplies={stillApplies} onSeen={version.accept} />}
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <EditWishes services={services} service={service} draft={draft} change={change} />
      {service && <EditTime request={request} service={service} draft={draft} zone={zone} change={change} />}
      <TextArea
        name="description"
        label={booking.description}
        optional={words.optional}
        value={draft.description}
        onChange={(description) => change({ description })}
        maxLength={2_000}
        rows={4}
      />
      <TicketField clientId={null} ticket={request.ticket} onChange={(ticketId) => change({ ticketId })} />
      <div className="form__actions">
        <Button type="submit" kind="primary" isPending={isRunning} isDisabled={!stillApplies}>
          {words.save}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  )
}

interface EditPart {
  draft: EditDraft
  change: (changes: Partial<EditDraft>) => void
}

function EditWishes({
  services,
  service,
  draft,
  change,
}: EditPart & { services: ServiceChoiceFragment[]; service: ServiceChoiceFragment | undefined }) {
  const { booking, requests } = useWords()
  const locale = useLocale()
  const people = service?.technicians.filter((technician) => technician.acceptsPreference) ?? []
  const lengths = service?.durationsMinutes ?? [draft.durationMinutes]
  const changeService = (serviceId: string) => {
    const [first = draft.durationMinutes] = services.find((one) => one.id === serviceId)?.durationsMinutes ?? []
    change({ serviceId, durationMinutes: first, technicianId: null })
  }
  return (
    <div className="form__row">
      <SelectField
        label={requests.fields.service}
        choices={services.map(({ id, name }) => ({ id, label: name }))}
        value={draft.serviceId}
        onChange={changeService}
      />
      <SelectField
        label={booking.length}
        choices={lengths.map((minutes) => ({ id: String(minutes), label: formatMinutes(minutes, locale) }))}
        value={String(draft.durationMinutes)}
        onChange={(minutes) => change({ durationMinutes: Number(minutes) })}
      />
      <SelectField
        label={booking.withWhom}
        choices={[{ id: anyone, label: booking.anyone }, ...people.map(({ id, name }) => ({ id, label: name }))]}
        value={draft.technicianId ?? anyone}
        onChange={(id) => change({ technicianId: id === anyone ? null : id })}
      />
    </div>
  )
}

interface EditTimeProps extends EditPart {
  request: RequestDetailFragment
  service: ServiceChoiceFragment
  zone: string
}

function EditTime({ request, service, draft, zone, change }: EditTimeProps) {
  const { portal: words, requests } = useWords()
  const [isOpen, setOpen] = useState(false)
  const { durationMinutes, technicianId } = draft
  const wish = {
    serviceId: service.id,
    durationMinutes,
    technicianId,
    excludeRequestId: request.id,
    horizonDays: service.effectiveRules.horizonDays,
  }
  const { slots: search, focused, look } = useSlotMonth(wish, zone, dateIn(draft.startsAt, zone))
  const mustChoose = isTaken(search, draft.startsAt, zone)
  return (
    <fieldset className="form">
      <div className="cluster">
        <div>
          <span className="field__label">{requests.requestedTime}</span>
          <BigWhen startsAt={draft.startsAt} endsAt={addMinutes(draft.startsAt, durationMinutes)} />
        </div>
        {!mustChoose && (
          <Button size="small" onPress={() => setOpen(!isOpen)}>
            {isOpen ? words.editKeepTime : words.editTime}
          </Button>
        )}
      </div>
      {(isOpen || mustChoose) && (
        <SlotPicker
          search={search}
          zone={zone}
          focused={focused}
          onFocus={look}
          value={draft.startsAt}
          onChange={(slot) => change({ startsAt: slot.startsAt })}
        />
      )}
    </fieldset>
  )
}
