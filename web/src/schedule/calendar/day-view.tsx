import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/language.tsx'
import { workingTime } from '../../parts/working-time.ts'
import { zoneShort } from '../../time/format.ts'
import { useTimeStyle } from '../../time/zone.tsx'
import { DayColumn, HourScale } from '../day-column.tsx'
import { hourCount, placeOf, type Range, rangeOf } from '../timeline.ts'
import type { CalendarState, Person } from './calendar-data.ts'
import { EntryLink, WaitingLink } from './entry-link.tsx'

const hourRem = 3.4
const hourMs = 3_600_000

export interface DayViewProps {
  calendar: CalendarState
  date: string
  zone: string
}

export function DayView({ calendar, date, zone }: DayViewProps) {
  const { calendar: words } = useWords()
  const style = useTimeStyle(zone)
  const { from, to, closures, waiting } = calendar
  const people = calendar.people ?? []
  const entries = calendar.entries ?? []
  const columns = people.map((person) => ({
    person,
    working: workingTime(person, [...person.exceptions, ...closures], from, to),
    entries: entries.filter((entry) => entry.technician.id === person.id),
  }))
  const range = rangeOf([...columns.flatMap((column) => column.working), ...entries, ...waiting], {
    from: Date.parse(from),
    to: Date.parse(to),
  })
  const place = useRef<HTMLDivElement>(null)
  const isShown = useRef(false)
  // Somebody in another zone may start at three in the morning here; the page opens on the office day all the same.
  useEffect(() => {
    if (isShown.current || !place.current) return
    isShown.current = true
    const now = Date.now() - hourMs
    const wished = now > range.from && now < range.to ? now : Date.parse(from) + 8 * hourMs
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    place.current.scrollTop = Math.max(0, ((wished - range.from) / hourMs) * hourRem * rem)
  })
  const height = { blockSize: `${hourCount(range) * hourRem}rem` }
  return (
    // Wider than the screen where there are many: the keyboard must be able to scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={place} className="day" tabIndex={0} role="region" aria-label={words.scroll}>
      <div
        className="day__grid"
        style={{ '--columns': columns.length, '--waiting': waiting.length ? 1 : 0 } as CSSProperties}
      >
        <div className="day__corner">
          <span className="when__zone">{zoneShort(from, style)}</span>
        </div>
        {waiting.length > 0 && <ColumnHead name={words.waiting} detail={String(waiting.length)} isWaiting />}
        {columns.map(({ person, working, entries }) => (
          <ColumnHead
            key={person.id}
            name={person.name}
            detail={detailOf(person, working.length, entries.length, words)}
          />
        ))}
        <div className="day__hours" style={height}>
          <HourScale range={range} style={style} />
        </div>
        {waiting.length > 0 && (
          <section className="day__column day__column--waiting" aria-label={words.waiting} style={height}>
            <DayColumn
              range={range}
              entries={waiting}
              render={(request) => <WaitingLink request={request} style={style} />}
            />
          </section>
        )}
        {columns.map(({ person, working, entries }) => (
          <section key={person.id} className="day__column" aria-label={person.name} style={height}>
            <DayColumn
              range={range}
              working={working}
              entries={entries}
              render={(entry) => <EntryLink entry={entry} style={style} />}
            >
              <NowLine range={range} date={date} />
            </DayColumn>
          </section>
        ))}
      </div>
    </div>
  )
}

function detailOf(
  _person: Person,
  workingSpans: number,
  count: number,
  words: ReturnType<typeof useWords>['calendar'],
): string {
  return workingSpans === 0 && count === 0 ? words.off : words.appointments(count)
}

function ColumnHead({ name, detail, isWaiting = false }: { name: string; detail: string; isWaiting?: boolean }) {
  return (
    <div className={isWaiting ? 'day__head day__head--waiting' : 'day__head'}>
      <strong>{name}</strong>
      <span className="faint small">{detail}</span>
    </div>
  )
}

const minuteMs = 60_000

function NowLine({ range, date }: { range: Range; date: string }) {
  const { calendar: words } = useWords()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs)
    return () => clearInterval(timer)
  }, [date])
  const place = placeOf(
    { startsAt: new Date(now).toISOString(), endsAt: new Date(now + minuteMs).toISOString() },
    range,
  )
  if (!place) return null
  return <span className="day__now" style={{ insetBlockStart: place['insetBlockStart'] }} title={words.now} />
}
