import { useState } from 'react'
import { useQuery } from 'urql'
import { useSearchParams } from 'wouter'
import { SlotsDocument } from '../gql/booking.ts'
import { ExplainSlotDocument, SettingsServicesDocument } from '../gql/settings.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { formatMinutes, formatTime, zoneLong } from '../time/format.ts'
import { instantsOf, isDate, timeIn, today } from '../time/walltime.ts'
import { useTimeStyle, useZone } from '../time/zone.tsx'
import { Alert, Skeleton } from '../ui/feedback.tsx'
import { NativeField } from '../ui/native-field.tsx'
import { SelectField } from '../ui/select.tsx'

interface Question {
  serviceId: string
  durationMinutes: number
  date: string
  time: string
  zone: string
}

/** What clients are offered on a day, and for any moment the reason why it is, or is not, among it. */
export function CheckPage() {
  const { settings } = useWords()
  const words = settings.check
  const locale = useLocale()
  const zone = useZone()
  const [search] = useSearchParams()
  const [{ data }] = useQuery({ query: SettingsServicesDocument })
  const [date, setDate] = useState(() => today(zone))
  const [time, setTime] = useState('')
  const [chosen, setChosen] = useState<string | null>(search.get('service'))
  const [length, setLength] = useState<number | null>(null)
  const services = data?.services.nodes ?? []
  const service = services.find(({ id }) => id === chosen) ?? services[0]
  if (!service) return <Skeleton rows={4} />
  const durationMinutes =
    service.durationsMinutes.find((minutes) => minutes === length) ?? service.durationsMinutes[0] ?? 0
  const question = { serviceId: service.id, durationMinutes, date, time, zone }
  return (
    <>
      <header>
        <h1>{settings.sections.check}</h1>
        <p className="page__lead">{words.lead}</p>
      </header>
      <section className="card form">
        <div className="form__row">
          <SelectField
            label={words.service}
            choices={services.map(({ id, name }) => ({ id, label: name }))}
            value={service.id}
            onChange={setChosen}
          />
          <SelectField
            label={words.length}
            choices={service.durationsMinutes.map((minutes) => ({
              id: String(minutes),
              label: formatMinutes(minutes, locale),
            }))}
            value={String(durationMinutes)}
            onChange={(minutes) => setLength(Number(minutes))}
          />
          <NativeField type="date" label={words.date} value={date} onChange={setDate} />
          <NativeField type="time" label={words.time} step={300} value={time} onChange={setTime} />
        </div>
        {isDate(date) && <OfferedThatDay question={question} onPick={setTime} />}
      </section>
      {isDate(date) && /^\d{2}:\d{2}$/.test(time) ? (
        <Explanation question={question} />
      ) : (
        <p className="soft">{words.pick}</p>
      )}
    </>
  )
}

function OfferedThatDay({ question, onPick }: { question: Question; onPick: (time: string) => void }) {
  const { check: words } = useWords().settings
  const style = useTimeStyle()
  const { serviceId, durationMinutes, date, zone } = question
  const [{ data, fetching }] = useQuery({
    query: SlotsDocument,
    variables: { input: { serviceId, durationMinutes, from: date, to: date, timeZone: zone } },
    requestPolicy: 'network-only',
  })
  const slots = data?.slots.days[0]?.slots ?? []
  return (
    <div className="offered" aria-busy={fetching}>
      <p className="soft">
        {data && words.offeredThatDay(slots.length)}{' '}
        <span className="faint small">{zoneLong(slots[0]?.startsAt ?? `${date}T12:00:00Z`, style)}</span>
      </p>
      <ul className="offered__times">
        {slots.map((slot) => (
          <li key={slot.startsAt}>
            <button type="button" className="offered__time" onClick={() => onPick(timeIn(slot.startsAt, zone))}>
              {formatTime(slot.startsAt, style)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Explanation({ question }: { question: Question }) {
  const words = useWords()
  const { check } = words.settings
  const { serviceId, durationMinutes, date, time, zone } = question
  const [startsAt] = instantsOf(date, time, zone)
  const [{ data, fetching }] = useQuery({
    query: ExplainSlotDocument,
    variables: { input: { serviceId, durationMinutes, startsAt: startsAt ?? '' } },
    pause: !startsAt,
    requestPolicy: 'network-only',
  })
  if (!startsAt) return <Alert kind="problem">{words.requests.approve.noSuchTime}</Alert>
  if (!data) return <Skeleton rows={3} />
  const { isOffered, technicians } = data.explainSlot
  return (
    <section className="card form" aria-busy={fetching}>
      <Alert kind={isOffered ? 'good' : 'warning'}>{isOffered ? check.offered : check.notOffered}</Alert>
      <table className="reasons">
        <tbody>
          {technicians.map(({ technician, isFree, violations }) => (
            <tr key={technician.id}>
              <th scope="row">{technician.name}</th>
              <td className={isFree ? 'reasons__free' : 'reasons__busy'}>{isFree ? check.free : check.notFree}</td>
              <td>{[...new Set(violations.map(({ rule }) => words.rules[rule]))].join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
