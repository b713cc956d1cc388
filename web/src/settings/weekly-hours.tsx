import { useState } from 'react'
import { useAct } from '../api/act.ts'
import { type DayOfWeek, SetWeeklyHoursDocument, type TechnicianSettingsFragment } from '../gql/settings.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { formatDate, placeOf } from '../time/format.ts'
import { useFirstDay } from '../time/zone.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Alert } from '../ui/feedback.tsx'
import { NativeField } from '../ui/native-field.tsx'
import { showToast } from '../ui/toasts.ts'
import { barOf, daysOfWeek, endsNextDay, fromField, type HoursRange, toField } from './weekly-draft.ts'

/** The week of 5 January 2026 began on a Monday; its dates only lend their names to the days. */
function nameOf(day: DayOfWeek, locale: string): string {
  return formatDate(`2026-01-${String(5 + daysOfWeek.indexOf(day)).padStart(2, '0')}`, locale, { weekday: 'long' })
}

let nextKey = 1
type DraftRange = HoursRange & { key: number }

function draftOf(ranges: HoursRange[]): DraftRange[] {
  return ranges.map(({ day, from, to }) => ({ day, from, to, key: nextKey++ }))
}

export function WeeklyHours({
  technician,
  isDisabled,
}: {
  technician: TechnicianSettingsFragment
  isDisabled: boolean
}) {
  const { technicians: words } = useWords().settings
  const locale = useLocale()
  const { run, isRunning, refused } = useAct(SetWeeklyHoursDocument)
  const [ranges, setRanges] = useState(() => draftOf(technician.weeklyHours))
  const first = useFirstDay()
  const days = daysOfWeek.map((_, index) => daysOfWeek[(first - 1 + index) % 7] ?? 'MONDAY')

  const copyToWeekdays = (day: DayOfWeek) => {
    const source = ranges.filter((range) => range.day === day)
    const copies = daysOfWeek
      .slice(0, 5)
      .filter((other) => other !== day)
      .flatMap((other) => draftOf(source.map((range) => ({ ...range, day: other }))))
    setRanges([
      ...ranges.filter((range) => range.day === day || !daysOfWeek.slice(0, 5).includes(range.day)),
      ...copies,
    ])
  }
  const save = async () => {
    const weeklyHours = ranges.filter(({ from, to }) => from && to).map(({ day, from, to }) => ({ day, from, to }))
    if (await run({ input: { technicianId: technician.id, weeklyHours } })) showToast({ text: words.hoursSaved })
  }

  return (
    <section className="card form" aria-label={words.hours}>
      <div>
        <h2>{words.hours}</h2>
        <p className="soft">{words.hoursLead(placeOf(technician.timeZone))}</p>
      </div>
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <ol className="week-hours">
        {days.map((day) => (
          <DayHours
            key={day}
            day={day}
            name={nameOf(day, locale)}
            ranges={ranges.filter((range) => range.day === day)}
            isDisabled={isDisabled}
            onAdd={() => setRanges([...ranges, { day, from: '09:00', to: '17:00', key: nextKey++ }])}
            onChange={(changed) => setRanges(ranges.map((range) => (range.key === changed.key ? changed : range)))}
            onRemove={(key) => setRanges(ranges.filter((range) => range.key !== key))}
            onCopy={() => copyToWeekdays(day)}
          />
        ))}
      </ol>
      {!isDisabled && (
        <div className="form__actions">
          <Button kind="primary" isPending={isRunning} onPress={() => void save()}>
            {words.saveHours}
          </Button>
        </div>
      )}
    </section>
  )
}

interface DayHoursProps {
  day: DayOfWeek
  name: string
  ranges: DraftRange[]
  isDisabled: boolean
  onAdd: () => void
  onChange: (range: DraftRange) => void
  onRemove: (key: number) => void
  onCopy: () => void
}

function DayHours({ name, ranges, isDisabled, onAdd, onChange, onRemove, onCopy }: DayHoursProps) {
  const { technicians: words } = useWords().settings
  return (
    <li className="day-hours">
      <span className="day-hours__name">{name}</span>
      <span className="day-hours__bar" aria-hidden="true">
        {ranges.map((range) => {
          const { start, width } = barOf(range)
          return <span key={range.key} style={{ insetInlineStart: `${start}%`, inlineSize: `${width}%` }} />
        })}
      </span>
      <div className="day-hours__ranges" role="group" aria-label={words.rangeFor(name)}>
        {ranges.length === 0 && <span className="faint">{words.off}</span>}
        {ranges.map((range) => (
          <RangeFields
            key={range.key}
            range={range}
            isDisabled={isDisabled}
            onChange={(changes) => onChange({ ...range, ...changes })}
            onRemove={() => onRemove(range.key)}
          />
        ))}
      </div>
      {!isDisabled && (
        <span className="day-hours__tools">
          <IconButton icon="plus" label={`${words.addRange}: ${name}`} onPress={onAdd} />
          {ranges.length > 0 && <IconButton icon="copy" label={`${words.copy}: ${name}`} onPress={onCopy} />}
        </span>
      )}
    </li>
  )
}

export interface RangeFieldsProps {
  range: { from: string; to: string }
  isDisabled?: boolean
  onChange: (changes: { from?: string; to?: string }) => void
  onRemove: () => void
}

export function RangeFields({ range, isDisabled = false, onChange, onRemove }: RangeFieldsProps) {
  const { technicians: words } = useWords().settings
  return (
    <fieldset className="range" disabled={isDisabled}>
      <NativeField
        type="time"
        label={words.from}
        isLabelHidden
        step={300}
        value={range.from}
        onChange={(from) => onChange({ from })}
      />
      <span aria-hidden="true">–</span>
      <NativeField
        type="time"
        label={words.to}
        isLabelHidden
        step={300}
        value={toField(range.to)}
        onChange={(to) => onChange({ to: fromField(to) })}
      />
      {endsNextDay(range) && <span className="faint small">{words.nextDay}</span>}
      {!isDisabled && <IconButton icon="close" label={words.removeRange} onPress={onRemove} />}
    </fieldset>
  )
}
