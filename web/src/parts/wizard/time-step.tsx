import { useEffect, useRef } from 'react'
import { useLocale, useWords } from '../../i18n/language.tsx'
import { formatMinutes } from '../../time/format.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/select.tsx'
import { Radio, RadioGroup } from '../../ui/toggle.tsx'
import { findSlot } from '../slots/slot-search.ts'
import { SlotPicker } from '../slots/slot-picker.tsx'
import { OtherClock, When } from '../when.tsx'
import type { WizardState } from './wizard-state.ts'

const anyone = 'anyone'

export function TimeStep({ wizard, host }: { wizard: WizardState; host: { name: string; timeZone: string } }) {
  const words = useWords()
  const { booking } = words
  const { service, startsAt, slots, zone } = wizard
  const chosen = findSlot(slots, startsAt, zone)
  const foot = useRef<HTMLElement>(null)
  // On a phone the way on lies below the fold.
  useEffect(() => {
    if (chosen) foot.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }, [chosen])
  if (!service) return null
  return (
    <>
      <h2>{booking.chooseTime}</h2>
      <div className="wizard__wishes">
        <LengthField wizard={wizard} />
        <WithField wizard={wizard} />
      </div>
      <SlotPicker
        search={slots}
        zone={zone}
        focused={wizard.focused}
        onFocus={wizard.look}
        value={startsAt}
        onChange={(slot) => wizard.go({ start: slot.startsAt }, true)}
      />
      <footer className="wizard__foot" ref={foot}>
        {chosen && (
          <div>
            <p>
              <span className="faint small">{booking.chosen}</span>
              <br />
              <When startsAt={chosen.startsAt} endsAt={chosen.endsAt} />
            </p>
            <OtherClock
              startsAt={chosen.startsAt}
              endsAt={chosen.endsAt}
              zone={host.timeZone}
              label={booking.theirClock(host.name)}
            />
          </div>
        )}
        <Button kind="primary" size="large" isDisabled={!chosen} onPress={() => wizard.go({ step: 'details' })}>
          {words.next}
        </Button>
      </footer>
    </>
  )
}

function LengthField({ wizard }: { wizard: WizardState }) {
  const { booking: words } = useWords()
  const locale = useLocale()
  const { service, durationMinutes } = wizard
  if (!service || service.durationsMinutes.length < 2) return null
  return (
    <RadioGroup
      look="row"
      label={words.length}
      value={String(durationMinutes)}
      onChange={(length) => wizard.go({ length, start: null }, true)}
    >
      {service.durationsMinutes.map((minutes) => (
        <Radio key={minutes} value={String(minutes)}>
          {formatMinutes(minutes, locale)}
        </Radio>
      ))}
    </RadioGroup>
  )
}

function WithField({ wizard }: { wizard: WizardState }) {
  const { booking: words } = useWords()
  const people = wizard.service?.technicians.filter((technician) => technician.acceptsPreference) ?? []
  if (people.length < 2) return null
  return (
    <SelectField
      label={words.withWhom}
      choices={[{ id: anyone, label: words.anyone }, ...people.map(({ id, name }) => ({ id, label: name }))]}
      value={wizard.technicianId ?? anyone}
      onChange={(id) => wizard.go({ with: id === anyone ? null : id, start: null }, true)}
    />
  )
}
