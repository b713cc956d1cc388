import type { CSSProperties, ReactNode } from 'react'
import type { Span } from '../parts/when.tsx'
import { formatHour, type TimeStyle } from '../time/format.ts'
import { hoursIn, inLanes, placeOf, type Range } from './timeline.ts'
import './day-column.css'

/** The hours beside the columns. */
export function HourScale({ range, style }: { range: Range; style: TimeStyle }) {
  return (
    <div className="hours" aria-hidden="true">
      {hoursIn(range).map((hour) => (
        <span
          key={hour}
          style={placeOf({ startsAt: hour, endsAt: new Date(range.to).toISOString() }, range) as CSSProperties}
        >
          {formatHour(hour, style)}
        </span>
      ))}
    </div>
  )
}

export interface DayColumnProps<T extends Span & { id: string }> {
  range: Range
  working?: Span[]
  entries: T[]
  render: (entry: T) => ReactNode
  children?: ReactNode
}

/** One column of a day: working time behind, what is booked in front. */
export function DayColumn<T extends Span & { id: string }>({
  range,
  working,
  entries,
  render,
  children,
}: DayColumnProps<T>) {
  return (
    <div className={working ? 'column column--timetable' : 'column'}>
      {working?.map((span) => (
        <span key={span.startsAt} className="column__work" style={placeOf(span, range) as CSSProperties} />
      ))}
      {hoursIn(range).map((hour) => (
        <span
          key={hour}
          className="column__hour"
          style={placeOf({ startsAt: hour, endsAt: new Date(range.to).toISOString() }, range) as CSSProperties}
        />
      ))}
      <ol className="column__entries">
        {inLanes(entries).map(({ item, lane, lanes }) => {
          const place = placeOf(item, range)
          if (!place) return null
          const width = 100 / lanes
          return (
            <li
              key={item.id}
              className="column__entry"
              style={{ ...place, insetInlineStart: `${lane * width}%`, inlineSize: `${width}%` }}
            >
              {render(item)}
            </li>
          )
        })}
      </ol>
      {children}
    </div>
  )
}
