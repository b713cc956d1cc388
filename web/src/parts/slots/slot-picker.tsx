import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useLocale, useWords } from '../../i18n/language.tsx'
import { setPreferences, usePreferences } from '../../preferences/preferences.ts'
import { formatDate, formatTime, zoneLong, type TimeStyle } from '../../time/format.ts'
import { hourIn } from '../../time/walltime.ts'
import { useTimeStyle } from '../../time/zone.tsx'
import { Button } from '../../ui/button.tsx'
import { Alert, ErrorState } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Radio, RadioGroup } from '../../ui/toggle.tsx'
import { When } from '../when.tsx'
import { MonthCalendar } from './month-calendar.tsx'
import { isTaken, nearestSlots, type Slot, type SlotSearchState } from './slot-search.ts'
import './slots.css'
import { groupBy } from '../../time/group.ts'

const ZoneField = lazy(async () => ({ default: (await import('../zone-field.tsx')).ZoneField }))

const longDay = { weekday: 'long', day: 'numeric', month: 'long' } as const

export interface SlotPickerProps {
  search: SlotSearchState
  zone: string
  focused: string
  onFocus: (date: string) => void
  /** The chosen start. */
  value: string | null
  onChange: (slot: Slot) => void
}

export function SlotPicker({ search, zone, focused, onFocus, value, onChange }: SlotPickerProps) {
  const { booking: words } = useWords()
  const locale = useLocale()
  const { days, first, last, firstFree, nextAvailableDate } = search
  const month = focused.slice(0, 7)
  const isFree = (date: string) => (days.get(date)?.slots.length ?? 0) > 0
  const [picked, setPicked] = useState<string | null>(null)
  const day = picked?.startsWith(month) ? picked : firstFree
  const pick = (date: string) => {
    setPicked(date)
    onFocus(date)
  }
  if (search.error && days.size === 0) return <ErrorState error={search.error} onRetry={search.refetch} />
  return (
    <div className="slots">
      <div className="slots__month" aria-busy={search.isLoading}>
        <MonthCalendar
          label={words.month}
          value={day}
          onChange={pick}
          focused={focused < first ? first : focused}
          onFocus={onFocus}
          first={first}
          last={last}
          isFree={isFree}
        />
        {search.isKnown && !firstFree && <NoneThisMonth date={nextAvailableDate} locale={locale} onPick={pick} />}
        <ZoneLine zone={zone} at={value} />
      </div>
      <div className="slots__times">
        {value && isTaken(search, value, zone) && (
          <JustTaken nearest={nearestSlots(search, value)} onChange={onChange} />
        )}
        {day && (
          <DaySlots date={day} slots={days.get(day)?.slots ?? []} zone={zone} value={value} onChange={onChange} />
        )}
      </div>
    </div>
  )
}

function NoneThisMonth({
  date,
  locale,
  onPick,
}: {
  date: string | null
  locale: string
  onPick: (date: string) => void
}) {
  const { booking: words } = useWords()
  return (
    <div className="slots__none">
      <p className="soft">{date ? words.noSlotsMonth : words.nothingFree}</p>
      {date && (
        <Button icon="arrowRight" onPress={() => onPick(date)}>
          {words.nextFree(formatDate(date, locale, longDay))}
        </Button>
      )}
    </div>
  )
}

export function JustTaken({ nearest, onChange }: { nearest: Slot[]; onChange: (slot: Slot) => void }) {
  const { booking: words } = useWords()
  const place = useRef<HTMLDivElement>(null)
  // It explains why there is no going on, further down as well.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [])
  return (
    <div ref={place}>
      <Alert kind="warning" title={words.taken}>
        <p>{nearest.length > 0 ? words.takenText : words.takenNone}</p>
        <div className="slots__nearest">
          {nearest.map((slot) => (
            <Button key={slot.startsAt} size="small" onPress={() => onChange(slot)}>
              <When startsAt={slot.startsAt} endsAt={slot.endsAt} />
            </Button>
          ))}
        </div>
      </Alert>
    </div>
  )
}

type PartOfDay = 'morning' | 'afternoon' | 'evening'

function partOf(slot: Slot, zone: string): PartOfDay {
  const hour = hourIn(slot.startsAt, zone)
  if (hour < 12) return 'morning'
  return hour < 17 ? 'afternoon' : 'evening'
}

interface DaySlotsProps {
  date: string
  slots: Slot[]
  zone: string
  value: string | null
  onChange: (slot: Slot) => void
}

function DaySlots({ date, slots, zone, value, onChange }: DaySlotsProps) {
  const { booking: words } = useWords()
  const locale = useLocale()
  const style = useTimeStyle(zone)
  const label = words.slotsOn(formatDate(date, locale, longDay))
  if (slots.length === 0) return <p className="soft">{words.noSlotsThatDay}</p>
  const byPart = groupBy(slots, (slot) => partOf(slot, zone))
  const chosen = slots.find((slot) => value !== null && Date.parse(slot.startsAt) === Date.parse(value))
  return (
    <RadioGroup
      label={label}
      look="row"
      value={chosen?.startsAt ?? null}
      onChange={(startsAt) => {
        const slot = slots.find((one) => one.startsAt === startsAt)
        if (slot) onChange(slot)
      }}
    >
      {[...byPart].map(([part, slotsOfPart]) => (
        <div key={part} role="group" aria-label={words.parts[part]} className="slots__part">
          <p className="slots__part-name" aria-hidden="true">
            {words.parts[part]}
          </p>
          <div className="slots__grid">
            {slotsOfPart.map((slot) => (
              <Radio key={slot.startsAt} value={slot.startsAt}>
                <time dateTime={slot.startsAt}>{timeOf(slot, slots, style)}</time>
              </Radio>
            ))}
          </div>
        </div>
      ))}
    </RadioGroup>
  )
}

/** When the clocks go back, two different slots show the same time; only their zone tells them apart. */
function timeOf(slot: Slot, slots: Slot[], style: TimeStyle): string {
  const text = formatTime(slot.startsAt, style)
  const isTwice = slots.some((other) => other !== slot && formatTime(other.startsAt, style) === text)
  return isTwice ? `${text} ${zoneLong(slot.startsAt, style).split(/[(,)]/)[1] ?? ''}` : text
}

function ZoneLine({ zone, at }: { zone: string; at: string | null }) {
  const { booking: words, preferences } = useWords()
  const style = useTimeStyle(zone)
  const { zone: chosen } = usePreferences()
  const [isOpen, setOpen] = useState(false)
  const [now] = useState(() => new Date().toISOString())
  return (
    <div className="slots__zone">
      <div className="slots__clock small soft">
        <Icon name="globe" size={16} />
        <div>
          <p>{words.timesIn(zoneLong(at ?? now, style))}</p>
          {!isOpen && (
            <Button kind="quiet" size="small" onPress={() => setOpen(true)}>
              {words.changeZone}
            </Button>
          )}
        </div>
      </div>
      <Suspense>
        {isOpen && (
          <ZoneField
            label={preferences.zone}
            value={chosen ?? zone}
            onChange={(next) => setPreferences({ zone: next })}
          />
        )}
      </Suspense>
    </div>
  )
}
