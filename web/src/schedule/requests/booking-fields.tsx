import { useEffect, useRef } from 'react'
import { useLocale, useWords } from '../../i18n/language.tsx'
import { Alert, Skeleton } from '../../ui/feedback.tsx'
import { SelectField } from '../../ui/select.tsx'
import { NativeField } from '../../ui/native-field.tsx'
import { Radio, RadioGroup, Switch } from '../../ui/toggle.tsx'
import { formatMinutes, formatTime, zoneLong, zoneShort } from '../../time/format.ts'
import { useTimeStyle } from '../../time/zone.tsx'
import type { RequestDetailFragment } from '../../gql/requests.ts'
import type { Booking, Candidate } from './booking-draft.ts'
import { TechnicianDay } from './technician-day.tsx'

/** Date, time and length; every way in which a clock reading can fail to be one moment is said here. */
export function WhenFields({ booking, zone }: { booking: Booking; zone: string }) {
  const { approve: words } = useWords().requests
  const locale = useLocale()
  const style = useTimeStyle(zone)
  const { draft, change, instants, lengths } = booking
  const isTyped = draft.date !== '' && draft.time !== ''
  const all = [...new Set([...lengths, draft.durationMinutes])].sort((a, b) => a - b)
  return (
    <fieldset className="form">
      <div className="when-fields">
        <NativeField
          type="date"
          label={words.date}
          value={draft.date}
          onChange={(date) => change({ date, second: false })}
        />
        <NativeField
          type="time"
          label={words.time}
          step={300}
          value={draft.time}
          onChange={(time) => change({ time, second: false })}
        />
        <SelectField
          label={words.length}
          choices={all.map((minutes) => ({ id: String(minutes), label: formatMinutes(minutes, locale) }))}
          value={String(draft.durationMinutes)}
          onChange={(minutes) => change({ durationMinutes: Number(minutes) })}
        />
      </div>
      <p className="faint small">{words.timesIn(booking.startsAt ? zoneLong(booking.startsAt, style) : zone)}</p>
      {isTyped && instants.length === 0 && <Alert kind="problem">{words.noSuchTime}</Alert>}
      {!isTyped && <Alert kind="problem">{words.invalidTime}</Alert>}
      {instants.length === 2 && (
        <RadioGroup
          look="row"
          label={words.twice}
          value={draft.second ? '1' : '0'}
          onChange={(value) => change({ second: value === '1' })}
        >
          {instants.map((instant, index) => (
            <Radio key={instant} value={String(index)}>
              {formatTime(instant, style)} {zoneShort(instant, style)}
            </Radio>
          ))}
        </RadioGroup>
      )}
    </fieldset>
  )
}

export function WhoFields({
  booking,
  request,
  zone,
}: {
  booking: Booking
  request: RequestDetailFragment
  zone: string
}) {
  const { requests } = useWords()
  const words = requests.approve
  const { candidates, chosen, draft, change, startsAt, endsAt } = booking
  const place = useRef<HTMLDivElement>(null)
  const isShown = candidates.length > 0
  // The form was opened by a key: from here the arrows choose and Enter sends. Whoever has gone on is left there.
  useEffect(() => {
    const element = place.current
    if (!element || !(document.activeElement?.contains(element) ?? false)) return
    const radio = element.querySelector<HTMLElement>('input:checked') ?? element.querySelector<HTMLElement>('input')
    radio?.focus()
  }, [isShown])
  if (candidates.length === 0)
    return booking.isLoading ? <Skeleton rows={3} /> : <Alert kind="warning">{words.nobody}</Alert>
  return (
    <div className="who" ref={place}>
      <RadioGroup
        label={words.technician}
        value={draft.technicianId}
        onChange={(technicianId) => change({ technicianId, waives: false })}
        aria-busy={booking.isLoading}
      >
        {candidates.map((candidate) => (
          <Radio key={candidate.technician.id} value={candidate.technician.id}>
            <CandidateLine
              candidate={candidate}
              isPreferred={candidate.technician.id === request.preferredTechnician?.id}
            />
          </Radio>
        ))}
      </RadioGroup>
      {chosen && startsAt && endsAt && (
        <TechnicianDay
          technician={chosen.technician}
          date={draft.date}
          zone={zone}
          proposed={{ startsAt, endsAt }}
          requestId={request.id}
        />
      )}
    </div>
  )
}

function CandidateLine({ candidate, isPreferred }: { candidate: Candidate; isPreferred: boolean }) {
  const words = useWords()
  const { approve } = words.requests
  const { technician, isFree, violations, appointmentsThatDay } = candidate
  const reasons = [...new Set(violations.map(({ rule }) => words.rules[rule]))]
  return (
    <span className={isFree ? 'candidate' : 'candidate candidate--busy'}>
      <span className="candidate__name">
        {technician.name}
        {isPreferred && <span className="candidate__wish">{approve.preferred}</span>}
      </span>
      <span className="candidate__state">{isFree ? approve.free : approve.notFree}</span>
      <span className="candidate__detail">{isFree ? approve.thatDay(appointmentsThatDay) : reasons.join('; ')}</span>
    </span>
  )
}

/** What stands against the choice, and the one switch that waives it. */
export function OverrideField({ booking }: { booking: Booking }) {
  const words = useWords()
  const { approve } = words.requests
  const { chosen, violated, isBlocked, draft, change } = booking
  if (!chosen || violated.length === 0) return null
  if (isBlocked) return <Alert kind="problem">{approve.neverOverlap}</Alert>
  return (
    <Alert kind="warning">
      <Switch isSelected={draft.waives} onChange={(waives) => change({ waives })}>
        {approve.override}
      </Switch>
      <p>
        {approve.overrideText} <strong>{violated.map((rule) => words.rules[rule]).join('; ')}</strong>
      </p>
    </Alert>
  )
}
