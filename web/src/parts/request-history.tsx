import type { ActorNameFragment, EventLineFragment } from '../gql/requests.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import type { Words } from '../i18n/en.ts'
import { formatAgo, formatMinutes, formatMoment, placeOf, zoneShort, type TimeStyle } from '../time/format.ts'
import { useTimeStyle } from '../time/zone.tsx'
import { Moment } from './when.tsx'
import './styles/history.css'

export function sayActor(words: Words, actor: ActorNameFragment): string {
  return actor.__typename === 'ApiClient' ? words.requests.byApi(actor.name) : actor.name
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/

/** What the event's own name says already. */
const said = new Set(['status', 'appointmentStatus'])

/** Values come as text for programs; they are said in the reader's language and on their clock. */
function sayValue(field: string, value: string, style: TimeStyle): string {
  if (field === 'durationMinutes') return formatMinutes(Number(value), style.locale)
  if (field === 'requesterTimeZone') return placeOf(value)
  return instant.test(value) ? `${formatMoment(value, style)} ${zoneShort(value, style)}` : value
}

export function Changes({ changes }: { changes: EventLineFragment['changes'] }) {
  const { changeFields } = useWords().requests
  const style = useTimeStyle()
  const shown = changes.filter(({ field }) => !said.has(field))
  if (shown.length === 0) return null
  return (
    <ul className="history__changes">
      {shown.map(({ field, from, to }) => (
        <li key={field}>
          <span className="faint">{changeFields[field] ?? field}:</span>{' '}
          {from !== null && <del>{sayValue(field, from, style)}</del>}{' '}
          {to !== null && <ins>{sayValue(field, to, style)}</ins>}
        </li>
      ))}
    </ul>
  )
}

export function RequestHistory({ events }: { events: EventLineFragment[] }) {
  const words = useWords()
  const locale = useLocale()
  const { events: names } = words.requests
  return (
    <ol className="history">
      {events.map((event) => (
        <li key={event.revision} className={`history__event history__event--${event.type.toLowerCase()}`}>
          <p>
            <strong>{names[event.type]}</strong> <span className="soft">{sayActor(words, event.actor)}</span>
          </p>
          <p className="faint small">
            <Moment at={event.occurredAt} /> · {formatAgo(event.occurredAt, locale)}
          </p>
          <Changes changes={event.changes} />
        </li>
      ))}
    </ol>
  )
}
