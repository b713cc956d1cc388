import type { ActorNameFragment, EventLineFragment } from '../gql/requests.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import type { Words } from '../i18n/en.ts'
import { formatAgo, formatMoment, zoneShort, type TimeStyle } from '../time/format.ts'
import { useTimeStyle } from '../time/zone.tsx'
import { Moment } from './when.tsx'
import './styles/history.css'

export function sayActor(words: Words, actor: ActorNameFragment): string {
  return actor.__typename === 'ApiClient' ? words.requests.byApi(actor.name) : actor.name
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/

/** Values come as text for programs; times among them are said on the reader's clock. */
function sayValue(value: string, style: TimeStyle): string {
  return instant.test(value) ? `${formatMoment(value, style)} ${zoneShort(value, style)}` : value
}

export function RequestHistory({ events }: { events: EventLineFragment[] }) {
  const words = useWords()
  const locale = useLocale()
  const style = useTimeStyle()
  const { events: names, changeFields } = words.requests
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
          {event.changes.length > 0 && (
            <ul className="history__changes">
              {event.changes.map(({ field, from, to }) => (
                <li key={field}>
                  <span className="faint">{changeFields[field] ?? field}:</span>{' '}
                  {from !== null && <del>{sayValue(from, style)}</del>}{' '}
                  {to !== null && <ins>{sayValue(to, style)}</ins>}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}
